package dev.ligature.generator.cli;

import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportTable;
import dev.ligature.generator.cli.OutputTarget.Kind;
import dev.ligature.generator.cli.Settings.Language;
import dev.ligature.generator.exports.LibraryFile;
import dev.ligature.generator.header.Diagnostic;
import dev.ligature.generator.header.HeaderException;
import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.generator.header.ParsedHeaders;
import dev.ligature.generator.header.Selection;
import dev.ligature.generator.passes.Exports;
import dev.ligature.generator.passes.Filter;
import dev.ligature.generator.passes.HeaderGlobs;
import dev.ligature.generator.passes.Overlay;
import dev.ligature.generator.passes.PassResult;
import dev.ligature.generator.passes.Rename;
import dev.ligature.generator.passes.Unmatched;
import dev.ligature.idl.Idl;
import dev.ligature.idl.IdlException;
import dev.ligature.idl.IdlReader;
import dev.ligature.idl.IdlWriter;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Target;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.TemplateException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The command itself: headers or an IDL in, passes over it, outputs out. Everything is rendered
 * before the first file is touched.
 */
final class Generate {
  private final Settings settings;
  private final Console console;
  private final InputStream in;
  private final PrintStream out;
  private final Progress progress;
  private final List<Path> dependencies = new ArrayList<>();

  /**
   * @param in what a header named {@code -} reads
   * @param out where results go that are for standard output
   */
  Generate(Settings settings, Console console, InputStream in, PrintStream out, Progress progress) {
    this.settings = settings;
    this.console = console;
    this.in = in;
    this.out = out;
    this.progress = progress;
  }

  /** A file to write, or text for standard output. */
  private record Product(OutputTarget target, Path path, String text) {}

  /**
   * Runs.
   *
   * @param check whether outputs are compared instead of written
   */
  ExitCode run(boolean check) {
    if (settings.headers().isEmpty()) {
      throw new UserException(
          ExitCode.USAGE,
          "no header given: name one or more, as in bindgen zlib.h -o Zlib.luau (see bindgen"
              + " --help)");
    }
    List<OutputTarget> targets = targets();
    Optional<Idl> read = read(targets);
    if (read.isEmpty()) {
      return ExitCode.FAILED;
    }
    Passed passed = passes(read.get());
    Idl idl = passed.idl();

    progress.step("writing " + idl.module());
    Map<String, List<Skip>> skippedByOutput = new LinkedHashMap<>();
    List<Product> products = new ArrayList<>();
    for (OutputTarget target : targets) {
      products.addAll(render(idl, target, skippedByOutput));
    }
    if (check) {
      return check(products);
    }
    List<Skip> skipped = new ArrayList<>(idl.skipped());
    skipped.addAll(passed.filtered());
    write(
        products, settings.report().isPresent() ? Report.text(idl, skipped, skippedByOutput) : "");
    progress.close();
    console.summary(
        () -> {
          skippedByOutput.values().forEach(skipped::addAll);
          return Summary.of(idl, skipped.stream().distinct().toList());
        });
    return ExitCode.OK;
  }

  /**
   * What the passes made.
   *
   * @param filtered what {@code --allow} and {@code --block} took away; not in the IDL's own list,
   *     because what somebody asked for is no loss (ADR 12)
   */
  private record Passed(Idl idl, List<Skip> filtered) {}

