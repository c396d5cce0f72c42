package dev.ligature.generator.passes;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/** Walks over an IDL's declarations, and what people call the things behind the keys. */
final class Declarations {
  private Declarations() {}

  /** Calls {@code action} with each key and declaration, a kind after the other. */
  static void forEach(Idl idl, BiConsumer<String, Declaration> action) {
    idl.constants().forEach(action);
    idl.enums().forEach(action);
    idl.records().forEach(action);
    idl.aliases().forEach(action);
    idl.callbacks().forEach(action);
    idl.functions().forEach(action);
    idl.variables().forEach(action);
  }

  /**
   * {@return every name that a pattern may match, in the order of the IDL: ordinary identifiers,
   * tags, enumerators, and what is skipped}
   */
  static Set<String> names(Idl idl) {
    Set<String> names = new LinkedHashSet<>();
    forEach(
        idl,
        (key, declaration) -> {
          if (isNamed(key)) {
            names.add(plainName(key));
          }
          if (declaration instanceof Declaration.Enum e) {
            e.members().forEach(member -> names.add(member.name()));
          }
        });
    idl.skipped().forEach(skip -> names.add(skip.name()));
    return names;
  }

  /** {@return whether a thing has a name of its own, not one of what is around it} */
  static boolean isNamed(String key) {
    return !isInner(key) && !plainName(key).startsWith("(");
  }

  /** {@return the key without the word for its kind: {@code stat} of {@code struct stat}} */
  static String plainName(String key) {
    int space = key.indexOf(' ');
    return space < 0 ? key : key.substring(space + 1);
  }

  /**
   * {@return whether the record or enum stands only inside another one, so that nobody but that one
   * names it: {@code struct outer.u}}
   */
  static boolean isInner(String key) {
    return key.indexOf('.') >= 0;
  }
}
