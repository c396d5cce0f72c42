package dev.ligature.idl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that every name in an IDL leads somewhere, and that following names comes to an end: no
 * typedef stands for itself, no record holds itself by value. C guarantees both; a document that
 * somebody edited, or a filter that removed too much, need not.
 */
public final class References {
  private final Idl idl;
  private final List<Violation> violations = new ArrayList<>();

  private References(Idl idl) {
    this.idl = idl;
  }

  /** {@return what is wrong, in the document's order; empty if nothing is} */
  public static List<Violation> check(Idl idl) {
    References references = new References(idl);
    references.checkAll();
    return List.copyOf(references.violations);
  }

  private void checkAll() {
    idl.constants().forEach((name, constant) -> constant("/constants/" + escape(name), constant));
    idl.enums().forEach((key, e) -> type("/enums/" + escape(key) + "/type", e.underlying()));
    idl.records().forEach((key, record) -> record("/records/" + escape(key), record));
    idl.aliases()
        .forEach(
            (name, alias) -> {
              type("/aliases/" + escape(name) + "/type", alias.type());
              lowering("/aliases/" + escape(name) + "/ctype", alias.lowering());
            });
    idl.callbacks().forEach((name, c) -> signature("/callbacks/" + escape(name), c.signature()));
    idl.functions().forEach((name, f) -> signature("/functions/" + escape(name), f.signature()));
    idl.variables()
        .forEach(
            (name, variable) -> {
              type("/variables/" + escape(name) + "/type", variable.type());
              lowering("/variables/" + escape(name) + "/ctype", variable.lowering());
            });
    cycles();
  }

  private void constant(String at, Declaration.Constant constant) {
    constant.type().ifPresent(type -> type(at + "/type", type));
    value(at, constant.value());
  }

  private void value(String at, ConstantValue value) {
    switch (value) {
      case ConstantValue.Alias(String target, ConstantValue.AliasKind kind) -> {
        boolean known =
            switch (kind) {
              case FUNCTION -> idl.functions().containsKey(target);
              case VARIABLE -> idl.variables().containsKey(target);
              // A record or enum without a tag has the typedef's name for its key.
              case TYPE ->
                  isTypedef(target)
                      || idl.records().containsKey(target)
                      || idl.enums().containsKey(target);
            };
        if (!known) {
          missing(at + "/alias", IdlWriter.code(kind), target);
        }
      }
      case ConstantValue.Compound(String record, List<ConstantValue.Member> members) -> {
        recordKey(at + "/record", record);
        for (ConstantValue.Member member : members) {
          value(at + "/members/" + escape(member.name()), member.value());
        }
      }
      case ConstantValue.Int i -> {}
      case ConstantValue.Float f -> {}
      case ConstantValue.Str s -> {}
      case ConstantValue.Address a -> {}
    }
  }

  private void record(String at, Declaration.Record record) {
    for (int i = 0; i < record.fields().size(); i++) {
      Declaration.Field field = record.fields().get(i);
      type(at + "/fields/" + i + "/type", field.type());
      lowering(at + "/fields/" + i + "/ctype", field.lowering());
    }
  }

  private void signature(String at, Signature signature) {
    for (int i = 0; i < signature.args().size(); i++) {
      Signature.Parameter parameter = signature.args().get(i);
      type(at + "/args/" + i + "/type", parameter.type());
      lowering(at + "/args/" + i + "/ctype", parameter.lowering());
    }
    type(at + "/ret/type", signature.ret());
    lowering(at + "/ret/ctype", signature.retLowering());
  }

  private void type(String at, Type type) {
    switch (type) {
      case Type.Scalar s -> {}
      case Type.Opaque o -> {}
      case Type.Pointer(Type pointee) -> type(at + "/pointer", pointee);
      case Type.Array array -> type(at + "/array", array.element());
      case Type.Function(Signature signature) -> signature(at + "/function", signature);
      case Type.Qualified(Type.Qualifier qualifier, Type inner) ->
          type(at + "/" + IdlWriter.code(qualifier), inner);
      case Type.RecordRef(String id) -> recordKey(at + "/record", id);
      case Type.EnumRef(String id) -> {
        if (!idl.enums().containsKey(id)) {
          missing(at + "/enum", "enum", id);
        }
      }
      case Type.AliasRef(String name) -> {
        if (!isTypedef(name)) {
          missing(at + "/alias", "alias or callback", name);
        }
      }
    }
  }

