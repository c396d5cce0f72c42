package dev.ligature.idl;

import dev.ligature.idl.IdlDiff.Change;
import dev.ligature.idl.IdlDiff.Impact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** The work of {@link IdlDiff}: walks two IDLs side by side. */
final class Comparison {
  private final Idl before;
  private final Idl after;
  private final Equivalence types;
  private final List<Change> changes = new ArrayList<>();

  Comparison(Idl before, Idl after) {
    this.before = before;
    this.after = after;
    this.types = new Equivalence(before, after);
  }

  List<Change> changes() {
    document();
    section("constants", "constant", before.constants(), after.constants(), this::constant);
    section("enums", "", before.enums(), after.enums(), this::enumeration);
    section("records", "", before.records(), after.records(), this::record);
    section("aliases", "typedef", before.aliases(), after.aliases(), this::alias);
    section("callbacks", "callback", before.callbacks(), after.callbacks(), this::callback);
    section("functions", "function", before.functions(), after.functions(), this::function);
    section("variables", "variable", before.variables(), after.variables(), this::variable);
    return changes;
  }

  /** Two declarations of one name, where they stand and what to call them. */
  private record Pair<D extends Declaration>(D old, D now, String pointer, String subject) {}

  private void document() {
    header(Impact.SIGNATURE, "module", before.module(), after.module());
    header(Impact.VALUE, "libraries", before.libraries().toString(), after.libraries().toString());
    header(
        Impact.LAYOUT,
        "targets",
        before.targets().stream().map(Target::triple).toList().toString(),
        after.targets().stream().map(Target::triple).toList().toString());
  }

  private void header(Impact impact, String key, String old, String now) {
    if (!old.equals(now)) {
      changes.add(new Change(impact, "/" + key, key, old, now, Optional.empty(), Optional.empty()));
    }
  }

  private <D extends Declaration> void section(
      String section,
      String kind,
      SequencedMap<String, D> olds,
      SequencedMap<String, D> news,
      Consumer<Pair<D>> compare) {
    olds.forEach(
        (name, old) -> {
          String pointer = "/" + section + "/" + References.escape(name);
          String subject = kind.isEmpty() ? name : kind + " " + name;
          D now = news.get(name);
          if (now != null) {
            compare.accept(new Pair<>(old, now, pointer, subject));
          } else {
            changes.add(
                new Change(
                    Impact.REMOVAL,
                    pointer,
                    subject,
                    spell(name, old) + skipped(name),
                    "",
                    Optional.of(old.at()),
                    Optional.empty()));
          }
        });
    news.forEach(
        (name, now) -> {
          if (!olds.containsKey(name)) {
            changes.add(
                new Change(
                    Impact.ADDITION,
                    "/" + section + "/" + References.escape(name),
                    kind.isEmpty() ? name : kind + " " + name,
                    "",
                    spell(name, now),
                    Optional.empty(),
                    Optional.of(now.at())));
          }
        });
  }

  /** {@return why the new IDL leaves the declaration out, if it says so} */
  private String skipped(String name) {
    return after.skipped().stream()
        .filter(skip -> skip.name().equals(name))
        .findFirst()
        .map(skip -> ", skipped now: " + skip.reason().code() + " " + skip.detail())
        .orElse("");
  }

  private static String spell(String name, Declaration declaration) {
    return switch (declaration) {
      case Declaration.Constant constant ->
          constant.text().isEmpty() ? spell(constant.value()) : constant.text();
      case Declaration.Enum e -> e.members().size() + " enumerators";
      case Declaration.Record record -> record.opaque() ? "opaque" : record.size() + " bytes";
      case Declaration.Alias alias -> CDeclaration.of(alias.type(), name);
      case Declaration.Callback callback -> CDeclaration.of(callback.signature(), name);
      case Declaration.Function function -> CDeclaration.of(function.signature(), name);
      case Declaration.Variable variable -> CDeclaration.of(variable.type(), name);
    };
  }

  private static String spell(ConstantValue value) {
    return switch (value) {
      case ConstantValue.Int(var number, var ctype) -> number + " (" + ctype.spelling() + ")";
      case ConstantValue.Float(double number, var ctype, boolean inexact) ->
          number + " (" + ctype.spelling() + ")";
      case ConstantValue.Str(var units, var encoding) ->
          StringUnits.text(units, encoding, 4).map(JsonStrings::quote).orElse(units.toString())
              + " ("
              + IdlWriter.code(encoding)
              + ")";
      case ConstantValue.Address(var address) -> "address " + address;
      case ConstantValue.Alias(String target, var kind) -> IdlWriter.code(kind) + " " + target;
      case ConstantValue.Compound(String record, var members) ->
          record + " of " + members.size() + " members";
    };
  }

