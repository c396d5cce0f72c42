package dev.ligature.tests.house;

import static org.assertj.core.api.Assertions.fail;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import dev.ligature.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sources are formatted as google-java-format does. */
class FormattingTest {
  private static final String FIX =
      "mvn -pl tests -am test -Dtest=FormattingTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dformat=fix";

  @Test
  void sourcesAreFormatted() throws IOException {
    boolean fix = "fix".equals(System.getProperty("format"));
    List<String> wrong =
        Repository.javaSources().parallelStream().flatMap(file -> check(file, fix)).toList();
    if (!wrong.isEmpty()) {
      fail("To be formatted (" + FIX + "):%n  %s", String.join("\n  ", wrong));
    }
  }

  /** {@return the file if it is not formatted; with {@code fix}, it is then} */
  private static Stream<String> check(Path file, boolean fix) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return Stream.empty();
      }
      if (fix) {
        Files.writeString(file, formatted);
        return Stream.empty();
      }
      return Stream.of(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FormatterException e) {
      return Stream.of(file + ": " + e.getMessage());
    }
  }
}
