package dev.ligature.templates.java;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of static fields: enumerators first, then macros. A macro that repeats an enumerator
 * ({@code #define IPPROTO_IP IPPROTO_IP}) has no field of its own; an enumerator that a macro hides
 * ({@code enum { A = 1 }}, {@code #define A 2}) has none either.
 */
final class FieldNames {
  private final Map<String, String> enumerators = new HashMap<>();
  private final Map<String, String> macros = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();
  private final Set<String> all = new HashSet<>();

  FieldNames(Idl idl) {
    NameScope scope = new NameScope(JavaNames.NOT_FIELDS, false);
    for (Declaration.Enum declaration : idl.enums().values()) {
      for (Declaration.Enumerator member : declaration.members()) {
        if (hides(idl.constants().get(member.name()), member)) {
          hidden.add(member.name());
        }
      }
    }
    for (Declaration.Enum declaration : idl.enums().values()) {
      for (Declaration.Enumerator member : declaration.members()) {
        if (!hidden.contains(member.name()) && !enumerators.containsKey(member.name())) {
          enumerators.put(member.name(), claim(scope, member.name()));
        }
      }
    }
    idl.constants()
        .forEach(
            (name, constant) -> {
              boolean hasField =
                  !(constant.value() instanceof ConstantValue.Alias)
                      && !(constant.value() instanceof ConstantValue.Compound);
              if (hasField && !enumerators.containsKey(name)) {
                macros.put(name, claim(scope, name));
              }
            });
  }

  /** {@return whether C sees something else under the enumerator's name} */
  private static boolean hides(Declaration.Constant macro, Declaration.Enumerator member) {
    return macro != null
        && !(macro.value() instanceof ConstantValue.Int(BigInteger value, _)
            && value.equals(member.value()));
  }

  private String claim(NameScope scope, String name) {
    String field = scope.claim(JavaNames.identifier(name));
    all.add(field);
    return field;
  }

  /** {@return the field of an enumerator; empty if a macro hides it} */
  Optional<String> enumerator(String name) {
    return Optional.ofNullable(enumerators.get(name));
  }

  /** {@return whether that macro has a field} */
  boolean has(String macro) {
    return macros.containsKey(macro);
  }

  String macro(String name) {
    return macros.get(name);
  }

  Set<String> all() {
    return all;
  }
}
