package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LinkedFunction;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import java.util.Optional;

/**
 * {@code ffi.unsafe}: memory by address, unchecked; integers are cut to their width as C cuts them.
 */
final class UnsafeModule extends LinkedFunction {
  private static final String[] NAMES = {"read", "write", "copy", "fill", "zero"};

  private final FfiHost host;
  private final int id;

  private UnsafeModule(FfiHost host, int id) {
    super(NAMES[id]);
    this.host = host;
    this.id = id;
  }

  static LuauTable open(FfiHost host) {
    LuauTable table = new LuauTable();
    for (int id = 0; id < NAMES.length; id++) {
      table.set(LuauString.interned(NAMES[id]), new UnsafeModule(host, id));
    }
    table.readonly = true;
    return table;
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    return id < 2 ? DirectAccess.unsafe(host, access, args, id == 1) : Optional.empty();
  }

  @Override
  public Object call(Object[] args) {
    try {
      host.access.checkAddresses("ffi.unsafe");
      return run(args);
    } catch (FfiException e) {
      throw LuauError.builtin(e.getMessage());
    }
  }

  private Object run(Object[] args) {
    long address = address(args, 0);
    switch (id) {
      case 0 -> {
        return read(TypeNames.cType(Arguments.at(args, 1)), address);
      }
      case 1 -> write(TypeNames.cType(Arguments.at(args, 1)), address, Arguments.at(args, 2));
      case 2 -> Memory.Unchecked.copy(address, address(args, 1), Arguments.count(args, 2, "len"));
      case 3 ->
          Memory.Unchecked.fill(
              address,
              Arguments.count(args, 1, "len"),
              (byte) Conversions.truncated(NativeType.U8, Arguments.at(args, 2), 3));
      default -> Memory.Unchecked.fill(address, Arguments.count(args, 1, "len"), (byte) 0);
    }
    return Results.NONE;
  }

  /** An address is wanted, but a pointer object will do. */
  private static long address(Object[] args, int n) {
    return Conversions.integer(NativeType.USIZE, Arguments.at(args, n), n + 1);
  }

  private Object read(NativeType type, long address) {
    return ValueAccess.read(host, type, Block.UNMANAGED, address);
  }

  private void write(NativeType type, long address, Object value) {
    switch (type) {
      case VOID -> throw new FfiException("Cannot write void");
      case I8, U8 ->
          Memory.Unchecked.writeByte(address, (byte) Conversions.truncated(type, value, 3));
      case I16, U16 ->
          Memory.Unchecked.writeShort(address, (short) Conversions.truncated(type, value, 3));
      case I32, U32 ->
          Memory.Unchecked.writeInt(address, (int) Conversions.truncated(type, value, 3));
      case I64, U64, ISIZE, USIZE ->
          Memory.Unchecked.writeLong(address, Conversions.truncated(type, value, 3));
      case BOOL, F32, F64, POINTER, STRING ->
          ValueAccess.write(host, type, Block.UNMANAGED, address, value);
    }
  }
}
