package dev.ligature.generator.clang;

import static org.bytedeco.llvm.global.clang.*;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.llvm.clang.CXClientData;
import org.bytedeco.llvm.clang.CXCursor;
import org.bytedeco.llvm.clang.CXCursorVisitor;
import org.bytedeco.llvm.clang.CXDiagnostic;
import org.bytedeco.llvm.clang.CXDiagnosticSet;
import org.bytedeco.llvm.clang.CXFieldVisitor;
import org.bytedeco.llvm.clang.CXFile;
import org.bytedeco.llvm.clang.CXIndex;
import org.bytedeco.llvm.clang.CXSourceLocation;
import org.bytedeco.llvm.clang.CXSourceRange;
import org.bytedeco.llvm.clang.CXSourceRangeList;
import org.bytedeco.llvm.clang.CXString;
import org.bytedeco.llvm.clang.CXTargetInfo;
import org.bytedeco.llvm.clang.CXTranslationUnit;
import org.bytedeco.llvm.clang.CXType;
import org.bytedeco.llvm.clang.CXUnsavedFile;

/**
 * A parsed source file with all that it includes. For one thread at a time; several units may be
 * used by several threads.
 */
public final class TranslationUnit implements AutoCloseable {

  /** What is asked of the parser beyond the syntax tree. */
  public enum Option {
    /** Macro definitions, expansions and inclusions are cursors, ahead of the declarations. */
    PREPROCESSING_RECORD(CXTranslationUnit_DetailedPreprocessingRecord),
    SKIP_FUNCTION_BODIES(CXTranslationUnit_SkipFunctionBodies),
    /** Attributes of types are kept, nullability among them. */
    ATTRIBUTED_TYPES(CXTranslationUnit_IncludeAttributedTypes),
    /** A fatal error, such as a header that is not found, does not end the parse. */
    KEEP_GOING(CXTranslationUnit_KeepGoing);

    private final int flag;

    Option(int flag) {
      this.flag = flag;
    }
  }

  private final CXIndex index;
  private final CXTranslationUnit unit;
  private final Visitor visitor;
  private FieldVisitor fieldVisitor;
  private final Map<Long, SourceFile> files = new HashMap<>();
  private final TreeMap<Integer, Span> spans = new TreeMap<>();
  private final CXFile fileOut = new CXFile();
  private final int[] line = new int[1];
  private final int[] column = new int[1];
  private final int[] offset = new int[1];

  private TranslationUnit(CXIndex index, CXTranslationUnit unit) {
    this.index = index;
    this.unit = unit;
    this.visitor = new Visitor();
  }

  /**
   * Parses a file.
   *
   * @param name the main file's name; it need not exist if {@code texts} has it
   * @param arguments for clang
   * @param texts contents of files by path, instead of what is on disk
   * @throws ClangException if clang does not even begin
   */
  public static TranslationUnit parse(
      String name, List<String> arguments, Map<String, String> texts, Set<Option> options) {
    Libclang libclang = Libclang.get();
    int flags = 0;
    for (Option option : options) {
      flags |= option.flag;
    }
    List<Pointer> temporaries = new ArrayList<>();
    CXIndex index = libclang.newIndex();
    try {
      PointerPointer<BytePointer> argv = new PointerPointer<>(Math.max(1, arguments.size()));
      temporaries.add(argv);
      for (int i = 0; i < arguments.size(); i++) {
        BytePointer argument = new BytePointer(arguments.get(i), StandardCharsets.UTF_8);
        temporaries.add(argument);
        argv.put(i, argument);
      }
      CXUnsavedFile unsaved = new CXUnsavedFile(Math.max(1, texts.size()));
      temporaries.add(unsaved);
      int count = 0;
      for (Map.Entry<String, String> text : texts.entrySet()) {
        BytePointer path = new BytePointer(text.getKey(), StandardCharsets.UTF_8);
        byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
        BytePointer contents = new BytePointer(bytes.length + 1L);
        contents.put(bytes, 0, bytes.length);
        contents.put((long) bytes.length, (byte) 0);
        temporaries.add(path);
        temporaries.add(contents);
        unsaved.position(count++).Filename(path).Contents(contents).Length(bytes.length);
      }
      unsaved.position(0);
      BytePointer main = new BytePointer(name, StandardCharsets.UTF_8);
      temporaries.add(main);
      CXTranslationUnit unit = new CXTranslationUnit();
      int result =
          clang_parseTranslationUnit2(
              index, main, argv, arguments.size(), unsaved, count, flags, unit);
      if (result != CXError_Success || unit.isNull()) {
        clang_disposeIndex(index);
        throw new ClangException(
            switch (result) {
              case CXError_Crashed -> "clang crashed while it parsed " + name;
              case CXError_InvalidArguments -> "clang refuses these arguments: " + arguments;
              default ->
                  "clang cannot begin to parse (error "
                      + result
                      + "); is the target or an argument unknown to it? "
                      + String.join(" ", arguments);
            });
      }
      return new TranslationUnit(index, unit);
    } finally {
      temporaries.forEach(Pointer::deallocate);
    }
  }

