package dev.ligature.tests.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.generator.header.Diagnostic;
import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.generator.header.ParsedHeaders;
import dev.ligature.generator.header.Selection;
import dev.ligature.idl.Idl;
import dev.ligature.idl.IdlReader;
import dev.ligature.idl.IdlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Reads headers with the frontend and puts what it says before the compiler. */
final class HeaderOracle {
  private HeaderOracle() {}

  /**
   * Headers and how to read them.
   *
   * @param headers as {@code #include} names them, or absolute
   * @param umbrellaFor headers whose declarations must all be in the IDL or skipped
   * @param arguments for clang and the compiler alike
   */
  record Question(
      List<String> headers, List<String> umbrellaFor, List<String> arguments, Selection selection) {
    static Question of(String... headers) {
      return new Question(List.of(headers), List.of(headers), List.of(), Selection.OWN);
    }

    Question with(String... more) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(List.of(more));
      return new Question(headers, umbrellaFor, all, selection);
    }

    Question umbrellaFor(String... included) {
      return new Question(headers, List.of(included), arguments, selection);
    }

    List<String> includes() {
      return headers.stream()
          .map(h -> h.startsWith("/") ? "#include \"" + h + "\"" : "#include <" + h + ">")
          .toList();
    }
  }

  static Idl parse(Question question, Compiler compiler) {
    HeaderInput[] inputs =
        question.headers().stream()
            .map(header -> new HeaderInput.File(Path.of(header)))
            .toArray(HeaderInput[]::new);
    ParsedHeaders parsed =
        new HeaderFrontend()
            .parse(
                ParseRequest.of("Module", inputs)
                    .withTriple(compiler.triple())
                    .withClangArguments(question.arguments())
                    .withSelection(question.selection()));
    assertThat(parsed.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::text))
        .isEmpty();
    return parsed.idl();
  }

  /** Asserts that all is so, and that nothing is left out in silence. */
  static Oracle.Verdict ask(Question question, Compiler compiler) throws IOException {
    Idl idl = parse(question, compiler);
    assertThat(IdlReader.read(IdlWriter.write(idl))).isEqualTo(idl);
    Path folder = Files.createTempDirectory("oracle");
    try {
      Oracle.Verdict verdict =
          Oracle.judge(idl, compiler, question.includes(), question.arguments(), folder);
      assertThat(verdict.wrong())
          .as("what %s says against the IDL of %s", compiler.command(), question.headers())
          .isEmpty();
      for (String header : question.umbrellaFor()) {
        assertThat(
                Seen.unexplained(
                    idl, compiler, question.includes(), question.arguments(), "/" + base(header)))
            .as("declared in %s, neither in the IDL nor skipped", header)
            .isEmpty();
      }
      return verdict;
    } finally {
      delete(folder);
    }
  }

  private static String base(String header) {
    return header.startsWith("/") ? header.substring(header.lastIndexOf('/') + 1) : header;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
