package dev.ligature.templates.java;

import java.util.HashSet;
import java.util.Set;

/**
 * How C's identifiers become Java's (Java Language Specification 3.8 and 3.9). A C identifier stays
 * as it is wherever Java allows it; a keyword, or a name that the generated code itself needs, gets
 * an underscore at its end.
 */
final class JavaNames {
  private JavaNames() {}

  /** Reserved keywords and literals. */
  private static final Set<String> KEYWORDS =
      Set.of(
          ("abstract assert boolean break byte case catch char class const continue default do"
                  + " double else enum extends final finally float for goto if implements import"
                  + " instanceof int interface long native new package private protected public"
                  + " return short static strictfp super switch synchronized this throw throws"
                  + " transient try void volatile while _ true false null")
              .split(" "));

  /**
   * The types that generated code names without a package. A field of that name would hide the type
   * (JLS 6.4.2), a nested class of that name would shadow it.
   */
  static final Set<String> TYPES =
      Set.of(
          ("AddressLayout Arena Arrays AssertionError Boolean Byte ByteOrder Character Charset"
                  + " ConcurrentHashMap Deprecated Double Error Float FunctionDescriptor"
                  + " FunctionalInterface GroupLayout IllegalArgumentException"
                  + " IndexOutOfBoundsException Integer Library Linker List Locale Long Map"
                  + " MemoryLayout MemorySegment MethodHandle MethodHandles MethodType Native"
                  + " NullPointerException Object Objects Optional Override PaddingLayout"
                  + " ReflectiveOperationException RuntimeException SegmentAllocator SequenceLayout"
                  + " Short StandardCharsets String StringBuilder StructLayout SuppressWarnings"
                  + " SymbolLookup System Thread ThreadLocal Throwable UnionLayout"
                  + " UnsatisfiedLinkError UnsupportedOperationException ValueLayout VarHandle"
                  + " Variadic Record Enum Class Module Void Math Number Iterable Process Runtime"
                  + " Exception")
              .split(" "));

  /** Names of {@code ValueLayout}'s constants, which generated code imports. */
  private static final Set<String> LAYOUTS =
      Set.of(
          ("ADDRESS ADDRESS_UNALIGNED JAVA_BOOLEAN JAVA_BYTE JAVA_CHAR JAVA_CHAR_UNALIGNED"
                  + " JAVA_DOUBLE JAVA_DOUBLE_UNALIGNED JAVA_FLOAT JAVA_FLOAT_UNALIGNED JAVA_INT"
                  + " JAVA_INT_UNALIGNED JAVA_LONG JAVA_LONG_UNALIGNED JAVA_SHORT"
                  + " JAVA_SHORT_UNALIGNED")
              .split(" "));

  /** What no class may be named: keywords, contextual ones for types, types of the code itself. */
  static final Set<String> NOT_CLASSES =
      union(
          KEYWORDS,
          TYPES,
          LAYOUTS,
          Set.of("permits", "record", "sealed", "var", "yield"),
          // Fields in the classes of records and in holders would hide such a class.
          Set.of("FUNCTION", "HANDLE", "LAYOUT", "PASSED", "SEGMENT", "TARGET", "TYPE", "segment"));

  /** What no constant may be named. */
  static final Set<String> NOT_FIELDS = union(KEYWORDS, TYPES, LAYOUTS);

  /** What no static method may be named: {@code yield(…)} would be a statement (JLS 14.21). */
  static final Set<String> NOT_METHODS = union(KEYWORDS, Set.of("yield"));

  /** What no parameter may be named: the bodies around it use these names themselves. */
  static final Set<String> NOT_PARAMETERS =
      union(
          KEYWORDS,
          TYPES,
          LAYOUTS,
          Set.of("allocator", "arena", "arguments", "failure", "function", "promoted", "TYPE"));

  /** What no accessor of a record may be named. */
  static final Set<String> NOT_ACCESSORS =
      union(
          KEYWORDS,
          Set.of(
              "allocate",
              "allocateArray",
              "elementAt",
              "segment",
              "clone",
              "finalize",
              "getClass",
              "hashCode",
              "notify",
              "notifyAll",
              "toString",
              "wait"));

  /** Methods without parameters that every class has from {@code Object}. */
  private static final Set<String> OF_OBJECT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  @SafeVarargs
  private static Set<String> union(Set<String>... sets) {
    Set<String> all = new HashSet<>();
    for (Set<String> set : sets) {
      all.addAll(set);
    }
    return Set.copyOf(all);
  }

  /**
   * {@return a Java identifier as near to that name as can be; it may be a keyword: scopes deal
   * with those}
   */
  static String identifier(String name) {
    boolean valid = !name.isEmpty() && Character.isJavaIdentifierStart(name.codePointAt(0));
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = c < 0x80 && Character.isJavaIdentifierPart(c) && c > ' ' && c != 0x7f;
    }
    return valid ? name : repaired(name);
  }

  private static String repaired(String name) {
    StringBuilder text = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              boolean part =
                  Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
              if (text.isEmpty() && part && !Character.isJavaIdentifierStart(c)) {
                text.append('_');
              }
              text.appendCodePoint(part ? c : '_');
            });
    return text.isEmpty() ? "_" : text.toString();
  }

  /**
   * {@return whether a static method of that name and those parameter types would clash with one
   * that {@code Object} has}
   */
  static boolean clashesWithObject(String method, String parameterTypes) {
    return parameterTypes.isEmpty() && OF_OBJECT.contains(method)
        || method.equals("wait")
            && (parameterTypes.equals("long") || parameterTypes.equals("long,int"));
  }
}
