package dev.ligature.generator.passes;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Skip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Takes declarations out of an IDL so that what is left still holds together.
 *
 * <ul>
 *   <li>A constant that is another name for a removed function or variable goes too.
 *   <li>A type goes too if only removed declarations needed it.
 *   <li>A removed type that something left still needs stays, if need be as an opaque record.
 * </ul>
 */
final class Removal {
  private final Idl idl;
  private final Map<Declaration, Skip> removed = new IdentityHashMap<>();
  private final Set<Declaration> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Declaration> nameOnly = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Declaration> gone = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Skip.Reason orphanReason;
  private final String orphanDetail;

  /**
   * @param orphanReason the reason reported for types that only removed declarations need
   * @param orphanDetail the detail that goes with it
   */
  Removal(Idl idl, Skip.Reason orphanReason, String orphanDetail) {
    this.idl = idl;
    this.orphanReason = orphanReason;
    this.orphanDetail = orphanDetail;
  }

  /** Says that a type stays even if only removed declarations need it. */
  void want(Declaration declaration) {
    wanted.add(declaration);
  }

  /** Removes a declaration unless something that stays needs it. */
  void unwant(String key, Declaration declaration, Skip.Reason reason, String detail) {
    removed.put(declaration, new Skip(key, reason, detail, Optional.of(declaration.at())));
  }

  /**
   * Removes a function, variable or constant for good; a type unless something that stays needs it,
   * and a record's members unless something needs its value.
   */
  void remove(String key, Declaration declaration, Skip.Reason reason, String detail) {
    unwant(key, declaration, reason, detail);
    if (declaration instanceof Declaration.Record) {
      nameOnly.add(declaration);
    } else if (!isType(declaration)) {
      gone.add(declaration);
    }
  }

  PassResult apply() {
    if (removed.isEmpty()) {
      return PassResult.of(idl);
    }
    removeAliasesOfRemoved();
    Reachability ofRemoved = new Reachability(idl);
    removed.keySet().forEach(ofRemoved::addNeedsOf);

    Reachability left = new Reachability(idl, nameOnly, gone);
    Declarations.forEach(
        idl,
        (key, declaration) -> {
          if (!removed.containsKey(declaration)
              && (!isType(declaration)
                  || wanted.contains(declaration)
                  || !ofRemoved.contains(declaration))) {
            left.add(declaration);
          }
        });
    List<Skip> skips = new ArrayList<>();
    Declarations.forEach(
        idl,
        (key, declaration) -> {
          // Inner types live and die with the record around them.
          if (!left.contains(declaration) && !Declarations.isInner(key)) {
            Optional<Location> at = Optional.of(declaration.at());
            Skip orphan = new Skip(key, orphanReason, orphanDetail, at);
            skips.add(removed.getOrDefault(declaration, orphan));
          }
        });
    return new PassResult(tidied(Prune.reached(idl, left), left), skips);
  }

  private void removeAliasesOfRemoved() {
    idl.constants()
        .forEach(
            (name, constant) -> {
              if (removed.containsKey(constant)
                  || !(constant.value() instanceof ConstantValue.Alias alias)) {
                return;
              }
              Declaration target =
                  switch (alias.kind()) {
                    case FUNCTION -> idl.functions().get(alias.target());
                    case VARIABLE -> idl.variables().get(alias.target());
                    case TYPE -> null;
                  };
              if (target != null && gone.contains(target)) {
                Skip skip = removed.get(target);
                remove(name, constant, skip.reason(), "another name for " + alias.target());
              }
            });
  }

  private static boolean isType(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Enum _, Declaration.Record _, Declaration.Alias _, Declaration.Callback _ ->
          true;
      case Declaration.Constant _, Declaration.Function _, Declaration.Variable _ -> false;
    };
  }

  /** Takes back what refers to something removed: members of records, {@code freeWith}. */
  private Idl tidied(Idl left, Reachability reachability) {
    SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
    left.records()
        .forEach(
            (key, r) ->
                records.put(
                    key, nameOnly.contains(r) && !reachability.needsValueOf(r) ? opaque(r) : r));
    SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
    left.functions()
        .forEach(
            (name, f) ->
                functions.put(
                    name,
                    f.freeWith().isPresent() && !left.functions().containsKey(f.freeWith().get())
                        ? withoutFree(f)
                        : f));
    return new Idl(
        left.module(),
        left.libraries(),
        left.headers(),
        left.targets(),
        left.constants(),
        left.enums(),
        records,
        left.aliases(),
        left.callbacks(),
        functions,
        left.variables(),
        left.skipped());
  }

  private static Declaration.Function withoutFree(Declaration.Function f) {
    return new Declaration.Function(
        f.signature(),
        f.symbol(),
        f.inline(),
        f.noreturn(),
        f.deprecated(),
        f.availability(),
        f.leaf(),
        f.errno(),
        Optional.empty(),
        f.doc(),
        f.at());
  }

  private static Declaration.Record opaque(Declaration.Record r) {
    return new Declaration.Record(
        r.kind(), r.tag(), 0, 0, true, false, List.of(), r.deprecated(), r.doc(), r.at());
  }
}
