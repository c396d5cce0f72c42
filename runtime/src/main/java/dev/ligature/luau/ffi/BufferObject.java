package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeArena;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Results;

/** A block of memory with a size; a slice shares the memory of the buffer that it was cut from. */
final class BufferObject extends FfiObject {
  private static final Members MEMBERS =
      Members.of(
          Kind.BUFFER,
          new String[] {"ptr", "size"},
          new String[] {
            "read",
            "write",
            "zero",
            "readBytes",
            "writeBytes",
            "readString",
            "writeString",
            "slice",
            "as_ptr"
          });

  private final Block block;

  private BufferObject(FfiHost host, Block block) {
    super(host, Kind.BUFFER);
    this.block = block;
  }

  /** {@return a zeroed buffer of so many bytes} */
  static BufferObject allocate(FfiHost host, long size) {
    return new BufferObject(host, new NativeArena().allocate(size, 16));
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return id == 0 ? RawPointer.to(host, block) : (Object) (double) block.size();
  }

  @Override
  Object invoke(int id, Object[] args) {
    switch (id) {
      case 2 -> {
        long offset = Arguments.integer(args, 0, "offset");
        var type = TypeNames.cType(Arguments.at(args, 1));
        return ValueAccess.read(host, type, block, at("read", offset, type.byteSize()));
      }
      case 3 -> {
        long offset = Arguments.integer(args, 0, "offset");
        var type = TypeNames.cType(Arguments.at(args, 1));
        long address = at("write", offset, type.byteSize());
        ValueAccess.write(host, type, block, address, Arguments.at(args, 2));
      }
      case 4 -> Memory.fill(block, block.address(), block.size(), (byte) 0);
      case 5 -> {
        long offset = Arguments.integer(args, 0, "offset");
        long length = Arguments.count(args, 1, "len");
        return LuauString.of(Memory.bytes(block, at("read", offset, length), length));
      }
      case 6 -> {
        byte[] bytes = Arguments.string(args, 1, "bytes").bytes();
        long offset = Arguments.integer(args, 0, "offset");
        Memory.put(block, at("write", offset, bytes.length), bytes);
      }
      case 7 -> {
        return readString(Arguments.at(args, 0) == null ? 0 : Arguments.integer(args, 0, "offset"));
      }
      case 8 -> writeString(Arguments.integer(args, 0, "offset"), Arguments.string(args, 1, "s"));
      case 9 -> {
        long offset = Arguments.integer(args, 0, "offset");
        long size = Arguments.count(args, 1, "size");
        if (offset < 0 || size > block.size() - offset) {
          throw new FfiException("Slice out of bounds");
        }
        return new BufferObject(host, block.slice(block.address() + offset, size));
      }
      default -> {
        return RawPointer.to(host, block);
      }
    }
    return Results.NONE;
  }

  private long at(String access, long offset, long size) {
    if (offset < 0 || offset > block.size() - size) {
      throw new FfiException("Buffer " + access + " out of bounds");
    }
    return block.address() + offset;
  }

  private LuauString readString(long offset) {
    long address = at("read", offset, 0);
    return LuauString.of(Memory.bytesToZero(block, address, block.size() - offset));
  }

  private void writeString(long offset, LuauString text) {
    byte[] bytes = text.bytes();
    long address = at("write", offset, bytes.length + 1L);
    Memory.put(block, address, bytes);
    Memory.writeByte(block, address + bytes.length, (byte) 0);
  }

  @Override
  boolean hasAddress() {
    return true;
  }

  @Override
  long address() {
    return block.address();
  }

  @Override
  Block block() {
    return block;
  }

  @Override
  String describe() {
    return "Buffer(" + Describe.address(block.address()) + ", size=" + block.size() + ")";
  }
}
