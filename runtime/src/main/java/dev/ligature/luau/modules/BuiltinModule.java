package dev.ligature.luau.modules;

import dev.ligature.luau.vm.LuauState;

/** A module written in Java, known by a full path such as {@code @lune/process}. */
@FunctionalInterface
public interface BuiltinModule {

  /** {@return what {@code require} returns, made at the first require in a state} */
  Object open(LuauState state);
}
