package dev.ligature.luau.ffi;

import dev.ligature.ffi.ErrorNumber;
import dev.ligature.ffi.Lifetime;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;
import java.util.EnumMap;
import java.util.Map;

/** What the objects of {@code @lune/ffi} in one state share. */
final class FfiHost {
  final LuauState state;
  final NativeAccess access;
  final ErrorNumber errorNumber = new ErrorNumber();
  final CallScratch scratch = new CallScratch();
  final RecordResults recordResults = new RecordResults();
  final NativeFunctions functions = new NativeFunctions(this);

  /** Of memory on {@link #scratch}: no pointer to it outlives a call. */
  final Lifetime scratchLifetime = new Lifetime(scratch);

  /**
   * What a callback threw while C code ran above it. The call that entered C throws it when C
   * returns; C itself saw a zero.
   */
  RuntimeException pending;

  /** The thread that runs scripts now; only on it may callbacks enter them. */
  Thread thread = Thread.currentThread();

  private final Map<Kind, LuauTable> metatables = new EnumMap<>(Kind.class);

  FfiHost(LuauState state, NativeAccess access) {
    this.state = state;
    this.access = access;
  }

  LuauTable metatable(Kind kind) {
    return metatables.computeIfAbsent(kind, Metatables::create);
  }

  /** Throws what a callback left, if it left anything. */
  void throwPending() {
    RuntimeException error = pending;
    if (error != null) {
      pending = null;
      throw error;
    }
  }
}
