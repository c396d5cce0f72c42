package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ligature.generator.cli.Bindgen;
import dev.ligature.idl.IdlSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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

  @ParameterizedTest
  @ValueSource(strings = {"kernel32", "libc"})
  void ofOurOwnHeaders(String sample) {
    check(sample);
  }

  /**
   * Another version of an installed header may declare other things: that is no mistake of ours.
   * The macros tell the version; the binding has what they were.
   */
  @ParameterizedTest
  @CsvSource({
    "zlib, Zlib, /usr/include/zlib.h, ZLIB_VERSION",
    "sqlite3, Sqlite3, /usr/include/sqlite3.h, SQLITE_VERSION",
    "curl, Curl, /usr/include/x86_64-linux-gnu/curl/curlver.h, LIBCURL_VERSION",
    "openssl, Crypto, /usr/include/openssl/opensslv.h, OPENSSL_VERSION_TEXT",
    "sdl2, Sdl, /usr/include/SDL2/SDL_version.h, SDL_MINOR_VERSION SDL_PATCHLEVEL",
    "libclang, Clang, /usr/lib/llvm-14/include/clang-c/Index.h, CINDEX_VERSION_MINOR"
  })
  void ofInstalledHeaders(String sample, String module, Path header, String versionMacros)
      throws IOException {
    assumeTrue(Files.exists(header), header + " is not installed");
    String text = Files.readString(header, StandardCharsets.ISO_8859_1);
    String binding =
        Files.readString(SAMPLES.resolve(sample).resolve("bindings/" + module + ".luau"));
    for (String macro : versionMacros.split(" ")) {
      String installed = find("#\\s*define\\s+" + macro + "\\s+(\"[^\"]*\"|\\d+)", text);
      String recorded = find("\t" + macro + " = (\"[^\"]*\"|\\d+),", binding);
      assumeTrue(
          installed.equals(recorded),
          macro + " in " + header + " is " + installed + ", the bindings are of " + recorded);
    }

    check(sample);
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void ofEverySample() throws IOException {
    try (Stream<Path> folders = Files.list(SAMPLES)) {
      assertThat(
              folders
                  .filter(folder -> Files.exists(folder.resolve("bindgen.yaml")))
                  .map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "curl", "kernel32", "libc", "libclang", "openssl", "sdl2", "sqlite3", "zlib");
    }
  }

  static List<Path> idls() throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES, 3)) {
      return files
          .filter(file -> file.getParent().endsWith("bindings"))
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("idls")
  void keepToTheSchema(Path idl) throws IOException {
    assertThat(IdlSchema.validate(Files.readString(idl))).isEmpty();
  }
}
