package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ligature.generator.cli.Bindgen;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Idl;
import dev.ligature.idl.IdlReader;
import dev.ligature.idl.IdlSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checked-in bindings are what bindgen generates now, and their IDLs keep to the schema. */
class BindingsAreCurrentTest {
  private static final Path SAMPLES = Path.of("").toAbsolutePath();

  private static void check(String sample) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String config = SAMPLES.resolve(sample).resolve("bindgen.yaml").toString();
    int exitCode =
        new Bindgen(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false)
            .run("--config", config, "--check");

    String diff =
        out.toString(StandardCharsets.UTF_8).lines().limit(60).collect(Collectors.joining("\n"));
    assertThat(exitCode)
        .as("%s%n%s%nRun samples/generate.sh and commit what it writes.", diff, err)
        .isZero();
  }

  @Test
  void ofOurOwnHeader() {
    check("kernel32");
  }

  /**
   * Another version of an installed header may declare other things: that is no mistake of ours.
   */
  @ParameterizedTest
  @CsvSource({"zlib, ZLIB_VERSION", "sqlite3, SQLITE_VERSION"})
  void ofInstalledHeaders(String sample, String versionMacro) throws IOException {
    Path header = Path.of("/usr/include", sample + ".h");
    assumeTrue(Files.exists(header), header + " is not installed");
    Idl idl = IdlReader.read(SAMPLES.resolve(sample).resolve("bindings/" + sample + ".json"));
    ConstantValue.Str recorded = (ConstantValue.Str) idl.constants().get(versionMacro).value();
    StringBuilder version = new StringBuilder();
    recorded.units().forEach(unit -> version.append((char) unit.intValue()));
    Matcher installed =
        Pattern.compile("#\\s*define\\s+" + versionMacro + "\\s+\"([^\"]*)\"")
            .matcher(Files.readString(header, StandardCharsets.ISO_8859_1));
    assertThat(installed.find()).as("%s in %s", versionMacro, header).isTrue();
    assumeTrue(
        installed.group(1).contentEquals(version),
        header + " is " + installed.group(1) + ", the bindings are of " + version);

    check(sample);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel32", "zlib", "sqlite3"})
  void keepToTheSchema(String sample) throws IOException {
    String idl = Files.readString(SAMPLES.resolve(sample).resolve("bindings/" + sample + ".json"));

    assertThat(IdlSchema.validate(idl)).isEmpty();
  }
}
