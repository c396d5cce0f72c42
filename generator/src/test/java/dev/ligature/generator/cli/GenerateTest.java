package dev.ligature.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in, what comes out, and where: with input that is right. */
class GenerateTest {
  @TempDir Path folder;
  private String header;

  @BeforeEach
  void writeHeader() throws IOException {
    Files.writeString(
        folder.resolve("inner.h"),
        "#ifndef INNER_H\n#define INNER_H\ntypedef int my_int;\n#endif\n");
    header =
        write(
            "my.h",
            """
            #include "inner.h"
            #define LIMIT 42
            struct point { my_int x, y; };
            my_int distance(const struct point *p);
            int twice(int n);
            """);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void writesSeveralOutputsOfOneParse() throws IOException {
    BindgenRun run =
        BindgenRun.of(header, "-o", path("My.luau"), "-o", path("My.java"), "-o" + path("my.json"));

    assertThat(run.err())
        .startsWith("My: bound 2 functions, 1 constant, 1 record, 1 alias; skipped 0");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(read("My.luau")).startsWith("--!strict\n").contains("twice").contains("LIMIT");
    assertThat(read("My.java")).contains("class My").contains("twice");
    assertThat(read("my.json")).contains("\"module\": \"My\"").contains("\"struct point\"");
    assertThat(files()).containsExactly("My.java", "My.luau", "inner.h", "my.h", "my.json");
  }

  @Test
  void writesTheSameFromHeadersAndFromTheirIdl() throws IOException {
    BindgenRun.of(header, "-o", path("My.luau"), "--idl-out", path("my.json"));

    BindgenRun run = BindgenRun.of(path("my.json"), "-o", path("Again.luau"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(read("Again.luau")).isEqualTo(read("My.luau"));
  }

  @Test
  void readsStandardInputAndWritesStandardOutput() {
    BindgenRun run = BindgenRun.withInput("int f(int a);\n", "-", "-o", "-", "--lang=json");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("{").contains("\"f\"").endsWith("}\n");
  }

  @Test
  void writesAFolderOfModules() throws IOException {
    BindgenRun run = BindgenRun.of(header, "-o", path("out/deep") + "/", "--module", "My");

    assertThat(run.exitCode()).as(run.err()).isZero();
    try (Stream<Path> files = Files.list(folder.resolve("out/deep"))) {
      assertThat(files).isNotEmpty().allMatch(file -> file.toString().endsWith(".luau"));
    }
  }

  @Test
  void namesTheModuleByTheFirstOutputUnlessTold() throws IOException {
    BindgenRun.of(header, "-o", path("9-lives.json"));
    BindgenRun.of(header, "-o", path("b.json"), "--module", "Cat");

    assertThat(read("9-lives.json")).contains("\"module\": \"_9_lives\"");
    assertThat(read("b.json")).contains("\"module\": \"Cat\"");
  }

  @Test
  void passesClangsOptionsOn() throws IOException {
    Files.createDirectories(folder.resolve("more"));
    write("more/extra.h", "int from_extra(void);\n");
    String options =
        write(
            "options.h",
            "#include <extra.h>\n#if WIDTH == 3 && !defined(NO)\nint ok(void);\n#endif\n");

    BindgenRun run =
        BindgenRun.of(
            options,
            "-I" + path("more"),
            "-D",
            "WIDTH=3",
            "-DNO",
            "-UNO",
            "-std=c11",
            "-pthread",
            "-fshort-enums",
            "-msse2",
            "--allow-header",
            "*.h",
            "-o",
            path("o.json"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(read("o.json")).contains("\"ok\"").contains("\"from_extra\"");
  }

  @Test
  void bindsForAnotherPlatform() throws IOException {
    String longs = write("long.h", "struct s { long l; void *p; };\n");

    BindgenRun.of(longs, "-o", path("w.json"), "--target", "i686-w64-windows-gnu");

    assertThat(read("w.json")).contains("\"size\": 8").contains("\"os\": \"windows\"");
  }

  @Test
  void saysWhatToLoadOnWhichSystem() throws IOException {
    BindgenRun.of(
        header, "-o", path("a.json"), "--library=windows=my.dll", "--library", "linux=libmy.so.2");
    BindgenRun.of(
        header, "-o", path("b.json"), "--library", "mine", "--target", "x86_64-linux-gnu");

    assertThat(read("a.json"))
        .contains("\"windows\": \"my.dll\"")
        .contains("\"linux\": \"libmy.so.2\"");
    assertThat(read("b.json")).contains("\"linux\": \"mine\"");
  }

  @Test
  void writesADepfileThatMakeUnderstands() throws IOException {
    Path odd = Files.createDirectories(folder.resolve("odd #$ dir"));
    String inner = Files.writeString(odd.resolve("in.h"), "int g(void);\n").toString();
    String outer = Files.writeString(odd.resolve("out.h"), "#include \"in.h\"\n").toString();

    BindgenRun run = BindgenRun.of(outer, "-o", path("O.luau"), "--depfile", path("O.d"));

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(read("O.d"))
        .startsWith(path("O.luau") + ":")
        .contains(inner.replace(" ", "\\ ").replace("#", "\\#").replace("$", "$$"))
        .endsWith("\n");
  }

  @Test
  void reportsWhatItSkippedAndWhy() throws IOException {
    String skips =
        write("skips.h", "#define ADD(a, b) ((a) + (b))\nlong double big(void);\nint f(void);\n");

    BindgenRun run = BindgenRun.of(skips, "-o", path("S.luau"), "--report", path("report.json"));

    assertThat(run.err()).contains("skipped 2 (1 function-like-macro, 1 long-double)");
    assertThat(read("report.json"))
        .contains("\"name\": \"ADD\", \"reason\": \"function-like-macro\"")
        .contains("\"name\": \"big\", \"reason\": \"long-double\"")
        .contains("\"at\": \"skips.h:2\"");
  }

  @Test
  void checksOutputsInsteadOfWritingThem() throws IOException {
    BindgenRun.of(header, "-o", path("My.luau"));
    String good = read("My.luau");

    BindgenRun current = BindgenRun.of(header, "-o", path("My.luau"), "--check");
    Files.writeString(folder.resolve("My.luau"), good.replace("42", "43"));
    BindgenRun stale = BindgenRun.of(header, "-o", path("My.luau"), "--check");
    BindgenRun missing = BindgenRun.of(header, "-o", path("None.luau"), "--check");

    assertThat(current.exitCode()).isZero();
    assertThat(current.out()).isEmpty();
    assertThat(stale.exitCode()).isEqualTo(1);
    assertThat(stale.out()).contains("--- ").contains("\n+++ ").contains("43").contains("42");
    assertThat(stale.out().lines().filter(line -> line.startsWith("-") && !line.startsWith("---")))
        .hasSize(1);
    assertThat(read("My.luau")).contains("43");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(files()).doesNotContain("None.luau");
  }

  @Test
  void keepsPermissionsAndLinksOfWhatItReplaces() throws IOException {
    Path real = Files.createDirectories(folder.resolve("real")).resolve("My.luau");
    Files.writeString(real, "old");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
    Files.createSymbolicLink(folder.resolve("My.luau"), real);

    BindgenRun.of(header, "-o", path("My.luau"));

    assertThat(folder.resolve("My.luau")).isSymbolicLink();
    assertThat(Files.readString(real)).startsWith("--!strict");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-rw-r--");
  }

  @Test
  void explainsItself() {
    BindgenRun help = BindgenRun.of("--help");
    BindgenRun version = BindgenRun.of("--version");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage:").contains("Exit codes:").contains("Examples:");
    for (Option option : Options.ALL) {
      assertThat(help.out()).contains(option.name());
    }
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(version.out()).startsWith("bindgen");
  }

  @Test
  void allowsBlocksAndRenames() throws IOException {
    BindgenRun run =
        BindgenRun.of(
            header,
            "-o",
            path("r.json"),
            "--allow",
            "distance|twice",
            "--block",
            "twice",
            "--rename",
            "functions:dist(.*)=length_$1");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(read("r.json"))
        .contains("\"length_ance\"")
        .contains("\"symbol\": \"distance\"")
        .contains("\"struct point\"")
        .doesNotContain("\"twice\": {");
  }

  @Test
  void aPatternThatMatchesNothingIsAWarning() throws IOException {
    String config =
        write(
            "config.yaml",
            "headers: [my.h]\noutputs: [My.json]\nallow: twise\nblock: pointt\n"
                + "rename: ['functions:LIMIT=L']\nallowHeader: ['my.h', 'iner.h', 'sub/in*.h']\n");

    BindgenRun run = BindgenRun.of("--config", config);
    BindgenRun json = BindgenRun.of("--config", config, "--diagnostics=json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .startsWith(
            "bindgen: warning: --allow-header 'iner.h' matches none of the headers that declare"
                + " something (2 files were read): did you mean 'inner.h'?",
            "bindgen: warning: --allow-header 'sub/in*.h' matches none of the headers that declare"
                + " something (2 files were read): a glob with a slash is compared with the name as"
                + " it is included; its last part alone, 'in*.h', fits "
                + path("inner.h"),
            "bindgen: warning: --allow 'twise' matches none of the names that the headers declare"
                + " (5): did you mean 'twice'?",
            "bindgen: warning: --block 'pointt' matches none of the names that the headers declare"
                + " (5): did you mean 'point'?",
            "bindgen: warning: --rename 'functions:LIMIT=L' matches none of the functions that the"
                + " headers declare (2): 'LIMIT' is one of the constants, write 'constants:'")
        .hasSize(6);
    assertThat(json.exitCode()).isZero();
    assertThat(json.err().lines())
        .filteredOn(line -> line.startsWith("{\"severity\":\"warning\",\"message\":\"--"))
        .hasSize(5);
  }

  @Test
  void aGlobForAnIdlIsAWarning() throws IOException {
    BindgenRun.of(header, "-o", path("my.json"));

    BindgenRun run = BindgenRun.of(path("my.json"), "-o", path("b.json"), "--allow-header=my.h");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err())
        .startsWith(
            "bindgen: warning: --allow-header is for headers, and "
                + path("my.json")
                + " is an IDL: use --allow\n");
  }

  @Test
  void aGlobThatMatchesIsNoWarning() throws IOException {
    Files.createDirectories(folder.resolve("lib/deep"));
    write("lib/all.h", "#pragma once\n#include <lib/deep/[x]{1}.h>\n");
    write("lib/deep/[x]{1}.h", "int f(void);\n");
    for (String glob :
        List.of("lib/**", "**/[x]*.h", "lib/*/[x]{1}.h", "*}.h", "lib/**/?x?{1}.h")) {
      BindgenRun run =
          BindgenRun.of("lib/all.h", "-I", path("."), "-o", path("a.json"), "--allow-header", glob);

      assertThat(run.err()).startsWith("a: bound 1 function; skipped 0");
    }
    BindgenRun nothing =
        BindgenRun.of("lib/all.h", "-I", path("."), "-o", path("a.json"), "--allow-header=all.h");

    assertThat(nothing.err()).contains("lib/all.h has no declarations of its own\n");
  }

  @Test
  void whatIsFilteredIsInTheReportAndNotInTheIdl() throws IOException {
    String skips =
        write("skips.h", "#define ADD(a, b) a\nint f(void);\nint g(void);\nlong double h(void);\n");

    BindgenRun run =
        BindgenRun.of(
            skips, "-o", path("f.json"), "--allow", "[fh]", "--report", path("report.json"));
    BindgenRun.of(skips, "-o", path("all.json"), "--module", "f");
    BindgenRun.of(path("all.json"), "-o", path("again.json"), "--allow", "[fh]");
    BindgenRun check = BindgenRun.of(skips, "-o", path("f.json"), "--allow", "[fh]", "--check");

    assertThat(run.err())
        .isEqualTo(
            "f: bound 1 function; skipped 3 (1 filtered, 1 function-like-macro, 1 long-double)\n");
    assertThat(read("f.json"))
        .contains("\"reason\": \"long-double\"")
        .doesNotContain("filtered", "ADD", "\"g\"");
    assertThat(read("again.json")).isEqualTo(read("f.json"));
    assertThat(check.exitCode()).as(check.out()).isZero();
    assertThat(read("report.json"))
        .contains(
            "\"skippedByReason\": {\"filtered\":1,\"function-like-macro\":1,\"long-double\":1}")
        .contains("\"name\": \"ADD\", \"reason\": \"function-like-macro\"")
        .contains("\"name\": \"g\", \"reason\": \"filtered\"")
        .contains("\"name\": \"h\", \"reason\": \"long-double\"");
  }
}
