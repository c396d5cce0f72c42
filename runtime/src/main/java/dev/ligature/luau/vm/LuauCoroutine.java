package dev.ligature.luau.vm;

/** A coroutine, of type {@code thread}. */
public class LuauCoroutine {}
