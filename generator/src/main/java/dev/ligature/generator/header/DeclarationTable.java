package dev.ligature.generator.header;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/** What was read so far, in order: a record stands behind those that it holds by value. */
final class DeclarationTable {
  final SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Enum> enums = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Alias> aliases = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Callback> callbacks = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
  final SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>();
  final List<Skip> skips = new ArrayList<>();

  /** Keys of the enums whose enumerators may have another type than int (C23 6.7.2.2). */
  final Set<String> fixedEnums = new HashSet<>();

  /** Names of the standard library's types that a header that was read declares or includes. */
  final Set<String> standardTypes = new HashSet<>();

  /** {@return the type behind qualifiers and typedef names, as far as they are known} */
  Type behindAliases(Type type) {
    Type current = type.unqualified();
    while (current instanceof Type.AliasRef(String name)) {
      Declaration.Callback callback = callbacks.get(name);
      if (callback != null) {
        Type function = new Type.Function(callback.signature());
        return callback.pointer() ? new Type.Pointer(function) : function;
      }
      Declaration.Alias alias = aliases.get(name);
      if (alias == null) {
        return current;
      }
      current = alias.type().unqualified();
    }
    return current;
  }
}