  private List<OutputTarget> targets() {
    List<OutputTarget> targets = new ArrayList<>();
    for (String output : settings.outputs()) {
      targets.add(OutputTarget.of(output, settings.language()));
    }
    settings
        .idlOut()
        .ifPresent(file -> targets.add(new OutputTarget(Kind.FILE, Language.JSON, file)));
    if (targets.isEmpty()) {
      throw new UserException(
          ExitCode.USAGE, "no output given: add -o NAME.luau, -o NAME.java or -o NAME.json");
    }
    List<String> seen = new ArrayList<>();
    for (OutputTarget target : targets) {
      String place = target.kind() == Kind.STREAM ? "-" : normal(target.path()).toString();
      if (seen.contains(place)) {
        throw new UserException(ExitCode.USAGE, "'" + target.text() + "' is given twice");
      }
      seen.add(place);
    }
    return targets;
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private String module(List<OutputTarget> targets) {
    if (settings.module().isPresent()) {
      String module = settings.module().get();
      if (!module.equals(identifier(module))) {
        throw new UserException(ExitCode.USAGE, "--module '" + module + "' is no identifier");
      }
      return module;
    }
    for (OutputTarget target : targets) {
      if (target.kind() != Kind.STREAM) {
        return identifier(target.stem());
      }
    }
    String header = settings.headers().getFirst();
    if (header.equals("-")) {
      return "stdin";
    }
    String name = String.valueOf(Path.of(header).getFileName());
    int dot = name.lastIndexOf('.');
    return identifier(dot > 0 ? name.substring(0, dot) : name);
  }

  private static String identifier(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      boolean digit = c >= '0' && c <= '9';
      if (digit && i == 0) {
        out.append('_');
      }
      out.append(letter || digit ? c : '_');
    }
    return out.isEmpty() ? "_" : out.toString();
  }

