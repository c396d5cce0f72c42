package dev.ligature.generator.header;

import dev.ligature.generator.clang.ClangDiagnostic;
import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.CursorKind;
import dev.ligature.generator.clang.Libclang;
import dev.ligature.generator.clang.Place;
import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TranslationUnit;
import dev.ligature.generator.clang.TranslationUnit.Option;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One parse of one request: a single pass over the translation unit's cursors. */
final class ParseRun {
  private final ParseRequest request;
  private final String triple;
  private final ClangCommand command;
  private final DeclarationTable table = new DeclarationTable();
  private final Targets targets = new Targets();
  private final List<SourceFile> roots = new ArrayList<>();
  private final List<Inclusion> inclusions = new ArrayList<>();
  private final Map<SourceFile, Place> includedFrom = new LinkedHashMap<>();
  private final Set<SourceFile> files = new LinkedHashSet<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private String main = "";
  private int probesLeft = Targets.COUNT;

  private boolean hasErrors;
  private TranslationUnit unit;
  private SourceText source;
  private FileNames names;
  private OwnFiles own;
  private MacroTable macros;
  private DeclarationReader reader;
  private ForeignNames foreign;
  private MacroReader macroReader;
  private Target target;

  ParseRun(ParseRequest request) {
    this.request = request;
    this.triple = request.triple().orElseGet(() -> Libclang.get().hostTriple());
    this.command = new ClangCommand(request, triple);
  }

  /**
   * Parses and reads.
   *
   * @param result takes what was read
   */
  void run(Consumer<ParsedHeaders> result) {
    texts.putAll(command.texts());
    StringBuilder text = new StringBuilder(Targets.PROBES);
    for (HeaderInput header : request.headers()) {
      text.append(include(header)).append('\n');
    }
    main = text.toString();
    texts.put(ClangCommand.MAIN, main);
    Set<Option> options =
        EnumSet.of(
            Option.PREPROCESSING_RECORD, Option.SKIP_FUNCTION_BODIES, Option.ATTRIBUTED_TYPES);
    if (request.keepGoing()) {
      options.add(Option.KEEP_GOING);
    }
    try (TranslationUnit parsed =
        TranslationUnit.parse(ClangCommand.MAIN, command.arguments(), texts, options)) {
      unit = parsed;
      result.accept(read());
    }
  }

  private ParsedHeaders read() {
    macros = new MacroTable(unit, command.defined());
    source = new SourceText(unit, macros::text);
    names = new FileNames(command.searched());
    List<ClangDiagnostic> found = unit.diagnostics();
    hasErrors = found.stream().anyMatch(d -> d.severity() >= 3);
    boolean reads = !hasErrors || request.keepGoing();
    unit.visitTopLevel(cursor -> visit(cursor, reads));
    if (reads) {
      begin();
      reader.finish();
      macroReader.finish();
    }
    checkHeaders();
    DiagnosticRenderer renderer = new DiagnosticRenderer(source, includedFrom);
    List<Diagnostic> diagnostics = found.stream().map(renderer::render).toList();
    return new ParsedHeaders(idl(), diagnostics, hasErrors, dependencies());
  }

  private String include(HeaderInput header) {
    return switch (header) {
      case HeaderInput.Text(String name, String text) -> {
        String path = checked(name);
        // Clang looks for it beside the main file, which is in the working directory.
        texts.put("./" + path, text);
        yield "#include \"" + path + "\"";
      }
      case HeaderInput.File(Path path) -> {
        String text = checked(path.toString().replace('\\', '/'));
        if (Files.isDirectory(path)) {
          throw new HeaderException(text + " is a directory; name a header in it");
        }
        if (Files.exists(path)) {
          if (!Files.isReadable(path)) {
            throw new HeaderException(text + " cannot be read: permission denied");
          }
          yield "#include \"" + text + "\"";
        }
        if (path.isAbsolute()) {
          throw new HeaderException(text + ": no such file");
        }
        yield "#include <" + text + ">";
      }
    };
  }

  private static String checked(String path) {
    if (path.indexOf('"') >= 0 || path.indexOf('>') >= 0 || path.indexOf('\n') >= 0) {
      throw new HeaderException("the path " + path + " has a character that #include cannot say");
    }
    return path;
  }

