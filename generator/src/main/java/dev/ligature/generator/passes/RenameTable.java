package dev.ligature.generator.passes;

import dev.ligature.generator.passes.Rename.Scope;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Old and new names of one IDL, and the rewriting of everything that refers to them. */
final class RenameTable {
  private final Rename rename;
  private final Idl idl;

  /** New ordinary identifiers by the old one; names that stay are absent. */
  private final Map<String, String> functions = new HashMap<>();

  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, String> typedefs = new HashMap<>();
  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();
  private final Map<String, String> enumerators = new HashMap<>();

  /** The old name that owns each new ordinary identifier. */
  private final Map<String, String> ordinary = new HashMap<>();

  private final Map<String, String> tags = new HashMap<>();

  RenameTable(Rename rename, Idl idl) {
    this.rename = rename;
    this.idl = idl;
  }

  Idl apply() {
    idl.functions().keySet().forEach(name -> add(functions, Scope.FUNCTIONS, name));
    idl.variables().keySet().forEach(name -> add(variables, Scope.VARIABLES, name));
    idl.constants().keySet().forEach(name -> add(constants, Scope.CONSTANTS, name));
    idl.aliases().keySet().forEach(name -> add(typedefs, Scope.TYPES, name));
    idl.callbacks().keySet().forEach(name -> add(typedefs, Scope.TYPES, name));
    for (Declaration.Enum e : idl.enums().values()) {
      e.members().forEach(member -> add(enumerators, Scope.ENUMERATORS, member.name()));
    }
    idl.records().keySet().forEach(this::addKey);
    idl.enums().keySet().forEach(this::addKey);
    return new Idl(
        idl.module(),
        idl.libraries(),
        idl.headers(),
        idl.targets(),
        map(idl.constants(), constants, this::constant),
        map(idl.enums(), keys, this::enumeration),
        map(idl.records(), keys, this::structure),
        map(idl.aliases(), typedefs, this::alias),
        map(idl.callbacks(), typedefs, this::callback),
        map(idl.functions(), functions, this::function),
        map(idl.variables(), variables, this::variable),
        idl.skipped());
  }

  private void add(Map<String, String> names, Scope scope, String name) {
    String renamed = rename.newName(scope, name);
    String other = ordinary.putIfAbsent(renamed, name);
    if (other != null && !other.equals(name)) {
      throw Rename.RenameException.collision(renamed, List.of("'" + other + "'", "'" + name + "'"));
    }
    if (!renamed.equals(name)) {
      names.put(name, renamed);
    }
  }

  /**
   * Keys of records and enums: {@code struct outer.u} follows {@code struct outer}, {@code div_t}
   * follows the typedef that names it.
   */
  private void addKey(String key) {
    int space = key.indexOf(' ');
    int dot = key.indexOf('.');
    String kind = key.substring(0, space + 1);
    String root = key.substring(space + 1, dot < 0 ? key.length() : dot);
    String path = dot < 0 ? "" : key.substring(dot);
    if (root.startsWith("(")) {
      String first = root.substring(1, root.length() - 1);
      String renamed = enumerators.getOrDefault(first, first);
      put(key, kind + "(" + renamed + ")" + path);
      return;
    }
    if (space < 0 && !idl.aliases().containsKey(root)) {
      add(typedefs, Scope.TYPES, root);
    }
    String renamed =
        space < 0 ? typedefs.getOrDefault(root, root) : rename.newName(Scope.TYPES, root);
    put(key, kind + renamed + path);
  }

  private void put(String key, String renamed) {
    String other = tags.putIfAbsent(renamed, key);
    if (other != null && !other.equals(key)) {
      throw Rename.RenameException.collision(renamed, List.of("'" + other + "'", "'" + key + "'"));
    }
    if (!renamed.equals(key)) {
      keys.put(key, renamed);
    }
  }

  private static <D extends Declaration> SequencedMap<String, D> map(
      SequencedMap<String, D> declarations,
      Map<String, String> names,
      BiFunction<String, D, D> rewrite) {
    SequencedMap<String, D> result = new LinkedHashMap<>();
    declarations.forEach(
        (key, declaration) ->
            result.put(names.getOrDefault(key, key), rewrite.apply(key, declaration)));
    return result;
  }

  private Declaration.Constant constant(String name, Declaration.Constant c) {
    return new Declaration.Constant(
        value(c.value()), c.type().map(this::type), c.text(), c.doc(), c.at());
  }

