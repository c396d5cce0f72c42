package dev.ligature.luau.ffi;

import dev.ligature.ffi.ErrorNumber;
import dev.ligature.ffi.Lifetime;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauTable;

/** What the objects of {@code @lune/ffi} in one state share. */
final class FfiHost {
  final LuauState state;
  final NativeAccess access;

  /** Whether scripts may not use what they like: see {@link NativeAccess.Libraries}. */
  final boolean narrowed;

  final ErrorNumber errorNumber = new ErrorNumber();
  final CallScratch scratch = new CallScratch();
  final RecordResults recordResults = new RecordResults();
  final HeldResults heldResults = new HeldResults(scratch);
  final NativeFunctions functions = new NativeFunctions(this);
  final PendingReleases releases = new PendingReleases();

  /** Of memory on {@link #scratch}: no pointer to it outlives a call. */
  final Lifetime scratchLifetime = new Lifetime(scratch);

  /**
   * What a callback threw while C code ran above it. The call that entered C throws it when C
   * returns; C itself saw a zero.
   */
  RuntimeException pending;

  /** The thread that runs scripts now; only on it may callbacks enter them. */
  Thread thread = Thread.currentThread();

  /** By the number of the kind: made at once, since pointers are made in hot loops. */
  private final LuauTable[] metatables = new LuauTable[Kind.values().length];

  FfiHost(LuauState state, NativeAccess access) {
    this.state = state;
    this.access = access;
    this.narrowed = !(access instanceof NativeAccess.Full);
    for (Kind kind : Kind.values()) {
      metatables[kind.ordinal()] = Metatables.create(kind);
    }
  }

  LuauTable metatable(Kind kind) {
    return metatables[kind.ordinal()];
  }

  /** Notes that scripts run on this thread now. */
  void enterThread() {
    Thread current = Thread.currentThread();
    if (thread != current) { // stores of references cost more than the comparison
      thread = current;
    }
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
