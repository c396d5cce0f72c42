package dev.ligature.tests.oracle;

import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.CursorKind;
import dev.ligature.generator.clang.Libclang;
import dev.ligature.generator.clang.TranslationUnit;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every declaration that clang sees in a header is in the IDL, or among its skips. */
final class Seen {
  private Seen() {}

  /**
   * {@return the declarations of the header that the IDL says nothing of}
   *
   * @param header the end of the header's path
   */
  static Set<String> unexplained(
      Idl idl, Compiler compiler, List<String> includes, List<String> arguments, String header)
      throws IOException {
    Set<String> explained = new HashSet<>();
    idl.skipped().stream().map(Skip::name).forEach(explained::add);
    for (Set<String> names :
        List.of(
            idl.constants().keySet(),
            idl.enums().keySet(),
            idl.records().keySet(),
            idl.aliases().keySet(),
            idl.callbacks().keySet(),
            idl.functions().keySet(),
            idl.variables().keySet())) {
      explained.addAll(names);
    }
    idl.enums().values().forEach(e -> e.members().forEach(member -> explained.add(member.name())));
    Set<String> silent = new TreeSet<>();
    Set<String> names = names(compiler, includes, arguments, header);
    if (names.isEmpty()) {
      throw new AssertionError("clang sees nothing in " + header);
    }
    for (String name : names) {
      // A record without a tag has the key of its typedef.
      if (!explained.contains(name) && !explained.contains(name.substring(name.indexOf(' ') + 1))) {
        silent.add(name);
      }
    }
    return silent;
  }

  /** {@return names and tags that the header declares at its top level} */
  static Set<String> names(
      Compiler compiler, List<String> includes, List<String> arguments, String header)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("--target=" + compiler.triple(), "-x", "c"));
    line.add("-resource-dir");
    line.add(Libclang.get().resourceDirectory().toString());
    line.add("-nostdlibinc");
    for (String directory : compiler.systemDirectories()) {
      line.addAll(List.of("-Xclang", "-internal-externc-isystem", "-Xclang", directory));
    }
    if (compiler.triple().contains("windows")) {
      // As GCC for Windows does: some headers declare less then.
      line.add("-fms-extensions");
    }
    line.addAll(arguments);
    Set<String> names = new TreeSet<>();
    Map<String, String> texts = new HashMap<>();
    Set<String> macros = new TreeSet<>();
    String main = String.join("\n", includes) + "\n";
    try (TranslationUnit unit =
        TranslationUnit.parse(
            "seen.c",
            line,
            Map.of("seen.c", main),
            Set.of(
                TranslationUnit.Option.PREPROCESSING_RECORD,
                TranslationUnit.Option.SKIP_FUNCTION_BODIES))) {
      unit.visitTopLevel(
          cursor -> {
            String file = cursor.place().file().path();
            boolean here = file.replace('\\', '/').endsWith(header);
            if (cursor.kind() == CursorKind.MACRO_DEFINITION) {
              // Only a macro's last definition counts.
              if (here && !isGuard(cursor, file, texts)) {
                macros.add(cursor.spelling());
              } else {
                macros.remove(cursor.spelling());
              }
            } else if (here) {
              add(cursor, names);
            }
          });
    }
    names.addAll(macros);
    return names;
  }

  /** Include guards declare nothing. */
  private static boolean isGuard(Cursor cursor, String file, Map<String, String> texts) {
    String text = texts.computeIfAbsent(file, Seen::read);
    String name = Pattern.quote(cursor.spelling());
    return Pattern.compile("(?m)^\\s*#\\s*if(ndef\\s|.*!).*\\b" + name + "\\b").matcher(text).find()
        && Pattern.compile("(?m)^\\s*#\\s*define\\s+" + name + "\\s*(1\\s*)?(/[*/].*)?$")
            .matcher(text)
            .find();
  }

  private static String read(String file) {
    try {
      return new String(Files.readAllBytes(Path.of(file)), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Cursor cursor, Set<String> names) {
    String name = cursor.spelling();
    if (name.isEmpty() || cursor.isAnonymous()) {
      return;
    }
    switch (cursor.kind()) {
      case STRUCT -> names.add("struct " + name);
      case UNION -> names.add("union " + name);
      case ENUM -> names.add("enum " + name);
      case FUNCTION, VARIABLE, TYPEDEF -> names.add(name);
      default -> {}
    }
  }
}
