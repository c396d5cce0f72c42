package dev.ligature.idl.tables;

import dev.ligature.idl.CType;
import dev.ligature.idl.Target;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Where C puts members when nothing says otherwise: each at the next multiple of its alignment, the
 * whole padded to a multiple of the largest one. Bit-fields are left out, because their rules
 * differ from ABI to ABI: their rows always say their place.
 */
final class NaturalLayout {
  private final Target target;
  private final Map<String, StructTable> structs;
  private final Map<String, Extent> extents;
  private final boolean union;
  private final boolean packed;
  private long end;
  private long size;
  private long align = 1;

  /** Size and alignment in bytes. */
  record Extent(long size, long align) {}

  /**
   * @param extents of the structs that members may hold
   */
  NaturalLayout(
      Target target,
      Map<String, StructTable> structs,
      Map<String, Extent> extents,
      boolean union,
      boolean packed) {
    this.target = target;
    this.structs = structs;
    this.extents = extents;
    this.union = union;
    this.packed = packed;
  }

  /** {@return size and alignment of one element} */
  Extent extent(TableType type) {
    return switch (type) {
      case TableType.Named(CType ctype) -> scalar(ctype);
      case TableType.Struct(String key) -> {
        Extent extent = extents.get(key);
        if (extent == null) {
          throw new IllegalArgumentException(
              "struct " + key + " stands before what it holds; known are " + structs.keySet());
        }
        yield extent;
      }
    };
  }

  /** System V aligns eight bytes to four on i386 (psABI, table 2.1); Windows does not. */
  private Extent scalar(CType ctype) {
    long size = ctype.size(target.pointerSize());
    boolean four = target.arch().equals("i686") && !target.os().equals("windows");
    return new Extent(size, Math.max(1, four ? Math.min(4, size) : size));
  }

  /** {@return the offset of a member that has no offset of its own} */
  long next(TableType type) {
    long alignment = packed ? 1 : extent(type).align();
    return union ? 0 : roundUp(end, alignment);
  }

  /**
   * Puts a member at an offset.
   *
   * @param count elements
   */
  void place(TableType type, long count, long offset) {
    Extent extent = extent(type);
    align = Math.max(align, packed ? 1 : extent.align());
    end = offset + extent.size() * count;
    size = Math.max(size, end);
  }

  /** Puts a bit-field, which ends after that many bits. */
  void placeBits(long endBit) {
    end = (endBit + 7) / 8;
    size = Math.max(size, end);
  }

  /** {@return size and alignment of the whole, with what overrides them} */
  Extent whole(OptionalLong ownSize, OptionalLong ownAlign) {
    long alignment = ownAlign.orElse(align);
    return new Extent(ownSize.orElse(roundUp(size, alignment)), alignment);
  }

  private static long roundUp(long value, long multiple) {
    return (value + multiple - 1) / multiple * multiple;
  }
}
