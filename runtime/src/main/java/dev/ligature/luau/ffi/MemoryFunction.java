package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LinkedFunction;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import java.util.Optional;

/** {@code ffi.read} and {@code ffi.write}: scalars behind any pointer, checked. */
final class MemoryFunction extends LinkedFunction {
  private final FfiHost host;
  private final boolean write;

  private MemoryFunction(FfiHost host, String name, boolean write) {
    super(name);
    this.host = host;
    this.write = write;
  }

  /** {@return {@code ffi.read(pointer, offset, type)}} */
  static MemoryFunction read(FfiHost host) {
    return new MemoryFunction(host, "read", false);
  }

  /** {@return {@code ffi.write(pointer, offset, type, value)}} */
  static MemoryFunction write(FfiHost host) {
    return new MemoryFunction(host, "write", true);
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    return DirectAccess.function(host, access, args, write);
  }

  @Override
  public Object call(Object[] args) {
    try {
      PointerValue pointer = PointerValue.of(host, Arguments.at(args, 0));
      long offset = Arguments.integer(args, 1, "offset");
      NativeType type = TypeNames.cType(Arguments.at(args, 2));
      if (!write) {
        return ValueAccess.read(host, type, pointer.block(), pointer.plus(offset));
      }
      ValueAccess.write(host, type, pointer.block(), pointer.plus(offset), Arguments.at(args, 3));
      return Results.NONE;
    } catch (FfiException e) {
      throw LuauError.builtin(e.getMessage());
    }
  }
}
