package dev.ligature.generator.passes;

import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportTable;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Binds what a library really exports: functions and variables that it lacks are skipped as {@code
 * not-exported} together with the types that only they need, and exports that no header declares
 * are reported as {@code not-declared}. Where the loader knows a function by another name than C
 * ({@code Sleep@4}), that becomes its {@code symbol}.
 *
 * @param file the library's file name, for messages
 */
public record Exports(ExportTable table, String file) {
  public Exports {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(file, "file");
  }

  /** {@return the IDL with what the library exports} */
  public PassResult apply(Idl idl) {
    Map<String, Export> byName = byCName();
    Set<Export> bound = new HashSet<>();
    SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
    idl.functions()
        .forEach(
            (name, function) -> {
              Export export = byName.get(function.symbol().orElse(name));
              if (export == null) {
                functions.put(name, function);
              } else {
                bound.add(export);
                functions.put(name, withSymbol(name, function, export.name()));
              }
            });
    Idl renamed = idl.withFunctions(functions);
    Removal missing =
        new Removal(
            renamed, Skip.Reason.FILTERED, "used by nothing but functions that " + file + " lacks");
    functions.forEach(
        (name, function) -> {
          Export export = byName.get(idl.functions().get(name).symbol().orElse(name));
          // A static or inline function has a reason of its own, which the frontend gave.
          if (export == null && !function.inline()) {
            missing.remove(name, function, Skip.Reason.NOT_EXPORTED, "not exported by " + file);
          } else if (export != null && export.byOrdinalOnly()) {
            String detail = file + " exports it by ordinal " + export.ordinal().orElse(0) + " only";
            missing.remove(name, function, Skip.Reason.NOT_EXPORTED, detail);
          }
        });
    idl.variables()
        .forEach(
            (name, variable) -> {
              Export export = byName.get(variable.symbol().orElse(name));
              if (export == null) {
                missing.remove(name, variable, Skip.Reason.NOT_EXPORTED, "not exported by " + file);
              } else {
                bound.add(export);
              }
            });
    PassResult result = missing.apply();
    List<Skip> skips = new ArrayList<>(result.skipped());
    for (Export export : table.exports()) {
      if (!bound.contains(export)) {
        String detail = "exported by " + file + ", declared in no header given";
        skips.add(new Skip(export.name(), Skip.Reason.NOT_DECLARED, detail, Optional.empty()));
      }
    }
    return new PassResult(result.idl(), skips);
  }

  /** Exact names win over names without their decoration. */
  private Map<String, Export> byCName() {
    Map<String, Export> byName = new HashMap<>();
    for (Export export : table.exports()) {
      byName.putIfAbsent(export.name(), export);
    }
    if (table.format() == ExportTable.Format.COFF) {
      boolean i686 = table.arch().isEmpty() || table.arch().get().equals("i686");
      for (Export export : table.exports()) {
        byName.putIfAbsent(i686 ? undecorated(export.linkName()) : export.linkName(), export);
        if (i686) {
          byName.putIfAbsent(undecorated(export.name()), export);
        }
      }
    }
    return byName;
  }

  /**
   * {@return the C name of a linker name of i686 Windows}: {@code _f} (cdecl), {@code _f@8}
   * (stdcall), {@code @f@8} (fastcall), {@code f@@8} (vectorcall), and {@code f@8} as DLLs of GNU
   * tools export stdcall functions.
   */
  static String undecorated(String symbol) {
    int end = symbol.length();
    while (end > 0 && Character.isDigit(symbol.charAt(end - 1))) {
      end--;
    }
    boolean sized = end > 1 && end < symbol.length() && symbol.charAt(end - 1) == '@';
    String bare = symbol;
    if (sized) {
      bare = symbol.substring(0, end - 1);
      if (bare.endsWith("@")) {
        return bare.substring(0, bare.length() - 1);
      }
      if (bare.startsWith("@")) {
        return bare.substring(1);
      }
    }
    return bare.startsWith("_") ? bare.substring(1) : bare;
  }

  private static Declaration.Function withSymbol(
      String name, Declaration.Function f, String symbol) {
    if (symbol.equals(f.symbol().orElse(name)) || symbol.startsWith("#")) {
      return f;
    }
    return new Declaration.Function(
        f.signature(),
        Optional.of(symbol),
        f.inline(),
        f.noreturn(),
        f.deprecated(),
        f.availability(),
        f.leaf(),
        f.errno(),
        f.freeWith(),
        f.doc(),
        f.at());
  }
}
