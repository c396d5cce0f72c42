package dev.ligature.templates.luau;

import dev.ligature.templates.View;
import java.util.List;

/**
 * What {@code module.mustache} sees. Every text is Luau already: escaped, quoted, named. See
 * docs/templates.md for what each variable is.
 *
 * <p>A part that a module may lack is a {@link PartView} or an empty list, which a section skips.
 */
record ModuleView(
    String title,
    String type,
    boolean ffi,
    boolean ctypes,
    boolean process,
    boolean lazily,
    String typesModule,
    List<GroupView> types,
    List<GroupView> members,
    List<GroupView> groups,
    List<String> faces,
    boolean typedefs,
    boolean untyped,
    Object functions,
    List<GroupView> constants,
    List<GroupView> recordTables,
    boolean records,
    Object compounds,
    Object enums,
    Object enumTypedefs,
    Object callbacks,
    Object variables,
    Object scalars,
    Object aliases,
    Object structTypedefs,
    Object unionTypedefs,
    Object addresses,
    Object shadowed,
    Object library,
    boolean lookup)
    implements View {
  private static final List<String> NAMES =
      List.of(
          "title",
          "type",
          "ffi",
          "ctypes",
          "process",
          "lazily",
          "typesModule",
          "types",
          "members",
          "groups",
          "faces",
          "typedefs",
          "untyped",
          "functions",
          "constants",
          "recordTables",
          "records",
          "compounds",
          "enums",
          "enumTypedefs",
          "callbacks",
          "variables",
          "scalars",
          "aliases",
          "structTypedefs",
          "unionTypedefs",
          "addresses",
          "shadowed",
          "library",
          "lookup");

  @Override
  public Object get(String name) {
    return switch (name) {
      case "title" -> title;
      case "type" -> type;
      case "ffi" -> ffi;
      case "ctypes" -> ctypes;
      case "process" -> process;
      case "lazily" -> lazily;
      case "typesModule" -> typesModule;
      case "types" -> types;
      case "members" -> members;
      case "groups" -> groups;
      case "faces" -> faces;
      case "typedefs" -> typedefs;
      case "untyped" -> untyped;
      case "functions" -> functions;
      case "constants" -> constants;
      case "recordTables" -> recordTables;
      case "records" -> records;
      case "compounds" -> compounds;
      case "enums" -> enums;
      case "enumTypedefs" -> enumTypedefs;
      case "callbacks" -> callbacks;
      case "variables" -> variables;
      case "scalars" -> scalars;
      case "aliases" -> aliases;
      case "structTypedefs" -> structTypedefs;
      case "unionTypedefs" -> unionTypedefs;
      case "addresses" -> addresses;
      case "shadowed" -> shadowed;
      case "library" -> library;
      case "lookup" -> lookup;
      default -> MISSING;
    };
  }

  @Override
  public List<String> names() {
    return NAMES;
  }
}
