package dev.ligature.templates.luau;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.Template;
import dev.ligature.templates.TemplateSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * A folder: one Luau module a header with its functions, constants and variables, the types of all
 * of them in {@code types.luau}, and on top {@code init.luau}, which loads a module when a member
 * of it is first asked for.
 *
 * <p>The official checker gives up on module types of a few thousand functions, and umbrella
 * headers have more: so {@link HeaderPart} keeps each module below that.
 */
public final class LuauFolder implements Template {
  private static final String TYPES = "types";

  @Override
  public Rendering render(Idl idl, RenderOptions options) {
    TypeNames names = new TypeNames(idl);
    TemplateSet templates = TemplateSet.of("luau", options);
    SequencedMap<String, String> files = new LinkedHashMap<>();
    List<Skip> skipped = new ArrayList<>();

    Idl shared = typesOf(idl);
    ModuleBuilder types =
        new ModuleBuilder(
                idl,
                ModuleBuilder.Scope.DEFINITIONS,
                names,
                new LuauTypes(idl, names, "", "module"),
                ModuleBuilder.macros(shared))
            .add(shared);
    files.put(
        TYPES + ".luau",
        render(
            templates,
            "module",
            types.build(LuauModule.title(idl, ", types"), "{ [string]: any }", "")));

    List<EntryView> modules = new ArrayList<>();
    List<GroupView> members = new ArrayList<>();
    Set<String> faces = new TreeSet<>();
    Set<String> macros = ModuleBuilder.macros(idl);
    boolean variables = false;
    for (HeaderPart part : HeaderPart.split(idl)) {
      variables |= part.hasVariables();
      ModuleBuilder builder =
          new ModuleBuilder(
                  idl,
                  ModuleBuilder.Scope.FACES,
                  names,
                  new LuauTypes(idl, names, "types.", "types"),
                  macros)
              .add(part.of(idl));
      ModuleView view =
          builder.build(
              LuauModule.title(idl, ", " + part.header()),
              TypeNames.besideBuiltins(part.file()),
              "./" + TYPES);
      skipped.addAll(builder.skipped());
      if (view.members().isEmpty() && view.groups().isEmpty()) {
        continue;
      }
      files.put(part.file() + ".luau", render(templates, "module", view));
      modules.add(new EntryView(LuauText.key(part.file()), "@self/" + part.file()));
      members.add(index(part.file(), view));
      faces.addAll(view.faces());
    }
    List<EntryView> tables = new ArrayList<>();
    for (String face : faces) {
      tables.add(new EntryView(face, LuauText.quote(TYPES)));
    }
    members.add(new GroupView(TYPES, tables));
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
  private static GroupView index(String file, ModuleView view) {
    List<EntryView> entries = new ArrayList<>();
    String value = LuauText.quote(file);
    for (GroupView group : view.members()) {
      for (Object member : group.entries()) {
        entries.add(new EntryView(((MemberView) member).key(), value));
      }
    }
    return new GroupView(file, entries);
  }

  /** What all modules share: types, and the macros that name types. */
  private static Idl typesOf(Idl idl) {
    SequencedMap<String, Declaration.Constant> names = new LinkedHashMap<>();
    idl.constants()
        .forEach(
            (name, constant) -> {
              if (constant.value() instanceof ConstantValue.Alias(_, ConstantValue.AliasKind kind)
                  && kind == ConstantValue.AliasKind.TYPE) {
                names.put(name, constant);
              }
            });
    return new Idl(
        idl.module(),
        idl.libraries(),
        idl.headers(),
        idl.targets(),
        names,
        idl.enums(),
        idl.records(),
        idl.aliases(),
        idl.callbacks(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        List.of());
  }
}