  private ConstantValue value(ConstantValue value) {
    return switch (value) {
      case ConstantValue.Alias(String target, ConstantValue.AliasKind kind) ->
          new ConstantValue.Alias(
              switch (kind) {
                case FUNCTION -> functions.getOrDefault(target, target);
                case VARIABLE -> variables.getOrDefault(target, target);
                case TYPE -> typedefs.getOrDefault(target, key(target));
              },
              kind);
      case ConstantValue.Compound compound -> {
        List<ConstantValue.Member> members = new ArrayList<>();
        for (ConstantValue.Member member : compound.members()) {
          members.add(new ConstantValue.Member(member.name(), value(member.value())));
        }
        yield new ConstantValue.Compound(key(compound.record()), members);
      }
      case ConstantValue.Int _,
          ConstantValue.Float _,
          ConstantValue.Str _,
          ConstantValue.Address _ ->
          value;
    };
  }

  private Declaration.Enum enumeration(String key, Declaration.Enum e) {
    List<Declaration.Enumerator> members = new ArrayList<>();
    for (Declaration.Enumerator member : e.members()) {
      String name = enumerators.getOrDefault(member.name(), member.name());
      members.add(new Declaration.Enumerator(name, member.value(), member.doc()));
    }
    return new Declaration.Enum(
        e.tag().map(tag(key)),
        type(e.underlying()),
        e.ctype(),
        members,
        e.complete(),
        e.deprecated(),
        e.doc(),
        e.at());
  }

  /** {@return what makes a new tag of the tag of the declaration with that key} */
  private UnaryOperator<String> tag(String key) {
    return old -> keys.containsKey(key) ? Declarations.plainName(keys.get(key)) : old;
  }

  private Declaration.Record structure(String key, Declaration.Record r) {
    List<Declaration.Field> fields = new ArrayList<>();
    for (Declaration.Field field : r.fields()) {
      fields.add(
          new Declaration.Field(
              field.name(),
              type(field.type()),
              lowering(field.lowering()),
              field.offset(),
              field.bits(),
              field.doc()));
    }
    return new Declaration.Record(
        r.kind(),
        r.tag().map(tag(key)),
        r.size(),
        r.align(),
        r.opaque(),
        r.packed(),
        fields,
        r.deprecated(),
        r.doc(),
        r.at());
  }

  private Declaration.Alias alias(String name, Declaration.Alias a) {
    return new Declaration.Alias(
        type(a.type()), lowering(a.lowering()), a.deprecated(), a.doc(), a.at());
  }

  private Declaration.Callback callback(String name, Declaration.Callback c) {
    return new Declaration.Callback(signature(c.signature()), c.pointer(), c.doc(), c.at());
  }

  private Declaration.Function function(String name, Declaration.Function f) {
    return new Declaration.Function(
        signature(f.signature()),
        symbol(name, functions, f.symbol()),
        f.inline(),
        f.noreturn(),
        f.deprecated(),
        f.availability(),
        f.leaf(),
        f.errno(),
        f.freeWith().map(other -> functions.getOrDefault(other, other)),
        f.doc(),
        f.at());
  }

  private Declaration.Variable variable(String name, Declaration.Variable v) {
    return new Declaration.Variable(
        type(v.type()),
        lowering(v.lowering()),
        symbol(name, variables, v.symbol()),
        v.threadLocal(),
        v.deprecated(),
        v.doc(),
        v.at());
  }

  private static Optional<String> symbol(
      String name, Map<String, String> names, Optional<String> symbol) {
    return symbol.isPresent() || !names.containsKey(name) ? symbol : Optional.of(name);
  }

  private Signature signature(Signature s) {
    List<Signature.Parameter> args = new ArrayList<>();
    for (Signature.Parameter arg : s.args()) {
      args.add(
          new Signature.Parameter(
              arg.name(), type(arg.type()), lowering(arg.lowering()), arg.hints()));
    }
    return new Signature(
        args,
        type(s.ret()),
        lowering(s.retLowering()),
        s.variadic(),
        s.prototyped(),
        s.convention());
  }

  private String key(String old) {
    return keys.getOrDefault(old, old);
  }

  private Lowering lowering(Lowering lowering) {
    return switch (lowering) {
      case Lowering.ByValue(String record) -> new Lowering.ByValue(key(record));
      case Lowering.Array array -> new Lowering.Array(lowering(array.element()), array.count());
      case Lowering.Scalar _, Lowering.Opaque _ -> lowering;
    };
  }

  private Type type(Type type) {
    return switch (type) {
      case Type.Pointer(Type pointee) -> new Type.Pointer(type(pointee));
      case Type.Array array -> new Type.Array(type(array.element()), array.count());
      case Type.Function(Signature signature) -> new Type.Function(signature(signature));
      case Type.Qualified q -> new Type.Qualified(q.qualifier(), type(q.type()));
      case Type.RecordRef(String id) -> new Type.RecordRef(key(id));
      case Type.EnumRef(String id) -> new Type.EnumRef(key(id));
      case Type.AliasRef(String name) -> new Type.AliasRef(typedefs.getOrDefault(name, name));
      case Type.Scalar _, Type.Opaque _ -> type;
    };
  }
}
