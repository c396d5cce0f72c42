package dev.ligature.templates.luau;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.templates.Callability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a module says of functions. It stands apart from {@link ModuleBuilder} because another
 * thread may do it: it shares only what nobody changes.
 */
final class FunctionEntries {
  /** Members of {@code ffi.SmartLibrary}: a function of that name is in {@code functions}. */
  private static final Set<String> LIBRARY_MEMBERS = Set.of("close", "path", "functions");

  private final ModuleBuilder.Scope scope;
  private final Set<String> macros;
  private final LuauTypes types;
  private final Callability callability;

  private final GroupedByHeader<FunctionView> views = new GroupedByHeader<>();
  private final List<EntryView> shadowed = new ArrayList<>();
  private final Map<String, String> bound = new HashMap<>();

  /**
   * @param macros names that macros hide
   */
  FunctionEntries(
      ModuleBuilder.Scope scope, Set<String> macros, LuauTypes types, Callability callability) {
    this.scope = scope;
    this.macros = macros;
    this.types = types;
    this.callability = callability;
  }

  /** Adds the functions of an IDL: to the module's members, or to what cannot be bound. */
  void add(Idl part, GroupedByHeader<MemberView> members, List<Skip> skipped) {
    part.functions().forEach((name, function) -> add(name, function, members, skipped));
  }

  /** {@return whether no function was bound} */
  boolean isEmpty() {
    return bound.isEmpty();
  }

  /** {@return the type of a function that was bound} */
  Optional<String> type(String name) {
    return Optional.ofNullable(bound.get(name));
  }

  List<GroupView> groups() {
    return views.groups();
  }

  /** {@return functions whose names are members of every library} */
  List<EntryView> shadowed() {
    return shadowed;
  }

  private void add(
      String name,
      Declaration.Function function,
      GroupedByHeader<MemberView> members,
      List<Skip> skipped) {
    Signature signature = function.signature();
    if (macros.contains(name)) {
      return;
    }
    Optional<String> convention = convention(signature);
    Optional<Callability.Obstacle> obstacle = obstacle(function, convention);
    if (obstacle.isPresent()) {
      skipped.add(
          new Skip(
              name, obstacle.get().reason(), obstacle.get().detail(), Optional.of(function.at())));
      return;
    }
    List<String> flags = new ArrayList<>(0);
    if (signature.variadic()) {
      flags.add("variadic");
    }
    if (function.errno()) {
      flags.add("errno");
    }
    if (function.leaf()) {
      flags.add("leaf");
    }
    views.add(
        function.at(),
        new FunctionView(
            LuauText.key(name),
            types.args(signature),
            result(signature),
            function.symbol().map(LuauText::quote).orElse(""),
            convention.orElseThrow(),
            flags));
    if (LIBRARY_MEMBERS.contains(name)) {
      shadowed.add(new EntryView(LuauText.key(name), "true"));
    }
    String type = types.function(signature);
    bound.put(name, type);
    if (scope != ModuleBuilder.Scope.DEFINITIONS) {
      members.add(
          function.at(),
          new MemberView(
              LuauText.docLines(
                  function.doc(), function.deprecated(), CDeclaration.function(name, signature)),
              LuauText.key(name),
              type));
    }
  }

  private Optional<Callability.Obstacle> obstacle(
      Declaration.Function function, Optional<String> convention) {
    if (function.inline()) {
      return Optional.of(
          new Callability.Obstacle(Skip.Reason.INLINE, "static or inline: no library exports it"));
    }
    if (convention.isEmpty()) {
      return Optional.of(
          new Callability.Obstacle(
              Skip.Reason.CALLING_CONVENTION,
              "calling convention " + function.signature().convention().orElseThrow()));
    }
    return callability.of(function.signature());
  }

  /** The literal of an extension, "" for the target's default, or empty if no call can have it. */
  private static Optional<String> convention(Signature signature) {
    if (signature.convention().isEmpty()) {
      return Optional.of("");
    }
    return switch (signature.convention().get()) {
      case STDCALL -> Optional.of("\"stdcall\"");
      case FASTCALL -> Optional.of("\"fastcall\"");
      case THISCALL -> Optional.of("\"thiscall\"");
      case VECTORCALL, REGPARM, MS_ABI, SYSV_ABI, OTHER -> Optional.empty();
    };
  }

  private String result(Signature signature) {
    return signature.retLowering().equals(Lowering.of(CType.VOID))
        ? ""
        : types.ctype(signature.retLowering());
  }
}
