package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import dev.ligature.ffi.RecordLayout;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;

/** Reads Luau values from checked memory and writes them there, by type. */
final class ValueAccess {
  private ValueAccess() {}

  /** {@return the scalar at an address} */
  static Object read(FfiHost host, NativeType type, Block block, long address) {
    return switch (type) {
      case VOID -> throw new FfiException("Cannot read void");
      case BOOL -> Memory.readByte(block, address) != 0;
      case I8 -> (double) Memory.readByte(block, address);
      case U8 -> (double) (Memory.readByte(block, address) & 0xff);
      case I16 -> (double) Memory.readShort(block, address);
      case U16 -> (double) (Memory.readShort(block, address) & 0xffff);
      case I32 -> (double) Memory.readInt(block, address);
      case U32 -> (double) (Memory.readInt(block, address) & 0xffff_ffffL);
      case I64, ISIZE -> Conversions.ofSigned(Memory.readLong(block, address));
      case U64, USIZE -> Conversions.ofUnsigned(Memory.readLong(block, address));
      case F32 -> (double) Memory.readFloat(block, address);
      case F64 -> Memory.readDouble(block, address);
      case POINTER -> {
        long target = Memory.readLong(block, address);
        host.access.checkAddresses("Reading a pointer from memory");
        yield Conversions.ofAddress(host, target);
      }
      case STRING -> {
        long target = Memory.readLong(block, address);
        host.access.checkAddresses("Reading a string through a pointer");
        yield Conversions.ofString(host, target);
      }
    };
  }

  /** Writes a scalar. */
  static void write(FfiHost host, NativeType type, Block block, long address, Object value) {
    switch (type) {
      case VOID -> throw new FfiException("Cannot write void");
      case BOOL -> Memory.writeByte(block, address, (byte) (Conversions.bool(value) ? 1 : 0));
      case I8, U8 ->
          Memory.writeByte(block, address, (byte) Conversions.integer(type, value, Place.MEMORY));
      case I16, U16 ->
          Memory.writeShort(block, address, (short) Conversions.integer(type, value, Place.MEMORY));
      case I32, U32 ->
          Memory.writeInt(block, address, (int) Conversions.integer(type, value, Place.MEMORY));
      case I64, U64, ISIZE, USIZE ->
          Memory.writeLong(block, address, Conversions.integer(type, value, Place.MEMORY));
      case F32 ->
          Memory.writeFloat(
              block, address, (float) Conversions.floating(type, value, Place.MEMORY));
      case F64 ->
          Memory.writeDouble(block, address, Conversions.floating(type, value, Place.MEMORY));
      case POINTER, STRING -> {
        if (value instanceof Double || value instanceof Long) {
          host.access.checkAddresses("Writing a number as a pointer");
        }
        Memory.writeLong(block, address, Conversions.address(type, value, Place.MEMORY));
      }
    }
  }

  /**
   * {@return the value at an address: a scalar, a view of a record, a typed pointer to an array}
   */
  static Object read(FfiHost host, ElementType type, Block block, long address) {
    return switch (type) {
      case ElementType.Scalar(NativeType scalar) -> read(host, scalar, block, address);
      case StructDefinition definition -> new StructView(host, definition, address, block);
      case ElementType.Array array -> arrayAt(host, array, block, address);
    };
  }

  /** A pointer to an array's elements, bounded by the array unless its length is open. */
  private static TypedPointer arrayAt(
      FfiHost host, ElementType.Array array, Block block, long address) {
    boolean bounded = array.layout().count() > 0;
    Block bounds =
        bounded && block.isManaged() ? block.slice(address, array.layout().byteSize()) : block;
    return new TypedPointer(
        host,
        array.element(),
        address,
        bounds,
        bounded ? array.layout().count() : TypedPointer.UNKNOWN);
  }

  /** Assigns to what stands at an address; arrays and records take tables, byte arrays strings. */
  static void write(FfiHost host, ElementType type, Block block, long address, Object value) {
    switch (type) {
      case ElementType.Scalar(NativeType scalar) -> write(host, scalar, block, address, value);
      case StructDefinition definition -> writeRecord(host, definition, block, address, value);
      case ElementType.Array array -> writeArray(host, array, block, address, value);
    }
  }

  private static void writeRecord(
      FfiHost host, StructDefinition definition, Block block, long address, Object value) {
    switch (value) {
      case StructView view when view.definition().layout() == definition.layout() ->
          Memory.copy(block, address, view.block(), view.address(), definition.layout().byteSize());
      case LuauTable fields -> {
        StructView target = new StructView(host, definition, address, block);
        for (Object[] entry : Tables.entries(fields)) {
          target.setField(entry[0], entry[1]);
        }
      }
      case null, default ->
          throw new FfiException(
              "A record takes a view of its own definition or a table of fields, got "
                  + Describe.value(value));
    }
  }

  private static void writeArray(
      FfiHost host, ElementType.Array array, Block block, long address, Object value) {
    long count = array.layout().count();
    long stride = array.element().layout().byteSize();
    switch (value) {
      case LuauString text when stride == 1 -> {
        byte[] bytes = text.bytes();
        if (count > 0 && bytes.length > count) {
          throw new FfiException(
              "String of " + bytes.length + " bytes does not fit an array of " + count);
        }
        Memory.put(block, address, bytes);
        Memory.fill(block, address + bytes.length, Math.max(0, count - bytes.length), (byte) 0);
      }
      case LuauTable elements -> {
        int length = elements.length();
        if (count > 0 && length > count) {
          throw new FfiException(length + " elements do not fit an array of " + count);
        }
        for (int i = 0; i < length; i++) {
          write(host, array.element(), block, address + i * stride, elements.get(i + 1));
        }
      }
      case TypedPointer source when source.element().layout().equals(array.element().layout()) ->
          Memory.copy(block, address, source.block(), source.address(), array.layout().byteSize());
      case null, default ->
          throw new FfiException(
              "An array takes a table"
                  + (stride == 1 ? " or a string" : "")
                  + ", got "
                  + Describe.value(value));
    }
  }

  /** {@return a bit-field's value} */
  static Object readBits(RecordLayout.Field field, Block block, long address) {
    NativeType type = (NativeType) field.type();
    long bits = Bits.read(block, address + field.offset(), field.bitShift(), field.bitWidth());
    if (type == NativeType.BOOL) {
      return bits != 0;
    }
    if (type.isUnsigned()) {
      return Conversions.ofUnsigned(bits);
    }
    int unused = 64 - field.bitWidth();
    return Conversions.ofSigned(bits << unused >> unused);
  }

  /** Writes a bit-field. */
  static void writeBits(RecordLayout.Field field, Block block, long address, Object value) {
    NativeType type = (NativeType) field.type();
    int width = field.bitWidth();
    long bits;
    if (type == NativeType.BOOL) {
      bits = Conversions.bool(value) ? 1 : 0;
    } else {
      bits = Conversions.integer(type, value, Place.MEMORY);
      int unused = 64 - width;
      long kept = type.isUnsigned() ? bits << unused >>> unused : bits << unused >> unused;
      if (kept != bits) {
        throw new FfiException(
            "value ("
                + type.spelling()
                + "): "
                + Describe.value(value)
                + " does not fit "
                + width
                + " bits");
      }
    }
    Bits.write(block, address + field.offset(), field.bitShift(), width, bits);
  }
}
