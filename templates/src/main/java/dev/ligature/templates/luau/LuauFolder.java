package dev.ligature.templates.luau;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Skip;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.Template;
import dev.ligature.templates.TemplateSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A folder: one Luau module a header with its functions, constants and variables, the types of all
 * of them in {@code types.luau}, and on top {@code init.luau}, which loads a module when a member
 * of it is first asked for.
 *
 * <p>The official checker gives up on module types of a few thousand functions, and umbrella
 * headers have more: so each module stays below {@link #MAX_FUNCTIONS}.
 */
public final class LuauFolder implements Template {
  /** More functions of one header go into further modules: {@code gl_2.luau}. */
  static final int MAX_FUNCTIONS = 1000;

  private static final String TYPES = "types";

  /** Names that the folder or Windows keeps for itself. */
  private static final Set<String> RESERVED_FILES =
      Set.of(
          "init", TYPES, "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
          "lpt9");

  @Override
  public Rendering render(Idl idl, RenderOptions options) {
    TypeNames names = new TypeNames(idl);
    TemplateSet templates = TemplateSet.of("luau", options);
    SequencedMap<String, String> files = new LinkedHashMap<>();
    List<Skip> skipped = new ArrayList<>();
    List<GroupView> members = new ArrayList<>();

    Part typesPart = new Part("");
    Map<String, Part> parts = split(idl, typesPart);

    Idl typesIdl = typesPart.ofTypes(idl);
    ModuleBuilder types =
        new ModuleBuilder(idl, names, new LuauTypes(idl, names, "", "module")).add(typesIdl);
    ModuleView typesView =
        types.build(LuauModule.title(idl, ", types"), names.further("Types"), "");
    files.put(TYPES + ".luau", render(templates, "module", typesView));
    skipped.addAll(types.skipped());

    List<EntryView> modules = new ArrayList<>();
    boolean variables = false;
    for (Map.Entry<String, Part> entry : parts.entrySet()) {
      String file = entry.getKey();
      Part part = entry.getValue();
      variables |= !part.variables.isEmpty();
      ModuleBuilder builder =
          new ModuleBuilder(idl, names, new LuauTypes(idl, names, "types.", "types"))
              .add(part.of(idl));
      ModuleView view =
          builder.build(
              LuauModule.title(idl, ", " + part.header),
              TypeNames.besideBuiltins(file),
              "./" + TYPES);
      files.put(file + ".luau", render(templates, "module", view));
      skipped.addAll(builder.skipped());
      modules.add(new EntryView(LuauText.key(file), "@self/" + file));
      members.add(index(file, view, names));
    }
    members.add(index(TYPES, typesView, names));
    modules.add(new EntryView(TYPES, "@self/" + TYPES));

    files.putFirst(
        "init.luau",
        render(
            templates,
            "index",
            new IndexView(
                LuauModule.title(idl, ""),
                names.module(),
                names.group("headers"),
                modules,
                variables ? names.group("variables") : "",
                members)));
    return new Rendering(files, skipped);
  }

  private static String render(
      TemplateSet templates, String template, dev.ligature.templates.View view) {
    StringBuilder text = new StringBuilder(1 << 14);
    templates.render(template, view, text);
    return text.toString();
  }

  /** The members of a module, for the index; variables are reached by their own table. */
  private static GroupView index(String file, ModuleView view, TypeNames names) {
    List<EntryView> entries = new ArrayList<>();
    String value = LuauText.quote(file);
    for (GroupView group : view.members()) {
      for (Object member : group.entries()) {
        entries.add(new EntryView(((MemberView) member).key(), value));
      }
    }
    for (GroupView group : view.groups()) {
      if (!group.name().equals(names.group("variables"))) {
        entries.add(new EntryView(group.name(), value));
      }
    }
    return new GroupView(file, entries);
  }

  /** Shares the declarations out to their modules; macros that name types go to the types. */
  private static Map<String, Part> split(Idl idl, Part types) {
    Files files = new Files();
    Map<String, Part> parts = new LinkedHashMap<>();
    Map<String, Part> partOfFunction = new HashMap<>();
    idl.functions()
        .forEach(
            (name, function) -> {
              Part part =
                  parts.computeIfAbsent(
                      files.of(function.at()), _ -> new Part(function.at().file()));
              if (part.functions.size() >= MAX_FUNCTIONS) {
                part =
                    parts.computeIfAbsent(
                        files.next(function.at()), _ -> new Part(function.at().file()));
              }
              part.functions.put(name, function);
              partOfFunction.put(name, part);
            });
    idl.variables()
        .forEach(
            (name, variable) ->
                parts
                    .computeIfAbsent(files.of(variable.at()), _ -> new Part(variable.at().file()))
                    .variables
                    .put(name, variable));
    idl.constants()
        .forEach(
            (name, constant) -> {
              Part part = null;
              if (constant.value() instanceof ConstantValue.Alias(String target, var kind)) {
                part =
                    switch (kind) {
                      case TYPE -> types;
                      case FUNCTION -> partOfFunction.get(AliasChain.end(idl, target));
                      case VARIABLE -> null;
                    };
              }
              if (part == null) {
                part =
                    parts.computeIfAbsent(
                        files.of(constant.at()), _ -> new Part(constant.at().file()));
              }
              part.constants.put(name, constant);
            });
    return parts;
  }

  /** What one module of the folder holds. */
  private static final class Part {
    private final String header;
    private final SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
    private final SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>();
    private final SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();

    Part(String header) {
      this.header = header;
    }

    Idl of(Idl whole) {
      return new Idl(
          whole.module(),
          whole.libraries(),
          whole.headers(),
          whole.targets(),
          constants,
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          functions,
          variables,
          List.of());
    }

    Idl ofTypes(Idl whole) {
      return new Idl(
          whole.module(),
          whole.libraries(),
          whole.headers(),
          whole.targets(),
          constants,
          whole.enums(),
          whole.records(),
          whole.aliases(),
          whole.callbacks(),
          new LinkedHashMap<>(),
          new LinkedHashMap<>(),
          List.of());
    }
  }

  /** The names of the modules, without suffix; different also where case does not matter. */
  private static final class Files {
    private final Map<String, String> current = new HashMap<>();
    private final Set<String> taken = new HashSet<>(RESERVED_FILES);

    String of(Location at) {
      String known = current.get(at.file());
      return known != null ? known : next(at);
    }

    /** {@return a new module for the header of a declaration} */
    String next(Location at) {
      String header = at.file();
      String stem = header.endsWith(".h") ? header.substring(0, header.length() - 2) : header;
      String base = stem.replaceAll("[^A-Za-z0-9_]", "_");
      String name = base;
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = base + "_" + i;
      }
      current.put(header, name);
      return name;
    }
  }
}
