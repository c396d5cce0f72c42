package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.ffi.Upcall;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Results;

/** A Luau function that C can call. */
final class CallbackObject extends FfiObject {
  private static final Members MEMBERS =
      Members.of(
          Kind.CALLBACK,
          new String[] {"ptr", "retType", "argCount", "isValid"},
          new String[] {"getPtr", "free"});

  private final Signature signature;
  private final Upcall upcall;

  /** Keeps this object while a script holds a pointer to it; code is no memory to read or write. */
  private final Lifetime keeper = new Lifetime(this);

  private final Block block;

  CallbackObject(FfiHost host, LuauFunction function, Signature signature) {
    super(host, Kind.CALLBACK);
    this.signature = signature;
    this.upcall = new Upcall(signature.shape(-1), CallbackTarget.of(this, function, signature));
    this.block = Block.code(upcall.address(), keeper);
  }

  // ---- called by C, through CallbackTarget ----

  /**
   * Begins a call by C; {@return what {@link #leave} takes}. Nothing can be yielded across C, but
   * calls nest as deep as the stack allows.
   */
  int enter() {
    if (Thread.currentThread() != host.thread) {
      throw new FfiException(
          "Callback called from a thread that runs no script: only the thread of the call into C"
              + " may");
    }
    if (!upcall.isValid()) {
      throw new FfiException("Callback was freed");
    }
    host.releases.enter();
    LuauState state = host.state;
    int before = state.nativeCalls;
    state.nativeCalls = Math.max(before, state.yieldableCalls + 1);
    return before;
  }

  void leave(int before) {
    host.state.nativeCalls = before;
    host.releases.leave();
  }

  /** Keeps what a call by C threw for the call into C that caused it; the first error counts. */
  void failed(Throwable cause) {
    if (host.pending == null) {
      host.pending =
          switch (cause) {
            case FfiException e -> LuauError.runtime(e.getMessage());
            case RuntimeException e -> e;
            case StackOverflowError e -> LuauError.runtime("stack overflow");
            default -> new IllegalStateException(cause);
          };
    }
  }

  // ---- seen by scripts ----

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return switch (id) {
      case 0 -> pointer();
      case 1 -> LuauString.interned(signature.ret().spelling());
      case 2 -> (double) signature.args().size();
      default -> upcall.isValid();
    };
  }

  @Override
  Object invoke(int id, Object[] args) {
    if (id == 4) {
      return pointer();
    }
    upcall.free();
    keeper.end("Callback was freed");
    return Results.NONE;
  }

  private RawPointer pointer() {
    return new RawPointer(host, address(), block);
  }

  @Override
  boolean hasAddress() {
    return true;
  }

  @Override
  long address() {
    if (!upcall.isValid()) {
      throw new FfiException("Callback was freed");
    }
    return upcall.address();
  }

  @Override
  Block block() {
    return block;
  }

  @Override
  String describe() {
    return "Callback("
        + Describe.address(upcall.address())
        + ", "
        + signature.ret().spelling()
        + ", "
        + signature.args().size()
        + " args)";
  }
}