  @Override
  public void close() {
    visitor.deallocate();
    if (fieldVisitor != null) {
      fieldVisitor.deallocate();
    }
    clang_disposeTranslationUnit(unit);
    clang_disposeIndex(index);
  }

  /** Visits macros and inclusions, then the declarations, in the order of the source. */
  public void visitTopLevel(CursorVisitor each) {
    CXCursor root = clang_getTranslationUnitCursor(unit);
    try {
      visit(Cursor.borrowed(this, root), each);
    } finally {
      root.deallocate();
    }
  }

  /** {@return the target's triple as clang normalised it} */
  public String triple() {
    CXTargetInfo info = clang_getTranslationUnitTargetInfo(unit);
    try {
      return string(clang_TargetInfo_getTriple(info));
    } finally {
      clang_TargetInfo_dispose(info);
    }
  }

  /** {@return the bytes of a file as clang read it; not to be changed} */
  public byte[] contents(SourceFile file) {
    if (file.isRead() || file == SourceFile.NONE) {
      return file.cached();
    }
    SizeTPointer size = new SizeTPointer(1);
    BytePointer text = clang_getFileContents(unit, file.raw(), size);
    byte[] bytes = new byte[0];
    if (text != null && !text.isNull()) {
      bytes = new byte[Math.toIntExact(size.get())];
      text.get(bytes);
    }
    size.deallocate();
    file.cache(bytes);
    return bytes;
  }

  /**
   * {@return the parts of a file that conditions of the preprocessor left out, by offsets: start
   * and end of each in turn}
   */
  public int[] skipped(SourceFile file) {
    CXSourceRangeList list = clang_getSkippedRanges(unit, file.raw());
    if (list == null || list.isNull()) {
      return new int[0];
    }
    int[] offsets = new int[2 * list.count()];
    CXSourceRange ranges = list.ranges();
    for (int i = 0; i < list.count(); i++) {
      CXSourceRange range = ranges.getPointer(i);
      offsets[2 * i] = place(clang_getRangeStart(range)).offset();
      offsets[2 * i + 1] = place(clang_getRangeEnd(range)).offset();
    }
    clang_disposeSourceRangeList(list);
    return offsets;
  }

  /** {@return clang's diagnostics in their order} */
  public List<ClangDiagnostic> diagnostics() {
    CXDiagnosticSet set = clang_getDiagnosticSetFromTU(unit);
    List<ClangDiagnostic> list = diagnostics(set);
    clang_disposeDiagnosticSet(set);
    return list;
  }

  private List<ClangDiagnostic> diagnostics(CXDiagnosticSet set) {
    List<ClangDiagnostic> list = new ArrayList<>();
    if (set == null || set.isNull()) {
      return list;
    }
    int count = clang_getNumDiagnosticsInSet(set);
    for (int i = 0; i < count; i++) {
      CXDiagnostic diagnostic = clang_getDiagnosticInSet(set, i);
      List<ClangDiagnostic.Range> ranges = new ArrayList<>();
      for (int r = 0; r < clang_getDiagnosticNumRanges(diagnostic); r++) {
        ranges.add(range(clang_getDiagnosticRange(diagnostic, r)));
      }
      List<ClangDiagnostic.FixIt> fixIts = new ArrayList<>();
      for (int f = 0; f < clang_getDiagnosticNumFixIts(diagnostic); f++) {
        CXSourceRange range = new CXSourceRange();
        String text = string(clang_getDiagnosticFixIt(diagnostic, f, range));
        fixIts.add(new ClangDiagnostic.FixIt(range(range), text));
      }
      list.add(
          new ClangDiagnostic(
              clang_getDiagnosticSeverity(diagnostic),
              place(clang_getDiagnosticLocation(diagnostic)),
              string(clang_getDiagnosticSpelling(diagnostic)),
              string(clang_getDiagnosticOption(diagnostic, new CXString())),
              ranges,
              fixIts,
              diagnostics(clang_getChildDiagnostics(diagnostic))));
      clang_disposeDiagnostic(diagnostic);
    }
    return list;
  }

