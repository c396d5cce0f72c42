import bindings.Clang;
import bindings.Clang.CXCursor;
import bindings.Clang.CXSourceLocation;
import bindings.Clang.CXString;
import bindings.Clang.CXType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the functions that a C header declares, by libclang.
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED samples/libclang/Functions.java HEADER [CLANG-ARGUMENT...]
 * </pre>
 */
final class Functions {
  private final Arena arena;
  private int count;

  private Functions(Arena arena) {
    this.arena = arena;
  }

  public static void main(String[] args) {
    if (args.length == 0) {
      throw fail("usage: functions HEADER [CLANG-ARGUMENT...]");
    }
    try (Arena arena = Arena.ofConfined()) {
      new Functions(arena).list(args[0], List.of(args).subList(1, args.length));
    }
  }

  private void list(String path, List<String> arguments) {
    // Clang would take over signals that the JVM needs.
    Clang.clang_toggleCrashRecovery(0);
    MemorySegment index = Clang.clang_createIndex(0, 0);
    MemorySegment unit = parse(index, path, arguments);
    MemorySegment visitor = Clang.CXCursorVisitor.allocate((cursor, _, _) -> visit(cursor), arena);
    Clang.clang_visitChildren(
        Clang.clang_getTranslationUnitCursor(arena, unit), visitor, MemorySegment.NULL);
    String version = take(Clang.clang_getClangVersion(arena));
    System.out.println(count + " functions, says " + version);
    Clang.clang_disposeTranslationUnit(unit);
    Clang.clang_disposeIndex(index);
  }

  /** Parses a header as C; says what clang says if it can't. */
  private MemorySegment parse(MemorySegment index, String path, List<String> arguments) {
    MemorySegment strings = arena.allocate(ValueLayout.ADDRESS, arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      strings.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(arguments.get(i)));
    }
    MemorySegment unit =
        Clang.clang_parseTranslationUnit(
            index,
            path,
            strings,
            arguments.size(),
            MemorySegment.NULL,
            0,
            Clang.CXTranslationUnit_SkipFunctionBodies);
    if (unit.equals(MemorySegment.NULL)) {
      throw fail("can't read " + path);
    }
    for (int i = 0; i < Clang.clang_getNumDiagnostics(unit); i++) {
      MemorySegment diagnostic = Clang.clang_getDiagnostic(unit, i);
      int options = Clang.clang_defaultDiagnosticDisplayOptions();
      System.out.println(take(Clang.clang_formatDiagnostic(arena, diagnostic, options)));
      Clang.clang_disposeDiagnostic(diagnostic);
    }
    return unit;
  }

  private int visit(CXCursor cursor) {
    try (Arena call = Arena.ofConfined()) {
      CXSourceLocation location = Clang.clang_getCursorLocation(call, cursor);
      if (Clang.clang_Location_isFromMainFile(location) != 0
          && Clang.clang_getCursorKind(cursor) == Clang.CXCursor_FunctionDecl) {
        count++;
        System.out.printf("%5d  %s%n", lineOf(call, location), signature(call, cursor));
      }
    }
    return Clang.CXChildVisit_Continue;
  }

  private static int lineOf(Arena call, CXSourceLocation location) {
    MemorySegment line = call.allocate(ValueLayout.JAVA_INT);
    MemorySegment none = MemorySegment.NULL;
    Clang.clang_getSpellingLocation(location, none, line, none, none);
    return line.get(ValueLayout.JAVA_INT, 0);
  }

  /** A declaration as C has it, on one line. */
  private static String signature(Arena call, CXCursor cursor) {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < Clang.clang_Cursor_getNumArguments(cursor); i++) {
      CXCursor parameter = Clang.clang_Cursor_getArgument(call, cursor, i);
      String type = spelling(call, Clang.clang_getCursorType(call, parameter));
      String name = take(Clang.clang_getCursorSpelling(call, parameter));
      parameters.add(name.isEmpty() ? type : type + " " + name);
    }
    if (Clang.clang_Cursor_isVariadic(cursor) != 0) {
      parameters.add("...");
    }
    String result = spelling(call, Clang.clang_getCursorResultType(call, cursor));
    String name = take(Clang.clang_getCursorSpelling(call, cursor));
    return result + " " + name + "(" + String.join(", ", parameters) + ")";
  }

  private static String spelling(Arena call, CXType type) {
    return take(Clang.clang_getTypeSpelling(call, type));
  }

  /** The text of a CXString, which is disposed of. */
  private static String take(CXString text) {
    String copy = Clang.Native.string(Clang.clang_getCString(text));
    Clang.clang_disposeString(text);
    return copy == null ? "" : copy;
  }

  private static Error fail(String message) {
    System.out.println("functions: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
