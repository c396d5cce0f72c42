package dev.ligature.tests.oracle;

import dev.ligature.idl.CDeclaration;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How C refers to the types of an IDL. Records and enums without a tag or a typedef have no name of
 * their own; those that a named member holds are {@code __typeof__(((struct outer *)0)->member)}.
 */
final class Spelling {
  private static final Pattern NAMED =
      Pattern.compile("((struct|union|enum) )?[A-Za-z_$][A-Za-z0-9_$]*");

  private final Idl idl;
  private final Map<String, String> records = new HashMap<>();
  private final Map<String, String> enums = new HashMap<>();

  Spelling(Idl idl) {
    this.idl = idl;
    idl.records()
        .forEach(
            (key, record) -> {
              if (NAMED.matcher(key).matches()) {
                records.put(key, key);
              }
            });
    idl.enums()
        .forEach(
            (key, e) -> {
              if (NAMED.matcher(key).matches()) {
                enums.put(key, key);
              }
            });
    idl.aliases().forEach((name, alias) -> find(alias.type(), "(*(" + name + " *)0)"));
    idl.variables().forEach((name, variable) -> find(variable.type(), name));
    // A record may be found in one that was found only in the round before.
    int known;
    do {
      known = records.size() + enums.size();
      Map.copyOf(records).forEach((key, spelled) -> members(idl.records().get(key), spelled));
    } while (records.size() + enums.size() > known);
  }

  /** Finds the unnamed types of members, those of anonymous members included. */
  private void members(Declaration.Record record, String spelled) {
    for (Declaration.Field field : record.fields()) {
      if (field.isAnonymousRecord()) {
        if (field.type().unqualified() instanceof Type.RecordRef(String id)) {
          members(idl.records().get(id), spelled);
        }
      } else if (field.bits().isEmpty()) {
        find(field.type(), "((" + spelled + " *)0)->" + field.name());
      }
    }
  }

  /** Follows a type down to what has no name, with the expression that has that type. */
  private void find(Type type, String expression) {
    switch (type) {
      case Type.Qualified(Type.Qualifier q, Type inner) -> find(inner, expression);
      case Type.Pointer(Type pointee) -> find(pointee, "(*" + expression + ")");
      case Type.Array array -> find(array.element(), "(*" + expression + ")");
      case Type.RecordRef(String id) -> records.putIfAbsent(id, "__typeof__(" + expression + ")");
      case Type.EnumRef(String id) -> enums.putIfAbsent(id, "__typeof__(" + expression + ")");
      case Type.Scalar s -> {}
      case Type.Function f -> {}
      case Type.AliasRef a -> {}
      case Type.Opaque o -> {}
    }
  }

  /** {@return what C calls a record; empty if nothing leads to it} */
  Optional<String> record(String key) {
    return Optional.ofNullable(records.get(key));
  }

  /** {@return what C calls an enum; empty if nothing leads to it} */
  Optional<String> enumeration(String key) {
    return Optional.ofNullable(enums.get(key));
  }

  /** {@return the type in C; empty if it has a part that C cannot name} */
  Optional<String> type(Type type) {
    return declaration(type, "");
  }

  /** {@return the declaration of {@code name}; empty if its type has a part that C cannot name} */
  Optional<String> declaration(Type type, String name) {
    return rename(type).map(renamed -> CDeclaration.of(renamed, name));
  }

  /**
   * {@return the type with spelled names in the place of keys}
   *
   * <p>Only clang has tags for what {@code va_list} is made of.
   */
  private Optional<Type> rename(Type type) {
    return switch (type) {
      case Type.Scalar s -> Optional.of(s);
      case Type.Opaque o ->
          Optional.of(
              switch (o.c()) {
                case "struct __va_list_tag" ->
                    new Type.AliasRef("__typeof__((*(__builtin_va_list *)0)[0])");
                case "struct __va_list" -> new Type.AliasRef("__builtin_va_list");
                default -> o;
              });
      case Type.AliasRef a -> Optional.of(a);
      case Type.RecordRef(String id) -> record(id).map(Type.AliasRef::new);
      case Type.EnumRef(String id) ->
          enumeration(id)
              .<Type>map(Type.AliasRef::new)
              .or(() -> Optional.of(idl.enums().get(id).underlying()));
      case Type.Pointer(Type pointee) -> rename(pointee).map(Type.Pointer::new);
      case Type.Array array ->
          rename(array.element()).map(element -> new Type.Array(element, array.count()));
      case Type.Qualified(Type.Qualifier qualifier, Type inner) ->
          rename(inner).map(of -> new Type.Qualified(qualifier, of));
      case Type.Function(Signature signature) -> rename(signature).map(Type.Function::new);
    };
  }

  private Optional<Signature> rename(Signature signature) {
    List<Optional<Signature.Parameter>> args =
        signature.args().stream()
            .map(
                p ->
                    rename(p.type())
                        .map(type -> new Signature.Parameter("", type, p.lowering(), p.hints())))
            .toList();
    return args.stream().allMatch(Optional::isPresent)
        ? rename(signature.ret())
            .map(
                ret ->
                    new Signature(
                        args.stream().map(Optional::orElseThrow).toList(),
                        ret,
                        signature.retLowering(),
                        signature.variadic(),
                        signature.prototyped(),
                        signature.convention()))
        : Optional.empty();
  }
}
