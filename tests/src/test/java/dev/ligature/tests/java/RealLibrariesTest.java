package dev.ligature.tests.java;

import dev.ligature.generator.header.HeaderInput;
import dev.ligature.idl.Idl;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** zlib, SQLite and the C library from their installed headers. */
class RealLibrariesTest {

  private static HeaderInput header(String path) {
    return new HeaderInput.File(Path.of(path));
  }

  private static Idl idl(String module, String library, HeaderInput... headers) {
    return GeneratedJava.idl(
        module,
        Optional.empty(),
        List.of("-D_GNU_SOURCE"),
        library.isEmpty() ? Map.of() : Map.of("linux", library, "macos", library),
        headers);
  }

  @TestFactory
  Stream<DynamicTest> zlib() throws ClassNotFoundException {
    return new GeneratedJava()
        .binding(idl("Zlib", "z", header("zlib.h")))
        .client("ZlibClient")
        .tests("ZlibClient");
  }

  @TestFactory
  Stream<DynamicTest> sqlite() throws ClassNotFoundException {
    return new GeneratedJava()
        .binding(idl("Sqlite", "sqlite3", header("sqlite3.h")))
        .client("SqliteClient")
        .tests("SqliteClient");
  }

  @TestFactory
  Stream<DynamicTest> libc() throws ClassNotFoundException {
    return new GeneratedJava()
        .binding(
            idl(
                "Libc",
                "",
                header("stdlib.h"),
                header("stdio.h"),
                header("time.h"),
                header("unistd.h"),
                header("sys/stat.h"),
                header("signal.h")))
        .client("LibcClient")
        .tests("LibcClient");
  }
}