  private void visit(Cursor cursor, boolean reads) {
    CursorKind kind = cursor.kind();
    switch (kind) {
      case MACRO_EXPANSION -> {}
      case MACRO_DEFINITION -> {
        Place place = cursor.place();
        if (place.file() != SourceFile.NONE) {
          macros.define(place);
        }
      }
      case INCLUSION -> inclusion(cursor);
      default -> {
        if (probesLeft > 0) {
          probesLeft--;
          targets.see(cursor);
        } else if (reads) {
          begin();
          declaration(cursor, kind);
        }
      }
    }
  }

  private void inclusion(Cursor cursor) {
    SourceFile file = cursor.includedFile();
    Place place = cursor.place();
    if (place.file().path().equals(ClangCommand.MAIN)) {
      if (file != SourceFile.NONE) {
        roots.add(file);
        names.root(file);
        files.add(file);
      }
      return;
    }
    if (file == SourceFile.NONE) {
      return;
    }
    files.add(file);
    if (!roots.contains(file)) {
      // A header that was named may come again behind its guard, even from a file of its own.
      includedFrom.putIfAbsent(file, place);
    }
    Inclusion inclusion =
        new Inclusion(place.file(), file, cursor.spelling(), source.isQuotedInclude(place));
    inclusions.add(inclusion);
    names.included(inclusion.includer(), file, inclusion.spelling(), inclusion.quoted());
  }

  /** Ends the part of macros and inclusions: from here on it is known which files are wanted. */
  private void begin() {
    if (reader != null) {
      return;
    }
    target = targets.target(unit.triple());
    own =
        new OwnFiles(
            request.selection(), names, command, roots, inclusions, target.os().equals("windows"));
    foreign = new ForeignNames(source, macros);
    reader = new DeclarationReader(unit, table, target, names, new DocReader(source));
    MacroProbe probe = new MacroProbe(command.arguments(), texts, main, target);
    macroReader =
        new MacroReader(
            macros,
            own,
            new MacroRemovals(macros, repeated()),
            foreign,
            names,
            source,
            table,
            target,
            probe);
    macroReader.begin();
  }

  /** {@return files that may be read more than once} */
  private Set<SourceFile> repeated() {
    Set<SourceFile> once = new HashSet<>(roots);
    Set<SourceFile> more = new HashSet<>();
    for (Inclusion inclusion : inclusions) {
      SourceFile file = inclusion.file();
      if (!once.add(file) && !more.contains(file) && !source.isGuarded(file)) {
        more.add(file);
      }
    }
    return more;
  }

  private void declaration(Cursor cursor, CursorKind kind) {
    switch (kind) {
      case FUNCTION, VARIABLE, TYPEDEF, STRUCT, UNION, ENUM -> {
        Place place = cursor.place();
        if (own.contains(place.file())) {
          if (hasErrors && cursor.isInvalid()) {
            table.skips.add(
                new Skip(
                    cursor.spelling(),
                    Skip.Reason.INVALID,
                    "has an error in it",
                    Optional.of(names.location(place))));
          } else {
            reader.read(cursor, kind, place);
          }
        } else {
          foreign.add(cursor, kind, place);
        }
      }
      default -> {}
    }
  }

  private void checkHeaders() {
    if (roots.size() == request.headers().size()) {
      return;
    }
    for (HeaderInput header : request.headers()) {
      if (header instanceof HeaderInput.File(Path path)
          && !Files.exists(path)
          && roots.stream().noneMatch(root -> Path.of(root.path()).endsWith(path))) {
        throw new HeaderException(
            path.toString().replace('\\', '/')
                + ": no such header, neither here nor in the include path ("
                + String.join(", ", command.searched().subList(0, command.searched().size() - 1))
                + "); name its directory with -I");
      }
    }
  }

  private List<Path> dependencies() {
    List<Path> list = new ArrayList<>();
    for (SourceFile file : files) {
      String path = FileNames.normal(file.path());
      if (!command.isCompilerHeader(path) && Files.exists(Path.of(path))) {
        list.add(Path.of(path).toAbsolutePath().normalize());
      }
    }
    return list.stream().distinct().toList();
  }

  private Idl idl() {
    List<String> headers = new ArrayList<>(roots.stream().map(names::name).distinct().toList());
    return new Idl(
        request.module(),
        request.libraries(),
        headers,
        List.of(target == null ? targets.target(triple) : target),
        table.constants,
        table.enums,
        table.records,
        table.aliases,
        table.callbacks,
        table.functions,
        table.variables,
        table.skips);
  }
}