  /** {@return what the inputs declare; empty if a header has errors, which have been shown} */
  private Optional<Idl> read(List<OutputTarget> targets) {
    if (settings.headers().stream().anyMatch(header -> header.endsWith(".json"))) {
      return Optional.of(readIdl());
    }
    if (settings.templates().isEmpty()) {
      targets.stream()
          .filter(target -> target.language() != Language.JSON)
          .findFirst()
          .ifPresent(Rehearsal::start);
    }
    progress.step("reading " + String.join(", ", settings.headers()));
    List<HeaderInput> headers = new ArrayList<>();
    for (String header : settings.headers()) {
      headers.add(header.equals("-") ? standardInput() : new HeaderInput.File(Path.of(header)));
    }
    ParsedHeaders parsed;
    try {
      parsed =
          new HeaderFrontend()
              .parse(
                  new ParseRequest(
                      module(targets),
                      headers,
                      settings.target(),
                      settings.clang(),
                      new Selection(settings.allowHeader(), settings.everything().orElse(false)),
                      new LinkedHashMap<>(),
                      settings.keepGoing().orElse(false),
                      settings.fullIntrinsics().orElse(false)));
    } catch (HeaderException e) {
      throw new UserException(ExitCode.INPUT_OUTPUT, e.getMessage(), e);
    }
    if (!parsed.diagnostics().isEmpty()) {
      progress.close();
    }
    dependencies.addAll(parsed.dependencies());
    int errors = 0;
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      console.diagnostic(diagnostic);
      errors += diagnostic.isError() ? 1 : 0;
    }
    if (parsed.hasErrors() && !settings.keepGoing().orElse(false)) {
      console.error(
          (errors == 1 ? "1 error" : errors + " errors")
              + "; nothing was written (--keep-going binds what has none)");
      return Optional.empty();
    }
    warn(new HeaderGlobs(settings.allowHeader()).unmatched(parsed.idl(), parsed.dependencies()));
    return Optional.of(parsed.idl());
  }

  private HeaderInput standardInput() {
    try {
      return new HeaderInput.Text("stdin.h", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw FileErrors.reading(Path.of("-"), e);
    }
  }

  private Idl readIdl() {
    if (settings.headers().size() > 1) {
      throw new UserException(
          ExitCode.USAGE,
          "an IDL stands alone: several can't be merged yet, and headers are parsed together only"
              + " with headers");
    }
    Path file = Path.of(settings.headers().getFirst());
    dependencies.add(file);
    if (!settings.allowHeader().isEmpty()) {
      console.warning("--allow-header is for headers, and " + file + " is an IDL: use --allow");
    }
    try {
      Idl idl = IdlReader.read(file);
      return settings.module().isPresent() ? idl.withModule(module(List.of())) : idl;
    } catch (IdlException e) {
      throw new UserException(ExitCode.USAGE, "'" + file + "' is no IDL: " + e.getMessage(), e);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }

  private Passed passes(Idl read) {
    Idl idl = read;
    if (settings.overlay().isPresent()) {
      Path file = settings.overlay().get();
      dependencies.add(file);
      Overlay.Result overlaid = OverlayFile.read(file).apply(idl);
      for (String unknown : overlaid.unknown()) {
        console.warning(file + ": " + unknown + " is nothing that the headers declare");
      }
      idl = overlaid.idl();
    }
    Filter filter = new Filter(patterns(settings.allow()), patterns(settings.block()));
    Rename rename = rename();
    warn(filter.unmatched(idl));
    warn(rename.unmatched(idl));
    PassResult filtered = filter.apply(idl);
    PassResult result = PassResult.of(filtered.idl());
    Optional<String> exportedBy = Optional.empty();
    if (settings.exports().isPresent()) {
      ExportTable table = exports(settings.exports().get(), idl);
      exportedBy = table.library();
      String name = String.valueOf(settings.exports().get().getFileName());
      result = result.then(new Exports(table, name)::apply);
    }
    try {
      result = result.then(rename::apply);
    } catch (Rename.RenameException e) {
      throw new UserException(ExitCode.USAGE, e.getMessage(), e);
    }
    return new Passed(withLibraries(result.toIdl(), exportedBy), filtered.skipped());
  }

  private void warn(List<Unmatched> patterns) {
    patterns.forEach(pattern -> console.warning(pattern.message()));
  }

  private static List<Pattern> patterns(List<String> texts) {
    return texts.stream().map(Pattern::compile).toList();
  }

  private ExportTable exports(Path file, Idl idl) {
    dependencies.add(file);
    progress.step("reading " + file);
    try {
      ExportTable table = LibraryFile.read(file, idl.target().arch());
      table
          .arch()
          .filter(arch -> !arch.equals(idl.target().arch()))
          .ifPresent(
              arch ->
                  console.warning(
                      file + " is for " + arch + ", the target is " + idl.target().triple()));
      return table;
    } catch (ExportException e) {
      throw new UserException(ExitCode.USAGE, e.getMessage(), e);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
  }

  private Rename rename() {
    List<Rename.Rule> rules = new ArrayList<>();
    for (String text : settings.rename()) {
      try {
        rules.add(Rename.Rule.parse(text));
      } catch (PatternSyntaxException e) {
        throw new UserException(
            ExitCode.USAGE,
            "--rename '" + text + "' has no regular expression: " + e.getDescription(),
            e);
      } catch (IllegalArgumentException e) {
        throw new UserException(ExitCode.USAGE, "--rename: " + e.getMessage(), e);
      }
    }
    return new Rename(rules);
  }

  /**
   * A library without an OS is the one of every target; where none is named, the file that was
   * asked for its exports says what it is called.
   */
  private Idl withLibraries(Idl idl, Optional<String> exportedBy) {
    SequencedMap<String, String> libraries = new LinkedHashMap<>(idl.libraries());
    if (!settings.libraries().isEmpty()) {
      libraries.clear();
    }
    settings
        .libraries()
        .forEach(
            (os, name) -> {
              if (!os.isEmpty()) {
                libraries.put(os, name);
              }
            });
    Optional<String> general =
        Optional.ofNullable(settings.libraries().get(""))
            .or(() -> libraries.isEmpty() ? exportedBy : Optional.empty());
    if (general.isPresent()) {
      for (Target target : idl.targets()) {
        libraries.putIfAbsent(target.os(), general.get());
      }
    }
    return libraries.equals(idl.libraries()) ? idl : idl.withLibraries(libraries);
  }

  private List<Product> render(
      Idl idl, OutputTarget target, Map<String, List<Skip>> skippedByOutput) {
    if (target.language() == Language.JSON) {
      return List.of(new Product(target, target.path(), IdlWriter.write(idl)));
    }
    RenderOptions options =
        new RenderOptions(
            target.kind() == Kind.FILE
                ? String.valueOf(target.path().getFileName())
                : idl.module() + Outputs.suffix(target.language()),
            settings.javaPackage().orElse(""),
            settings.templates());
    Rendering rendering;
    try {
      rendering = Outputs.template(target).render(idl, options);
    } catch (TemplateException e) {
      throw new UserException(ExitCode.USAGE, e.getMessage(), e);
    }
    skippedByOutput.put(target.text(), rendering.skipped());
    List<Product> products = new ArrayList<>();
    rendering
        .files()
        .forEach(
            (path, text) -> {
              // Further files of one output lie beside the one that was named.
              Path place =
                  switch (target.kind()) {
                    case FOLDER -> target.path().resolve(path);
                    case FILE -> target.path().resolveSibling(path);
                    case STREAM -> Path.of(path);
                  };
              products.add(new Product(target, place, text));
            });
    if (target.kind() == Kind.STREAM && products.size() > 1) {
      throw new UserException(
          ExitCode.USAGE,
          "this output has " + products.size() + " files: give -o a file or a folder instead of -");
    }
    return products;
  }

  private ExitCode check(List<Product> products) {
    int stale = 0;
    for (Product product : products) {
      if (product.target().kind() == Kind.STREAM) {
        throw new UserException(ExitCode.USAGE, "--check compares files: -o - has none");
      }
      String before = "";
      try {
        if (Files.exists(product.path())) {
          before = Files.readString(product.path());
        }
      } catch (IOException e) {
        throw FileErrors.reading(product.path(), e);
      }
      if (!before.equals(product.text())) {
        stale++;
        out.print(UnifiedDiff.text(product.path().toString(), before, product.text()));
      }
    }
    out.flush();
    progress.close();
    if (stale > 0) {
      console.error(
          stale
              + (stale == 1 ? " file is" : " files are")
              + " not what would be generated: run the same command without --check");
      return ExitCode.FAILED;
    }
    console.note(products.size() + (products.size() == 1 ? " file is" : " files are") + " current");
    return ExitCode.OK;
  }

  private void write(List<Product> products, String report) {
    try (OutputFiles files = new OutputFiles()) {
      for (Product product : products) {
        switch (product.target().kind()) {
          case FOLDER -> {
            Path parent = product.path().getParent();
            if (parent != null) {
              files.directory(parent);
            }
            files.stage(product.path(), product.text());
          }
          case FILE -> files.stage(product.path(), product.text());
          case STREAM -> {
            // Written last: a pipe can't be taken back.
          }
        }
      }
      if (settings.depfile().isPresent()) {
        List<String> outputs = new ArrayList<>();
        for (Product product : products) {
          if (product.target().kind() != Kind.STREAM) {
            outputs.add(product.path().toString());
          }
        }
        files.stage(settings.depfile().get(), Depfile.text(outputs, distinct()));
      }
      if (settings.report().isPresent()) {
        files.stage(Path.of(settings.report().get()), report);
      }
      files.commit();
    }
    for (Product product : products) {
      if (product.target().kind() == Kind.STREAM) {
        out.print(product.text());
        out.flush();
        if (out.checkError()) {
          throw new UserException(
              ExitCode.INPUT_OUTPUT, "can't write to standard output: no space left, or closed");
        }
      }
    }
  }

  private List<Path> distinct() {
    return dependencies.stream().distinct().toList();
  }

  /** Adds a file that the outputs depend on, such as the config file. */
  void dependsOn(Path file) {
    dependencies.add(file);
  }
}
