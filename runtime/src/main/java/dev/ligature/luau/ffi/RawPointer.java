package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.util.Optional;

/** An address without a type; arithmetic is in bytes. */
final class RawPointer extends FfiObject {
  private static final Members MEMBERS =
      Members.of(
          Kind.RAW_POINTER,
          new String[] {"addr", "isNull", "isManaged"},
          new String[] {"read", "write", "offset", "toLightUserData"});

  final long address;
  final Block block;

  RawPointer(FfiHost host, long address, Block block) {
    super(host, Kind.RAW_POINTER);
    this.address = address;
    this.block = block;
  }

  /** {@return the pointer to the start of a block} */
  static RawPointer to(FfiHost host, Block block) {
    return new RawPointer(host, block.address(), block);
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    if (access.operation() != Operation.CALL_METHOD) {
      return Optional.empty();
    }
    return switch (access.key().toString()) {
      case "offset" -> DirectAccess.offset(access);
      case "read", "write" -> DirectAccess.method(this, access, args);
      default -> Optional.empty();
    };
  }

  /** {@return the pointer so many bytes further, in the same block} */
  RawPointer plus(long bytes) {
    return new RawPointer(host, address + bytes, block);
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return switch (id) {
      case 0 -> Conversions.ofUnsigned(address);
      case 1 -> address == 0;
      default -> block.isManaged();
    };
  }

  @Override
  Object invoke(int id, Object[] args) {
    switch (id) {
      case 3 -> {
        long offset = Arguments.integer(args, 0, "offset");
        return ValueAccess.read(
            host, TypeNames.cType(Arguments.at(args, 1)), block, target(offset));
      }
      case 4 -> {
        long offset = Arguments.integer(args, 0, "offset");
        NativeType type = TypeNames.cType(Arguments.at(args, 1));
        ValueAccess.write(host, type, block, target(offset), Arguments.at(args, 2));
        return Results.NONE;
      }
      case 5 -> {
        return plus(Arguments.integer(args, 0, "offset"));
      }
      default -> {
        return new LightUserdata(host, address, block);
      }
    }
  }

  /** NULL plus anything is still NULL to a user, so it is refused as NULL. */
  private long target(long offset) {
    return address == 0 ? 0 : address + offset;
  }

  @Override
  Object element(Object key) {
    if (key instanceof Double || key instanceof Long) {
      throw new FfiException("A RawPointer has no elements: ffi.cast it to a type first");
    }
    return super.element(key);
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
    return "RawPointer(" + Describe.address(address) + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawPointer p && p.address == address;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(address);
  }
}
