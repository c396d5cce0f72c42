package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;

/**
 * What a script passed where memory is meant: an address and the block that bounds it.
 *
 * @param address 0 for nil
 */
record PointerValue(long address, Block block) {
  private static final PointerValue NULL = new PointerValue(0, Block.NULL);

  /**
   * {@return the memory that a value means}
   *
   * @throws FfiException if it means none
   */
  static PointerValue of(FfiHost host, Object value) {
    return switch (value) {
      case null -> NULL;
      case FfiObject object when object.hasAddress() ->
          new PointerValue(object.address(), object.block());
      case Double d -> ofNumber(host, d);
      case Long l -> ofNumber(host, l);
      default -> throw new FfiException("Expected a pointer, got " + Describe.value(value));
    };
  }

  /** {@return the address so many bytes further; NULL stays NULL, so that it is refused as that} */
  long plus(long bytes) {
    return address == 0 ? 0 : address + bytes;
  }

  private static PointerValue ofNumber(FfiHost host, Object number) {
    host.access.checkAddresses("Using a number as a pointer");
    long address = Conversions.integer(NativeType.USIZE, number, Place.MEMORY);
    return address == 0 ? NULL : new PointerValue(address, Block.UNMANAGED);
  }
}