  private void change(Impact impact, Pair<?> pair, String where, String old, String now) {
    changes.add(
        new Change(
            impact,
            pair.pointer() + where,
            pair.subject(),
            old,
            now,
            Optional.of(pair.old().at()),
            Optional.of(pair.now().at())));
  }

  private void member(
      Impact impact, Pair<?> pair, String pointer, String subject, String old, String now) {
    changes.add(
        new Change(
            impact,
            pair.pointer() + pointer,
            subject + " of " + pair.subject(),
            old,
            now,
            Optional.of(pair.old().at()),
            Optional.of(pair.now().at())));
  }

  private void constant(Pair<Declaration.Constant> pair) {
    ConstantValue old = pair.old().value();
    ConstantValue now = pair.now().value();
    if (!old.equals(now)) {
      change(Impact.VALUE, pair, "", spell(old), spell(now));
    }
    Optional<Type> oldType = pair.old().type();
    Optional<Type> newType = pair.now().type();
    if (oldType.isPresent() != newType.isPresent()
        || (oldType.isPresent() && !types.same(oldType.get(), newType.get()))) {
      change(
          Impact.SIGNATURE,
          pair,
          "/type",
          oldType.map(type -> CDeclaration.of(type, "")).orElse("no type"),
          newType.map(type -> CDeclaration.of(type, "")).orElse("no type"));
    }
  }

  private void enumeration(Pair<Declaration.Enum> pair) {
    Declaration.Enum old = pair.old();
    Declaration.Enum now = pair.now();
    if (old.ctype() != now.ctype()) {
      change(Impact.LAYOUT, pair, "/ctype", old.ctype().spelling(), now.ctype().spelling());
    }
    if (old.complete() && !now.complete()) {
      change(Impact.REMOVAL, pair, "/complete", "defined", "only declared");
    }
    Map<String, Declaration.Enumerator> olds = enumerators(old);
    Map<String, Declaration.Enumerator> news = enumerators(now);
    both(
        olds,
        news,
        "/members",
        "enumerator",
        pair,
        e -> e.value().toString(),
        (a, b) -> {
          if (!a.value().equals(b.value())) {
            member(
                Impact.VALUE,
                pair,
                "/members",
                "enumerator " + a.name(),
                a.value().toString(),
                b.value().toString());
          }
        });
  }

  private static Map<String, Declaration.Enumerator> enumerators(Declaration.Enum declaration) {
    Map<String, Declaration.Enumerator> map = new LinkedHashMap<>();
    declaration.members().forEach(member -> map.put(member.name(), member));
    return map;
  }

  /** Members by name: removals, additions, and {@code compare} for those in both. */
  private <M> void both(
      Map<String, M> olds,
      Map<String, M> news,
      String pointer,
      String kind,
      Pair<?> pair,
      Function<M, String> spell,
      BiConsumer<M, M> compare) {
    olds.forEach(
        (name, old) -> {
          if (news.containsKey(name)) {
            compare.accept(old, news.get(name));
          } else {
            member(Impact.REMOVAL, pair, pointer, kind + " " + name, spell.apply(old), "");
          }
        });
    news.forEach(
        (name, now) -> {
          if (!olds.containsKey(name)) {
            member(Impact.ADDITION, pair, pointer, kind + " " + name, "", spell.apply(now));
          }
        });
  }

  private void record(Pair<Declaration.Record> pair) {
    Declaration.Record old = pair.old();
    Declaration.Record now = pair.now();
    if (old.opaque() || now.opaque()) {
      if (old.opaque() != now.opaque()) {
        Impact impact = now.opaque() ? Impact.REMOVAL : Impact.ADDITION;
        change(impact, pair, "/opaque", definition(old), definition(now));
      }
      return;
    }
    layout(pair, "/kind", IdlWriter.code(old.kind()), IdlWriter.code(now.kind()));
    layout(pair, "/size", "size " + old.size(), "size " + now.size());
    layout(pair, "/align", "alignment " + old.align(), "alignment " + now.align());
    both(
        fields(old),
        fields(now),
        "/fields",
        "field",
        pair,
        field -> CDeclaration.of(field.type(), field.name()),
        (a, b) -> field(pair, a, b));
  }

  private static String definition(Declaration.Record record) {
    return record.opaque() ? "opaque" : "defined";
  }

