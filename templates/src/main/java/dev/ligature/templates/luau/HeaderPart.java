package dev.ligature.templates.luau;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What one header declares, or a share of it where it declares more than the official checker takes
 * in one module: further shares go to {@code gl_2.luau}, {@code gl_3.luau}.
 */
final class HeaderPart {
  /** Well below {@link CheckerWeight#MAX}: smaller modules load faster. */
  private static final int MAX_WEIGHT = 6_000;

  /** Names that the folder, or Windows, keeps for itself. */
  private static final Set<String> RESERVED_FILES =
      Set.of(
          "init", "types", "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5",
          "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9");

  private final String header;
  private final String file;
  private int weight;
  private final SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Enum> enums = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Alias> aliases = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Callback> callbacks = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>();

  private HeaderPart(String header, String file) {
    this.header = header;
    this.file = file;
  }

  /** {@return the header as the IDL names it} */
  String header() {
    return header;
  }

  /** {@return the name of its module's file, without suffix} */
  String file() {
    return file;
  }

  boolean hasVariables() {
    return !variables.isEmpty();
  }

  /** {@return the IDL's modules in the order in which its headers are first named} */
  static Collection<HeaderPart> split(Idl idl) {
    Shares shares = new Shares();
    Map<String, HeaderPart> partOfFunction = new HashMap<>();
    idl.functions()
        .forEach(
            (name, function) -> {
              HeaderPart part = shares.of(function.at(), CheckerWeight.FUNCTION);
              part.functions.put(name, function);
              partOfFunction.put(name, part);
            });
    idl.variables()
        .forEach((name, v) -> shares.of(v.at(), CheckerWeight.OTHER).variables.put(name, v));
    idl.records().forEach((id, r) -> shares.of(r.at(), CheckerWeight.RECORD).records.put(id, r));
    idl.enums().forEach((id, e) -> shares.of(e.at(), CheckerWeight.OTHER).enums.put(id, e));
    idl.callbacks()
        .forEach((name, c) -> shares.of(c.at(), CheckerWeight.CALLBACK).callbacks.put(name, c));
    idl.aliases().forEach((name, a) -> shares.of(a.at(), CheckerWeight.OTHER).aliases.put(name, a));
    idl.constants()
        .forEach(
            (name, constant) -> {
              HeaderPart part = null;
              // Another name for a function stands where the function does.
              if (constant.value()
                      instanceof ConstantValue.Alias(String target, ConstantValue.AliasKind kind)
                  && kind == ConstantValue.AliasKind.FUNCTION) {
                part = partOfFunction.get(AliasChain.end(idl, target));
              }
              if (part == null) {
                part = shares.of(constant.at(), 0);
              }
              part.constants.put(name, constant);
            });
    return shares.parts.values();
  }

  /** {@return an IDL with the declarations of this part alone} */
  Idl of(Idl whole) {
    return new Idl(
        whole.module(),
        whole.libraries(),
        whole.headers(),
        whole.targets(),
        constants,
        enums,
        records,
        aliases,
        callbacks,
        functions,
        variables,
        List.of());
  }

  /** The parts by their files' names, which differ also where case does not matter. */
  private static final class Shares {
    private final SequencedMap<String, HeaderPart> parts = new LinkedHashMap<>();
    private final Map<String, HeaderPart> open = new HashMap<>();
    private final Set<String> taken = new HashSet<>(RESERVED_FILES);

    HeaderPart of(Location at, int weight) {
      HeaderPart part = open.get(at.file());
      if (part == null || part.weight + weight > MAX_WEIGHT) {
        part = new HeaderPart(at.file(), fileName(at.file()));
        parts.put(part.file, part);
        open.put(at.file(), part);
      }
      part.weight += weight;
      return part;
    }

    private String fileName(String header) {
      String stem = header.endsWith(".h") ? header.substring(0, header.length() - 2) : header;
      String base = stem.replaceAll("[^A-Za-z0-9_]", "_");
      String name = base;
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = base + "_" + i;
      }
      return name;
    }
  }
}
