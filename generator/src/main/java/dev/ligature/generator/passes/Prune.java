package dev.ligature.generator.passes;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.BiPredicate;

/**
 * Keeps the declarations that are wanted for themselves and what those need, in the order they had.
 * What falls away is no loss that anybody asked about (types of system headers that nothing uses),
 * so it is not reported.
 */
public final class Prune {
  private Prune() {}

  /**
   * {@return the IDL without what neither {@code wanted} names nor a wanted declaration needs}
   *
   * @param wanted tells by key and declaration whether it is wanted for itself
   */
  public static Idl keep(Idl idl, BiPredicate<String, Declaration> wanted) {
    Reachability reachability = new Reachability(idl);
    add(reachability, idl.constants(), wanted);
    add(reachability, idl.enums(), wanted);
    add(reachability, idl.records(), wanted);
    add(reachability, idl.aliases(), wanted);
    add(reachability, idl.callbacks(), wanted);
    add(reachability, idl.functions(), wanted);
    add(reachability, idl.variables(), wanted);
    return reached(idl, reachability);
  }

  private static void add(
      Reachability reachability,
      Map<String, ? extends Declaration> declarations,
      BiPredicate<String, Declaration> wanted) {
    declarations.forEach(
        (key, declaration) -> {
          if (wanted.test(key, declaration)) {
            reachability.add(declaration);
          }
        });
  }

  static Idl reached(Idl idl, Reachability reachability) {
    return new Idl(
        idl.module(),
        idl.libraries(),
        idl.headers(),
        idl.targets(),
        reached(idl.constants(), reachability),
        reached(idl.enums(), reachability),
        reached(idl.records(), reachability),
        reached(idl.aliases(), reachability),
        reached(idl.callbacks(), reachability),
        reached(idl.functions(), reachability),
        reached(idl.variables(), reachability),
        idl.skipped());
  }

  private static <D extends Declaration> SequencedMap<String, D> reached(
      SequencedMap<String, D> declarations, Reachability reachability) {
    SequencedMap<String, D> kept = new LinkedHashMap<>();
    declarations.forEach(
        (key, declaration) -> {
          if (reachability.contains(declaration)) {
            kept.put(key, declaration);
          }
        });
    return kept;
  }
}