  private void layout(Pair<?> pair, String where, String old, String now) {
    if (!old.equals(now)) {
      change(Impact.LAYOUT, pair, where, old, now);
    }
  }

  /** Fields by name; anonymous records by their number; unnamed bit-fields hold nothing. */
  private static Map<String, Declaration.Field> fields(Declaration.Record record) {
    Map<String, Declaration.Field> map = new LinkedHashMap<>();
    int anonymous = 0;
    for (Declaration.Field field : record.fields()) {
      if (!field.name().isEmpty()) {
        map.put(field.name(), field);
      } else if (field.isAnonymousRecord()) {
        map.put("(" + ++anonymous + ")", field);
      }
    }
    return map;
  }

  private void field(Pair<?> pair, Declaration.Field old, Declaration.Field now) {
    String subject = "field " + (old.name().isEmpty() ? "(anonymous)" : old.name());
    if (old.offset() != now.offset() || !old.bits().equals(now.bits())) {
      member(Impact.LAYOUT, pair, "/fields", subject, place(old), place(now));
    }
    if (!old.lowering().equals(now.lowering()) || !types.same(old.type(), now.type())) {
      Impact impact = old.lowering().equals(now.lowering()) ? Impact.SIGNATURE : Impact.LAYOUT;
      member(
          impact,
          pair,
          "/fields",
          subject,
          CDeclaration.of(old.type(), old.name()),
          CDeclaration.of(now.type(), now.name()));
    }
  }

  private static String place(Declaration.Field field) {
    return field
        .bits()
        .map(bits -> "bits " + bits.offset() + " to " + (bits.offset() + bits.width() - 1))
        .orElse("offset " + field.offset());
  }

  private void alias(Pair<Declaration.Alias> pair) {
    Declaration.Alias old = pair.old();
    Declaration.Alias now = pair.now();
    if (!old.lowering().equals(now.lowering()) || !types.same(old.type(), now.type())) {
      change(
          Impact.SIGNATURE,
          pair,
          "/type",
          CDeclaration.of(old.type(), ""),
          CDeclaration.of(now.type(), ""));
    }
  }

  private void callback(Pair<Declaration.Callback> pair) {
    Declaration.Callback old = pair.old();
    Declaration.Callback now = pair.now();
    if (old.pointer() != now.pointer() || !types.same(old.signature(), now.signature())) {
      signature(pair, old.signature(), now.signature());
    }
  }

  private void function(Pair<Declaration.Function> pair) {
    Declaration.Function old = pair.old();
    Declaration.Function now = pair.now();
    if (!types.same(old.signature(), now.signature())) {
      signature(pair, old.signature(), now.signature());
    }
    if (old.inline() != now.inline()) {
      Impact impact = now.inline() ? Impact.REMOVAL : Impact.ADDITION;
      change(impact, pair, "/inline", linkage(old), linkage(now));
    }
    symbol(pair, old.symbol(), now.symbol());
    if (!Objects.equals(old.deprecated(), now.deprecated())) {
      change(
          Impact.NONE,
          pair,
          "/deprecated",
          old.deprecated().map(text -> "deprecated " + text).orElse("not deprecated"),
          now.deprecated().map(text -> "deprecated " + text).orElse("not deprecated"));
    }
  }

  private static String linkage(Declaration.Function function) {
    return function.inline() ? "inline, in no library" : "exported";
  }

  private void signature(Pair<?> pair, Signature old, Signature now) {
    change(Impact.SIGNATURE, pair, "", CDeclaration.of(old, ""), CDeclaration.of(now, ""));
  }

  private void symbol(Pair<?> pair, Optional<String> old, Optional<String> now) {
    if (!old.equals(now)) {
      change(
          Impact.SIGNATURE,
          pair,
          "/symbol",
          "symbol " + old.orElse("as its name"),
          "symbol " + now.orElse("as its name"));
    }
  }

  private void variable(Pair<Declaration.Variable> pair) {
    Declaration.Variable old = pair.old();
    Declaration.Variable now = pair.now();
    if (!old.lowering().equals(now.lowering())
        || !types.same(old.type(), now.type())
        || old.threadLocal() != now.threadLocal()) {
      change(
          Impact.SIGNATURE,
          pair,
          "/type",
          (old.threadLocal() ? "_Thread_local " : "") + CDeclaration.of(old.type(), ""),
          (now.threadLocal() ? "_Thread_local " : "") + CDeclaration.of(now.type(), ""));
    }
    symbol(pair, old.symbol(), now.symbol());
  }
}