  private void lowering(String at, Lowering lowering) {
    switch (lowering) {
      case Lowering.Scalar s -> {}
      case Lowering.Opaque o -> {}
      case Lowering.Array array -> lowering(at + "/array", array.element());
      case Lowering.ByValue(String record) -> recordKey(at + "/record", record);
    }
  }

  private boolean isTypedef(String name) {
    return idl.aliases().containsKey(name) || idl.callbacks().containsKey(name);
  }

  private void recordKey(String at, String key) {
    if (!idl.records().containsKey(key)) {
      missing(at, "record", key);
    }
  }

  private void missing(String at, String what, String name) {
    violations.add(new Violation(at, "the IDL has no " + what + " " + JsonStrings.quote(name)));
  }

  private enum Visit {
    UNDER_WAY,
    DONE
  }

  private void cycles() {
    Map<String, Visit> aliases = new HashMap<>();
    for (String name : idl.aliases().keySet()) {
      if (leadsToItself(name, aliases)) {
        violations.add(
            new Violation("/aliases/" + escape(name) + "/type", "the typedef stands for itself"));
      }
    }
    Map<String, Visit> records = new HashMap<>();
    for (String key : idl.records().keySet()) {
      if (holdsItself(key, records)) {
        violations.add(
            new Violation("/records/" + escape(key) + "/fields", "the record holds itself"));
      }
    }
  }

  /** Follows a chain of typedefs that is not yet known to end. */
  private boolean leadsToItself(String start, Map<String, Visit> visits) {
    List<String> chain = new ArrayList<>();
    Optional<String> next = Optional.of(start);
    while (next.isPresent() && visits.putIfAbsent(next.get(), Visit.UNDER_WAY) == null) {
      chain.add(next.get());
      next = Optional.ofNullable(idl.aliases().get(next.get())).flatMap(a -> named(a.type()));
    }
    boolean cycle = next.isPresent() && visits.get(next.get()) == Visit.UNDER_WAY;
    chain.forEach(name -> visits.put(name, Visit.DONE));
    return cycle;
  }

  /** {@return the typedef that this type contains without a pointer or a function between} */
  private static Optional<String> named(Type type) {
    return switch (type) {
      case Type.AliasRef(String name) -> Optional.of(name);
      case Type.Qualified qualified -> named(qualified.type());
      case Type.Pointer pointer -> named(pointer.pointee());
      case Type.Array array -> named(array.element());
      case Type.Scalar s -> Optional.empty();
      case Type.Function f -> Optional.empty();
      case Type.RecordRef r -> Optional.empty();
      case Type.EnumRef e -> Optional.empty();
      case Type.Opaque o -> Optional.empty();
    };
  }

  private boolean holdsItself(String key, Map<String, Visit> visits) {
    Visit visit = visits.putIfAbsent(key, Visit.UNDER_WAY);
    Declaration.Record record = idl.records().get(key);
    if (visit != null || record == null) {
      return visit == Visit.UNDER_WAY;
    }
    boolean cycle = false;
    for (Declaration.Field field : record.fields()) {
      Optional<String> inner = held(field.lowering());
      cycle |= inner.isPresent() && holdsItself(inner.get(), visits);
    }
    visits.put(key, Visit.DONE);
    return cycle;
  }

  private static Optional<String> held(Lowering lowering) {
    return switch (lowering) {
      case Lowering.ByValue(String record) -> Optional.of(record);
      case Lowering.Array array -> held(array.element());
      case Lowering.Scalar s -> Optional.empty();
      case Lowering.Opaque o -> Optional.empty();
    };
  }

  /** {@return the name as a token of a JSON pointer (RFC 6901)} */
  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
