package dev.ligature.generator.clang;

import static org.bytedeco.llvm.global.clang.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
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
import org.bytedeco.llvm.clang.CXToken;
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
  private Span last = new Span(SourceFile.NONE, 0, -1);
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

  /**
   * {@return the names of the macros that are defined before the first line of the headers: the
   * compiler defines them itself, or its command line does}
   */
  public Set<String> predefinedMacros() {
    Set<String> names = new HashSet<>();
    visitPredefinedMacros(cursor -> names.add(cursor.spelling()));
    return names;
  }

  /** {@return the tokens that stand for such a macro} */
  public List<String> predefinedMacro(String name) {
    List<String> found = new ArrayList<>();
    visitPredefinedMacros(
        cursor -> {
          if (found.isEmpty() && cursor.spelling().equals(name)) {
            found.addAll(tokens(cursor.raw()));
          }
        });
    return found.isEmpty() ? found : found.subList(1, found.size());
  }

  private void visitPredefinedMacros(CursorVisitor each) {
    visitTopLevel(
        cursor -> {
          if (cursor.kind() == CursorKind.MACRO_DEFINITION
              && cursor.place().file() == SourceFile.NONE) {
            each.visit(cursor);
          } else {
            visitor.end();
          }
        });
  }

  private List<String> tokens(CXCursor cursor) {
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXToken tokens = new CXToken(null);
    int[] count = new int[1];
    clang_tokenize(unit, range, tokens, count);
    List<String> list = new ArrayList<>(count[0]);
    for (int i = 0; i < count[0]; i++) {
      list.add(string(clang_getTokenSpelling(unit, tokens.getPointer(i))));
    }
    if (!tokens.isNull()) {
      clang_disposeTokens(unit, tokens, count[0]);
    }
    range.deallocate();
    return list;
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
   * {@return the parts that conditions of the preprocessor left out, by file: the offsets of start
   * and end of each in turn. A file that is read more than once has those of all times}
   */
  public Map<SourceFile, List<int[]>> skipped() {
    Map<SourceFile, List<int[]>> parts = new HashMap<>();
    CXSourceRangeList list = clang_getAllSkippedRanges(unit);
    if (list == null || list.isNull()) {
      return parts;
    }
    // Two pointers and the numbers of the first and the last byte, see place.
    int size = new CXSourceRange(null).sizeof();
    byte[] raw = new byte[Math.multiplyExact(size, list.count())];
    new BytePointer(list.ranges()).capacity(raw.length).get(raw);
    ByteBuffer ranges = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
    for (int i = 0; i < list.count(); i++) {
      int start = ranges.getInt(size * i + size - 2 * Integer.BYTES);
      int end = ranges.getInt(size * i + size - Integer.BYTES);
      Place place = start > 0 ? known(start) : null;
      if (place == null) {
        place = place(clang_getRangeStart(list.ranges().getPointer(i)));
      }
      parts
          .computeIfAbsent(place.file(), key -> new ArrayList<>())
          .add(new int[] {place.offset(), place.offset() + end - start});
    }
    clang_disposeSourceRangeList(list);
    return parts;
  }

  /** {@return whether a file is read once however often it is included} */
  public boolean isGuarded(SourceFile file) {
    return clang_isFileMultipleIncludeGuarded(unit, file.raw()) != 0;
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
    Place known = raw > 0 ? known(raw) : null;
    if (known != null) {
      location.deallocate();
      return known;
    }
    clang_getFileLocation(location, fileOut, line, column, offset);
    location.deallocate();
    long address = fileOut.isNull() ? 0 : fileOut.address();
    SourceFile file = file(address, fileOut);
    if (raw > 0 && file != SourceFile.NONE) {
      int first = raw - offset[0];
      spans.put(first, new Span(file, first, contents(file).length));
    }
    return new Place(file, line[0], column[0], offset[0]);
  }

  /** {@return the place of a byte by its number; null if its file was not met yet} */
  private Place known(int raw) {
    if (!last.contains(raw)) {
      Map.Entry<Integer, Span> below = spans.floorEntry(raw);
      if (below == null || !below.getValue().contains(raw)) {
        return null;
      }
      last = below.getValue();
    }
    return last.file.place(raw - last.first);
  }

  /**
   * A file entered.
   *
   * @param first the number of its first byte
   */
  private record Span(SourceFile file, int first, int length) {
    boolean contains(int raw) {
      return raw >= first && raw <= first + length;
    }
  }

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
    private boolean ended;

    Visitor() {
      if (isNull()) {
        throw new ClangException("too many translation units are open at once");
      }
    }

    /** Ends the innermost visit behind the cursor that it is at. */
    void end() {
      ended = true;
    }

    void run(CXCursor parent, CursorVisitor each) {
      running.push(each);
      clang_visitChildren(parent, this, null);
      running.pop();
      ended = false;
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
        return ended ? CXChildVisit_Break : CXChildVisit_Continue;
      } catch (Throwable thrown) {
        failure = thrown;
        return CXChildVisit_Break;
      }
    }
  }
}
