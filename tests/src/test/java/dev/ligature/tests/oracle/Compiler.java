package dev.ligature.tests.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A GCC that compiles for one of the targets. */
enum Compiler {
  LINUX_X86_64("x86_64-linux-gnu-gcc", "x86_64-pc-linux-gnu", "x86_64-linux-gnu-objcopy"),
  LINUX_AARCH64("aarch64-linux-gnu-gcc", "aarch64-linux-gnu", "aarch64-linux-gnu-objcopy"),
  WINDOWS_X86_64("x86_64-w64-mingw32-gcc", "x86_64-w64-windows-gnu", "x86_64-w64-mingw32-objcopy"),
  WINDOWS_I686("i686-w64-mingw32-gcc", "i686-w64-windows-gnu", "i686-w64-mingw32-objcopy");

  private final String command;
  private final String triple;
  private final String objcopy;

  Compiler(String command, String triple, String objcopy) {
    this.command = command;
    this.triple = triple;
    this.objcopy = objcopy;
  }

  /** {@return the target as clang spells it} */
  String triple() {
    return triple;
  }

  String command() {
    return command;
  }

  boolean isInstalled() {
    return isOnPath(command) && isOnPath(objcopy);
  }

  private static boolean isOnPath(String name) {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }

  /** What a run printed, and how it ended. */
  record Outcome(int exitCode, String output) {}

  /** Compiles to an object file; errors are in the outcome. */
  Outcome compile(Path source, Path object, List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of(command, "-std=gnu17", "-w", "-c"));
    line.addAll(List.of("-fmax-errors=0", "-fno-diagnostics-show-caret"));
    line.addAll(arguments);
    line.addAll(List.of("-o", object.toString(), source.toString()));
    return run(line);
  }

  /** Copies a section of an object file. */
  byte[] section(Path object, String section) throws IOException {
    Path bytes = object.resolveSibling(object.getFileName() + ".bin");
    Outcome outcome =
        run(List.of(objcopy, "-O", "binary", "-j", section, object.toString(), bytes.toString()));
    if (outcome.exitCode() != 0) {
      throw new IOException(objcopy + ": " + outcome.output());
    }
    return Files.readAllBytes(bytes);
  }

  /** {@return the directories of system headers, without the compiler's own} */
  List<String> systemDirectories() throws IOException {
    List<String> directories = new ArrayList<>();
    boolean listed = false;
    for (String line :
        run(List.of(command, "-E", "-v", "-x", "c", "/dev/null")).output().lines().toList()) {
      if (line.startsWith("#include <...>")) {
        listed = true;
      } else if (line.startsWith("End of search list")) {
        listed = false;
      } else if (listed) {
        String directory = Path.of(line.strip()).toRealPath().toString();
        if (!directory.contains("/gcc/") && !directory.contains("/gcc-cross/")) {
          directories.add(directory);
        }
      }
    }
    return directories;
  }

  static Outcome run(List<String> line) throws IOException {
    Path output = Files.createTempFile("oracle", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(line.getFirst() + " does not end");
      }
      return new Outcome(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
