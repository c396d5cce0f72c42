package dev.ligature.templates.luau;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names for the exported types of a module, which live in one space where C has two.
 *
 * <p>Names are given in this order, and whoever finds his taken gets the first free one of {@code
 * name_2}, {@code name_3}…: Luau's own types and the module's, callbacks, records and enums under
 * the first typedef that names them, records and enums without a typedef under their tag, further
 * typedefs. The same IDL always gives the same names.
 */
final class TypeNames {
  /** Types that Luau knows in every scope, and the one word that its parser keeps. */
  private static final Set<String> BUILTIN =
      Set.of(
          "any",
          "boolean",
          "buffer",
          "integer",
          "never",
          "nil",
          "number",
          "string",
          "table",
          "thread",
          "unknown",
          "userdata",
          "vector",
          "typeof",
          "type",
          "keyof",
          "rawkeyof",
          "index",
          "rawget",
          "getmetatable",
          "setmetatable",
          "union",
          "intersect",
          "singleton",
          "refine",
          "add",
          "sub",
          "mul",
          "div",
          "idiv",
          "pow",
          "mod",
          "unm",
          "concat",
          "len",
          "lt",
          "le",
          "eq",
          "and",
          "or",
          "not",
          "weakoptional");

  private final Map<String, String> records = new HashMap<>();
  private final Map<String, String> borrowed = new HashMap<>();
  private final Map<String, String> enums = new HashMap<>();
  private final Map<String, String> enumMembers = new HashMap<>();
  private final Map<String, String> callbacks = new HashMap<>();
  private final Map<String, String> recordTypedefs = new HashMap<>();
  private final Map<String, String> enumTypedefs = new HashMap<>();
  private final Map<String, String> furtherTypedefs = new LinkedHashMap<>();
  private final Set<String> taken;
  private final String module;
  private final Map<String, String> groups = new HashMap<>();

  TypeNames(Idl idl) {
    for (String group :
        List.of("structs", "unions", "enums", "callbacks", "variables", "headers")) {
      String name = group;
      while (isOrdinary(idl, name)) {
        name += "_";
      }
      groups.put(group, name);
    }
    taken = new HashSet<>(BUILTIN);
    module = claim(idl.module());
    for (String name : idl.callbacks().keySet()) {
      callbacks.put(name, claim(name));
    }
    for (Map.Entry<String, Declaration.Alias> entry : idl.aliases().entrySet()) {
      String name = entry.getKey();
      switch (entry.getValue().type().unqualified()) {
        case Type.RecordRef(String id) -> {
          if (isDefined(idl, id) && recordTypedefs.putIfAbsent(id, name) == null) {
            records.put(id, claim(name));
          }
        }
        case Type.EnumRef(String id) -> {
          if (idl.enums().containsKey(id) && enumTypedefs.putIfAbsent(id, name) == null) {
            enums.put(id, claim(name));
          }
        }
        default -> {}
      }
    }
    for (String id : idl.records().keySet()) {
      if (isDefined(idl, id) && !records.containsKey(id) && !isBorrowed(id)) {
        records.put(id, claim(tag(id)));
      }
    }
    for (String id : idl.enums().keySet()) {
      if (!enums.containsKey(id) && !isUnnamedEnum(id)) {
        enums.put(id, claim(tag(id)));
      }
    }
    for (String id : idl.records().keySet()) {
      if (isBorrowed(id)) {
        String name = id.replaceFirst("\\(([^()]*)\\)", "$1");
        borrowed.put(id, tag(idl.records().containsKey(name) ? id : name));
        if (isDefined(idl, id) && !records.containsKey(id)) {
          records.put(id, claim(tag(id)));
        }
      }
    }
    for (String id : idl.enums().keySet()) {
      if (enums.containsKey(id)) {
        enumMembers.put(id, claim(enums.get(id) + "_members"));
      }
    }
    for (Map.Entry<String, Declaration.Alias> entry : idl.aliases().entrySet()) {
      addFurther(idl, entry.getKey(), entry.getValue());
    }
  }

  private void addFurther(Idl idl, String name, Declaration.Alias alias) {
    String target =
        switch (idl.resolve(alias.type())) {
          case Type.RecordRef(String id) when !name.equals(recordTypedefs.get(id)) ->
              records.get(id);
          case Type.EnumRef(String id) when !name.equals(enumTypedefs.get(id)) -> enums.get(id);
          default -> null;
        };
    if (target != null && !target.equals(name)) {
      furtherTypedefs.put(name, claim(name));
    }
  }

  private static boolean isDefined(Idl idl, String id) {
    Declaration.Record record = idl.records().get(id);
    return record != null && !record.opaque() && !isAnonymous(id);
  }

  /** {@return whether a record has no name at all, so that its members stand in another one} */
  static boolean isAnonymous(String id) {
    int dot = id.lastIndexOf('.');
    return dot >= 0 && id.startsWith("(", dot + 1);
  }

  /** {@return whether an enum has neither tag nor typedef: only its members have names} */
  static boolean isUnnamedEnum(String id) {
    return id.startsWith("enum (");
  }

  /**
   * {@return whether a record, or the one around it, has no name of its own, but that of the
   * variable, function or pointer typedef that it was declared for: {@code "struct (config)"}}
   */
  private static boolean isBorrowed(String id) {
    return id.startsWith("(", id.indexOf(' ') + 1);
  }

  /**
   * {@return the key of a struct or union in the table of its kind: the tag, or what a record
   * without one was declared for}
   */
  String recordKey(String id) {
    return borrowed.getOrDefault(id, tag(id));
  }

  /** {@return a key of the IDL without the word before the tag} */
  static String tag(String id) {
    return id.substring(id.indexOf(' ') + 1);
  }

  private String claim(String wanted) {
    // A path such as outer.(1).u: its punctuation would become a row of underscores.
    String base = LuauText.toName(wanted.replace("(", "").replace(")", "").replace('.', '_'));
    String name = base;
    for (int i = 2; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  /** Whether C uses a name for something that is a member of the module itself. */
  private static boolean isOrdinary(Idl idl, String name) {
    return idl.functions().containsKey(name)
        || idl.constants().containsKey(name)
        || idl.variables().containsKey(name)
        || idl.aliases().containsKey(name)
        || idl.records().containsKey(name)
        || idl.enums().values().stream()
            .anyMatch(e -> e.members().stream().anyMatch(m -> m.name().equals(name)));
  }

  /**
   * {@return what the module calls a table of members that are no ordinary names of C: {@code
   * structs}, or with {@code _} after it where C has that name}
   */
  String group(String name) {
    return groups.get(name);
  }

  /** {@return the name of the module's own type} */
  String module() {
    return module;
  }

  /** {@return a name like the wanted one that is free in a module without types of C} */
  static String besideBuiltins(String wanted) {
    String name = LuauText.toName(wanted);
    return BUILTIN.contains(name) ? name + "_2" : name;
  }

  /** {@return the type of the table of an enum's members} */
  String members(String id) {
    return enumMembers.get(id);
  }

  /** {@return the type of a record's views; records without a definition have none} */
  String record(String id) {
    return records.getOrDefault(id, "");
  }

  /** {@return the type of an enum; empty for one without a name} */
  String enumeration(String id) {
    return enums.getOrDefault(id, "");
  }

  String callback(String name) {
    return callbacks.get(name);
  }

  /** {@return the typedef that names a record, or empty} */
  String recordTypedef(String id) {
    return recordTypedefs.getOrDefault(id, "");
  }

  /** {@return types for the typedefs that are not the main name of their record or enum} */
  Map<String, String> furtherTypedefs() {
    return furtherTypedefs;
  }
}
