package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.Target;

/**
 * How a scalar of C is carried in Java: always in the Java type of its size, unsigned ones with the
 * same bits.
 *
 * <pre>
 *   C                       Java            memory       call
 *   _Bool                   boolean         JAVA_BOOLEAN JAVA_BOOLEAN
 *   int8_t                  byte            JAVA_BYTE    JAVA_BYTE
 *   uint8_t                 byte            JAVA_BYTE    JAVA_INT with 0..255 (x86_64), JAVA_BYTE
 *   int16_t                 short           JAVA_SHORT   JAVA_SHORT
 *   uint16_t                short           JAVA_SHORT   JAVA_CHAR
 *   int32_t  uint32_t       int             JAVA_INT     JAVA_INT
 *   int64_t  uint64_t       long            JAVA_LONG    JAVA_LONG
 *   float                   float           JAVA_FLOAT   JAVA_FLOAT
 *   double                  double          JAVA_DOUBLE  JAVA_DOUBLE
 *   pointers, strings       MemorySegment   Native.POINTER
 * </pre>
 *
 * <p>Calls differ from memory because clang's callee on x86_64 trusts its caller to have extended
 * small arguments to 32 bits, unsigned ones with zeros, and the JVM extends a {@code byte} with its
 * sign.
 *
 * @param type the Java type
 * @param layout the layout in memory, naturally aligned
 * @param size bytes
 * @param passed the layout in calls
 * @param toPassed what stands before a value that is passed
 * @param toPassedEnd what stands behind it
 * @param fromPassed what stands before a value that C passed
 * @param zero a literal of that type
 */
record Carrier(
    String type,
    String layout,
    int size,
    String passed,
    String passedType,
    String toPassed,
    String toPassedEnd,
    String fromPassed,
    String zero) {

  private static Carrier plain(String type, String layout, int size, String zero) {
    return new Carrier(type, layout, size, layout, type, "", "", "", zero);
  }

  private static final Carrier BOOL = plain("boolean", "JAVA_BOOLEAN", 1, "false");
  private static final Carrier I8 = plain("byte", "JAVA_BYTE", 1, "(byte) 0");
  private static final Carrier U8 =
      new Carrier(
          "byte",
          "JAVA_BYTE",
          1,
          "JAVA_INT",
          "int",
          "Byte.toUnsignedInt(",
          ")",
          "(byte) ",
          "(byte) 0");
  private static final Carrier I16 = plain("short", "JAVA_SHORT", 2, "(short) 0");
  private static final Carrier U16 =
      new Carrier(
          "short", "JAVA_SHORT", 2, "JAVA_CHAR", "char", "(char) ", "", "(short) ", "(short) 0");
  private static final Carrier I32 = plain("int", "JAVA_INT", 4, "0");
  private static final Carrier I64 = plain("long", "JAVA_LONG", 8, "0L");
  private static final Carrier F32 = plain("float", "JAVA_FLOAT", 4, "0.0f");
  private static final Carrier F64 = plain("double", "JAVA_DOUBLE", 8, "0.0");
  private static final Carrier POINTER =
      plain("MemorySegment", "Native.POINTER", 8, "MemorySegment.NULL");

  /** {@return the carrier of a scalar other than {@code void}} */
  static Carrier of(CType ctype, Target target) {
    return switch (ctype) {
      case BOOL -> BOOL;
      case I8 -> I8;
      case U8 -> target.arch().equals("x86_64") ? U8 : I8;
      case I16 -> I16;
      case U16 -> U16;
      case I32, U32 -> I32;
      case I64, U64, ISIZE, USIZE -> I64;
      case F32 -> F32;
      case F64 -> F64;
      case POINTER, STRING -> POINTER;
      case VOID -> throw new IllegalArgumentException("void has no carrier");
    };
  }

  /** {@return the layout for an address that is a multiple of {@code align} only} */
  String layoutAligned(long align) {
    return align >= size ? layout : layout + ".withByteAlignment(" + align + ")";
  }

  /** {@return the layout that reads and writes at such an address} */
  String access(long align) {
    if (align >= size) {
      return layout;
    }
    return layout + "_UNALIGNED";
  }

  /** {@return a literal zero of the type that calls pass} */
  String passedZero() {
    return passedType.equals(type) ? zero : passedType.equals("char") ? "(char) 0" : "0";
  }

  /** {@return an expression that passes {@code value} in a call} */
  String pass(String value) {
    return toPassed + value + toPassedEnd;
  }
}
