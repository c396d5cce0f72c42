package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;

/** A bare address that scripts can only compare, keep and pass on. */
final class LightUserdata extends FfiObject {
  private static final Members MEMBERS =
      Members.of(Kind.LIGHT_USERDATA, new String[0], new String[0]);

  private final long address;
  private final Block block;

  LightUserdata(FfiHost host, long address, Block block) {
    super(host, Kind.LIGHT_USERDATA);
    this.address = address;
    this.block = block;
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    throw new IllegalArgumentException("no property " + id);
  }

  @Override
  Object invoke(int id, Object[] args) {
    throw new IllegalArgumentException("no method " + id);
  }

  @Override
  boolean hasAddress() {
    return true;
  }

  @Override
  long address() {
    return address;
  }

  @Override
  Block block() {
    return block;
  }

  @Override
  String describe() {
    return "userdata: " + Describe.address(address);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LightUserdata p && p.address == address;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(address);
  }
}
