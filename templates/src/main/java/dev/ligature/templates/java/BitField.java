package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;

/**
 * Expressions that read and write a bit-field: one load of 1, 2, 4 or 8 bytes at any alignment
 * where one covers it, bytes otherwise (a packed field of up to 64 bits may lie across nine of
 * them).
 *
 * @param bytes of the load, or 0 if no load covers it
 * @param offset of the load in bytes
 * @param shift of the field's lowest bit in the load, or in the first byte
 */
record BitField(CType type, int bytes, long offset, int shift, int width) {

  static CType type(Declaration.Field field) {
    if (field.lowering() instanceof Lowering.Scalar(CType ctype)) {
      return ctype;
    }
    throw new IllegalArgumentException("bit-field '" + field.name() + "' is no integer");
  }

  /**
   * @param base the offset in bytes of the record that declares it in the segment
   * @param size the bytes of the segment
   * @param bigEndian whether the first bit of the target's memory is the highest of its byte
   */
  static BitField of(Declaration.Field field, long base, long size, boolean bigEndian) {
    Declaration.Bits bits = field.bits().orElseThrow();
    long first = base * 8 + bits.offset();
    for (int bytes = 1; bytes <= 8; bytes *= 2) {
      long offset = Math.min(first / 8, size - bytes);
      if (offset >= 0 && first + bits.width() <= (offset + bytes) * 8) {
        int before = (int) (first - offset * 8);
        int shift = bigEndian ? 8 * bytes - before - bits.width() : before;
        return new BitField(type(field), bytes, offset, shift, bits.width());
      }
    }
    return new BitField(type(field), 0, first / 8, (int) (first % 8), bits.width());
  }

  /** {@return whether one load covers it; bytes are put together on little-endian targets only} */
  boolean isOneLoad() {
    return bytes > 0;
  }

  private String layout() {
    return switch (bytes) {
      case 1 -> "JAVA_BYTE";
      case 2 -> "JAVA_SHORT_UNALIGNED";
      case 4 -> "JAVA_INT_UNALIGNED";
      default -> "JAVA_LONG_UNALIGNED";
    };
  }

  private boolean isWide() {
    return bytes == 8 || bytes == 0;
  }

  private String javaType() {
    return switch (type.size(8)) {
      case 1 -> type == CType.BOOL ? "boolean" : "byte";
      case 2 -> "short";
      case 4 -> "int";
      default -> "long";
    };
  }

  /** {@return the expression of its value} */
  String get(String segment) {
    String unit =
        bytes == 0
            ? "Native.bits("
                + segment
                + ", "
                + Records.number(offset)
                + ", "
                + shift
                + ", "
                + width
                + ")"
            : segment + ".get(" + layout() + ", " + Records.number(offset) + ")";
    int bits = isWide() ? 64 : 32;
    int left = bytes == 0 ? bits - width : bits - shift - width;
    int right = bits - width;
    String operator = type.isUnsigned() || type == CType.BOOL ? " >>> " : " >> ";
    String value = left == 0 ? unit : unit + " << " + left;
    if (right != 0) {
      value = (left == 0 ? value : "(" + value + ")") + operator + right;
    }
    if (type == CType.BOOL) {
      return "(" + value + ") != 0";
    }
    String expressionType = isWide() ? "long" : left == 0 && right == 0 ? unitType() : "int";
    return expressionType.equals(javaType()) ? value : "(" + javaType() + ") (" + value + ")";
  }

  private String unitType() {
    return switch (bytes) {
      case 1 -> "byte";
      case 2 -> "short";
      case 4 -> "int";
      default -> "long";
    };
  }

  /** {@return the statement that sets it; bits of {@code value} above its width are lost} */
  String set(String segment, String value) {
    String number = type == CType.BOOL ? "(" + value + " ? 1 : 0)" : value;
    if (bytes == 0) {
      return "Native.bits("
          + segment
          + ", "
          + Records.number(offset)
          + ", "
          + shift
          + ", "
          + width
          + ", "
          + number
          + ")";
    }
    boolean wide = bytes == 8;
    String cast =
        switch (bytes) {
          case 1 -> "(byte) ";
          case 2 -> "(short) ";
          case 4 -> javaType().equals("long") ? "(int) " : "";
          default -> "";
        };
    String start = segment + ".set(" + layout() + ", " + Records.number(offset) + ", ";
    String widened = wide && !javaType().equals("long") ? "(long) " + number : number;
    if (width == bytes * 8) {
      boolean same = unitType().equals(javaType());
      return start + (same ? number : wide ? widened : "(" + unitType() + ") " + number) + ")";
    }
    long mask = width == 64 ? -1 : (1L << width) - 1;
    String keep = hex(~(mask << shift), wide);
    String part = "(" + widened + " & " + hex(mask, wide) + ")";
    return start
        + cast
        + "("
        + segment
        + ".get("
        + layout()
        + ", "
        + Records.number(offset)
        + ") & "
        + keep
        + " | "
        + (shift == 0 ? part : part + " << " + shift)
        + "))";
  }

  private static String hex(long mask, boolean wide) {
    return wide ? "0x" + Long.toHexString(mask) + "L" : "0x" + Integer.toHexString((int) mask);
  }
}
