package dev.ligature.generator.header;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What names mean by the declarations that were read. Made when all of them are. */
final class DeclaredNames implements Names {
  private final DeclarationTable table;
  private final Map<String, Meaning.Enumerator> enumerators = new HashMap<>();

  /** Names that are declared, but not for a binding, or whose type may be another one. */
  private final Set<String> unclear = new HashSet<>();

  DeclaredNames(DeclarationTable table) {
    this.table = table;
    for (Map.Entry<String, Declaration.Enum> one : table.enums.entrySet()) {
      boolean fixed = table.fixedEnums.contains(one.getKey());
      for (Declaration.Enumerator member : one.getValue().members()) {
        enumerators.put(
            member.name(), new Meaning.Enumerator(member.value(), one.getValue().ctype()));
        if (fixed) {
          unclear.add(member.name());
        }
      }
    }
    for (Skip skip : table.skips) {
      unclear.add(skip.name());
    }
  }

  /** {@return the enumerator of that name, whatever its type} */
  Optional<Meaning.Enumerator> enumerator(String name) {
    return Optional.ofNullable(enumerators.get(name));
  }

  @Override
  public Optional<Meaning> meaning(String identifier) {
    if (unclear.contains(identifier)) {
      return Optional.of(Meaning.Unclear.INSTANCE);
    }
    Meaning.Enumerator enumerator = enumerators.get(identifier);
    if (enumerator != null) {
      return Optional.of(enumerator);
    }
    Declaration.Alias alias = table.aliases.get(identifier);
    if (alias != null) {
      return Optional.of(new Meaning.TypeName(alias.type(), alias.lowering(), identifier));
    }
    if (table.standardTypes.contains(identifier)) {
      Converted standard = Types.standard(identifier);
      return Optional.of(new Meaning.TypeName(standard.type(), standard.lowering(), ""));
    }
    Declaration.Callback callback = table.callbacks.get(identifier);
    if (callback != null) {
      return Optional.of(
          callback.pointer()
              ? new Meaning.TypeName(
                  new Type.AliasRef(identifier), Lowering.of(CType.POINTER), identifier)
              : Meaning.Unclear.INSTANCE);
    }
    // typedef struct {…} name: the record itself has that name.
    if (table.records.containsKey(identifier)) {
      return Optional.of(
          new Meaning.TypeName(
              new Type.RecordRef(identifier), new Lowering.ByValue(identifier), ""));
    }
    Declaration.Enum plain = table.enums.get(identifier);
    if (plain != null) {
      return Optional.of(
          new Meaning.TypeName(new Type.EnumRef(identifier), Lowering.of(plain.ctype()), ""));
    }
    if (table.functions.containsKey(identifier) || table.variables.containsKey(identifier)) {
      return Optional.of(Meaning.Entity.INSTANCE);
    }
    if (table.constants.containsKey(identifier)) {
      return Optional.of(Meaning.Unclear.INSTANCE);
    }
    return Optional.empty();
  }

  @Override
  public Optional<Declaration.Record> record(String key) {
    return Optional.ofNullable(table.records.get(key)).filter(record -> !record.opaque());
  }

  @Override
  public Type behindAliases(Type type) {
    return table.behindAliases(type);
  }

  @Override
  public List<String> chain(String name) {
    List<String> chain = new ArrayList<>();
    String current = name;
    while (!chain.contains(current)) {
      chain.add(current);
      Declaration.Alias alias = table.aliases.get(current);
      if (alias == null || !(alias.type() instanceof Type.AliasRef(String next))) {
        break;
      }
      current = next;
    }
    return chain;
  }
}