  private ClangDiagnostic.Range range(CXSourceRange range) {
    ClangDiagnostic.Range places =
        new ClangDiagnostic.Range(
            place(clang_getRangeStart(range)), place(clang_getRangeEnd(range)));
    range.deallocate();
    return places;
  }

  void visit(Cursor parent, CursorVisitor each) {
    visitor.run(parent.raw(), each);
  }

  /** {@return the members without a name of a record that are no bit-fields; to be closed} */
  List<Cursor> anonymousMembers(CXType record) {
    if (fieldVisitor == null) {
      fieldVisitor = new FieldVisitor();
    }
    fieldVisitor.members.clear();
    clang_Type_visitFields(record, fieldVisitor, null);
    return List.copyOf(fieldVisitor.members);
  }

  /** The one callback for members; it calls nothing that could throw but an out-of-memory error. */
  private final class FieldVisitor extends CXFieldVisitor {
    final List<Cursor> members = new ArrayList<>();

    @Override
    public int call(CXCursor field, CXClientData data) {
      String name = string(clang_getCursorSpelling(field));
      if ((name.isEmpty() || name.endsWith(")")) && clang_Cursor_isBitField(field) == 0) {
        members.add(Cursor.borrowed(TranslationUnit.this, field).copy());
      }
      return CXVisit_Continue;
    }
  }

  /**
   * Takes a location apart and frees it.
   *
   * <p>Clang numbers the bytes of all files it enters in one sequence and a location is such a
   * number, unless its highest bit says that a macro made it. So one look-up a file is enough: for
   * the rest it is known between which numbers the file lies.
   */
  Place place(CXSourceLocation location) {
    int raw = location.int_data();
    if (raw > 0) {
      Map.Entry<Integer, Span> below = spans.floorEntry(raw);
      if (below != null && raw <= below.getKey() + below.getValue().length) {
        location.deallocate();
        return below.getValue().file.place(raw - below.getKey());
      }
    }
    clang_getFileLocation(location, fileOut, line, column, offset);
    location.deallocate();
    long address = fileOut.isNull() ? 0 : fileOut.address();
    SourceFile file = file(address, fileOut);
    if (raw > 0 && file != SourceFile.NONE) {
      spans.put(raw - offset[0], new Span(file, contents(file).length));
    }
    return new Place(file, line[0], column[0], offset[0]);
  }

  /** A file entered, by the number of its first byte. */
  private record Span(SourceFile file, int length) {}

  SourceFile file(long address, CXFile raw) {
    if (address == 0) {
      return SourceFile.NONE;
    }
    SourceFile known = files.get(address);
    if (known == null) {
      known = new SourceFile(string(clang_getFileName(raw)).replace('\\', '/'), new CXFile(raw));
      files.put(address, known);
    }
    return known;
  }

  /** Takes a string out of libclang's hands and frees it. */
  String string(CXString string) {
    String text = text(clang_getCString(string));
    clang_disposeString(string);
    string.deallocate();
    return text;
  }

  /** Takes the text of a comment, whose encoding nobody checked. */
  String comment(CXString string) {
    BytePointer bytes = clang_getCString(string);
    String text = text(bytes);
    if (text.indexOf('\uFFFD') >= 0) {
      byte[] raw = bytes.getStringBytes();
      text = CommentEncoding.decode(raw, 0, raw.length);
    }
    clang_disposeString(string);
    string.deallocate();
    return text;
  }

  static String text(BytePointer bytes) {
    return bytes == null || bytes.isNull() ? "" : bytes.getString(StandardCharsets.UTF_8);
  }

  /**
   * The one native callback of a unit: only about ten may exist in a process at once, so visits
   * nest in it. An exception must not run through clang's frames: it ends the visit and is thrown
   * behind it.
   */
  private final class Visitor extends CXCursorVisitor {
    private final Deque<CursorVisitor> running = new ArrayDeque<>();
    private Throwable failure;

    Visitor() {
      if (isNull()) {
        throw new ClangException("too many translation units are open at once");
      }
    }

    void run(CXCursor parent, CursorVisitor each) {
      running.push(each);
      clang_visitChildren(parent, this, null);
      running.pop();
      if (failure != null) {
        Throwable thrown = failure;
        failure = null;
        switch (thrown) {
          case RuntimeException e -> throw e;
          case Error e -> throw e;
          default -> throw new IllegalStateException(thrown);
        }
      }
    }

    @Override
    public int call(CXCursor cursor, CXCursor parent, CXClientData data) {
      try {
        running.element().visit(Cursor.borrowed(TranslationUnit.this, cursor));
        return CXChildVisit_Continue;
      } catch (Throwable thrown) {
        failure = thrown;
        return CXChildVisit_Break;
      }
    }
  }
}
