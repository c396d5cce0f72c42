package dev.ligature.tests.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ligature.tests.oracle.HeaderOracle.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real headers: every size, offset, type and value in their IDL is the compiler's. */
class SystemHeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "stdio.h",
        "stdlib.h",
        "string.h",
        "time.h",
        "math.h",
        "errno.h",
        "signal.h",
        "fcntl.h",
        "unistd.h",
        "dirent.h",
        "sys/stat.h",
        "sys/socket.h",
        "netinet/in.h"
      })
  void theCLibraryOfLinux(String header) throws IOException {
    judge(Compiler.LINUX_X86_64, Question.of(header), 10);
    judge(Compiler.LINUX_AARCH64, Question.of(header), 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdio.h", "stdlib.h", "string.h", "time.h", "math.h", "sys/stat.h"})
  void theCLibraryOfWindows(String header) throws IOException {
    judge(Compiler.WINDOWS_X86_64, Question.of(header), 10);
    judge(Compiler.WINDOWS_I686, Question.of(header), 10);
  }

  @ParameterizedTest
  @CsvSource({
    "zlib.h, zlib.h zconf.h, zlib, 500",
    "sqlite3.h, sqlite3.h, sqlite3, 3000",
    "curl/curl.h, curl/curl.h curl/easy.h, libcurl, 2500",
    "openssl/ssl.h openssl/evp.h, openssl/ssl.h openssl/evp.h openssl/bio.h, openssl, 30000",
    "SDL2/SDL.h, SDL2/SDL.h SDL2/SDL_video.h, sdl2, 5000",
    "vulkan/vulkan.h, vulkan/vulkan_core.h, vulkan, 20000",
    "gtk/gtk.h, gtk/gtkwindow.h gtk/gtkenums.h, gtk4, 15000"
  })
  void libraries(String headers, String included, String pkg, int atLeast) throws IOException {
    assumeTrue(Compiler.LINUX_X86_64.isInstalled(), "no GCC for the host");
    Compiler.Outcome flags = Compiler.run(List.of("pkg-config", "--cflags", pkg));
    assumeTrue(flags.exitCode() == 0, pkg + " is not installed: " + flags.output());
    String[] arguments =
        Stream.of(flags.output().strip().split("\\s+"))
            .filter(argument -> argument.startsWith("-I") || argument.startsWith("-D"))
            .toArray(String[]::new);
    judge(
        Compiler.LINUX_X86_64,
        Question.of(headers.split(" ")).umbrellaFor(included.split(" ")).with(arguments),
        atLeast);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WINDOWS_X86_64", "WINDOWS_I686"})
  void windows(String compiler) throws IOException {
    judge(
        Compiler.valueOf(compiler),
        Question.of("windows.h")
            .umbrellaFor("winbase.h", "winuser.h", "wingdi.h", "winnt.h", "winerror.h"),
        150_000);
  }

  private static void judge(Compiler compiler, Question question, int atLeast) throws IOException {
    assumeTrue(compiler.isInstalled(), compiler.command() + " is not installed");
    for (String header : question.headers()) {
      assumeTrue(isThere(compiler, question, header), header + " is not installed");
    }
    Oracle.Verdict verdict = HeaderOracle.ask(question, compiler);
    assertThat(verdict.asserted()).isGreaterThanOrEqualTo(atLeast);
    // Half of what there is to ask must not go unasked.
    assertThat(verdict.unasked().size()).isLessThan(verdict.asserted() / 2);
  }

  private static boolean isThere(Compiler compiler, Question question, String header)
      throws IOException {
    Stream<String> own =
        question.arguments().stream().filter(a -> a.startsWith("-I")).map(a -> a.substring(2));
    return Stream.concat(own, compiler.systemDirectories().stream())
        .anyMatch(folder -> Files.exists(Path.of(folder, header)));
  }
}
