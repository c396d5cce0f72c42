package dev.ligature.idl;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads types, lowerings and signatures. */
final class TypeReader {
  static final Map<String, CType> CTYPES = byCode(CType.values(), CType::spelling);
  private static final Map<String, CType> SCALARS =
      byCode(
          Arrays.stream(CType.values())
              .filter(ctype -> ctype != CType.POINTER && ctype != CType.STRING)
              .toArray(CType[]::new),
          CType::spelling);
  private static final Map<String, Signature.CallingConvention> CONVENTIONS =
      byCode(Signature.CallingConvention.values(), IdlWriter::code);

  private static final String TYPE =
      "a type: a scalar's name or an object such as {\"pointer\": …}";
  private static final String LOWERING =
      "a lowering: a ctype or an object with \"record\", \"array\" or \"opaque\"";
  static final Set<String> SCALAR_KEYS = Set.of("scalar", "c");
  static final Set<String> ARRAY_KEYS = Set.of("array", "count");
  static final Set<String> OPAQUE_TYPE_KEYS = Set.of("opaque", "size", "align");
  static final Set<String> OPAQUE_KEYS = Set.of("opaque", "align");
  static final Set<String> RETURN_KEYS = Set.of("type", "ctype");
  static final Set<String> PARAMETER_KEYS =
      Set.of("name", "type", "ctype", "out", "lengthParam", "nullable", "encoding");

  /** The keys of a signature; callbacks and functions have them among others. */
  static final Set<String> SIGNATURE_KEYS =
      Set.of("args", "ret", "variadic", "prototyped", "convention");

  private TypeReader() {}

  /** {@return the constants of an enum by their names in JSON, in order} */
  static <E> Map<String, E> byCode(E[] constants, Function<E, String> code) {
    return Stream.of(constants)
        .collect(
            Collectors.toMap(
                code,
                Function.identity(),
                (one, other) -> {
                  throw new IllegalStateException(one + " and " + other + " have one code");
                },
                LinkedHashMap::new));
  }

  /** {@return both sets in one} */
  static Set<String> union(Set<String> one, Set<String> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }

  static Type type(JsonCursor at) {
    if (at.isString()) {
      return Type.Scalar.of(at.choice(SCALARS));
    }
    if (!at.isObject()) {
      throw at.error(TYPE);
    }
    if (at.has("alias")) {
      at.object("an alias", Set.of("alias"));
      return new Type.AliasRef(identifier(at.get("alias")));
    }
    if (at.has("pointer")) {
      at.object("a pointer", Set.of("pointer"));
      return new Type.Pointer(type(at.get("pointer")));
    }
    for (Type.Qualifier qualifier : Type.Qualifier.values()) {
      String code = IdlWriter.code(qualifier);
      if (at.has(code)) {
        at.object("a qualified type", Set.of(code));
        return new Type.Qualified(qualifier, type(at.get(code)));
      }
    }
    if (at.has("scalar")) {
      at.object("a scalar", SCALAR_KEYS);
      return new Type.Scalar(at.get("scalar").choice(SCALARS), line(at.get("c")));
    }
    if (at.has("record")) {
      at.object("a record's type", Set.of("record"));
      return new Type.RecordRef(tagKey(at.get("record")));
    }
    if (at.has("enum")) {
      at.object("an enum's type", Set.of("enum"));
      return new Type.EnumRef(tagKey(at.get("enum")));
    }
    if (at.has("array")) {
      at.object("an array", ARRAY_KEYS);
      return new Type.Array(type(at.get("array")), count(at));
    }
    if (at.has("function")) {
      at.object("a function type", Set.of("function"));
      JsonCursor signature = at.get("function").object("a signature", SIGNATURE_KEYS);
      return new Type.Function(signature(signature));
    }
    if (at.has("opaque")) {
      at.object("an opaque type", OPAQUE_TYPE_KEYS);
      return new Type.Opaque(
          line(at.get("opaque")), at.get("size").count(), at.get("align").count());
    }
    throw at.error(TYPE);
  }

  private static OptionalLong count(JsonCursor array) {
    Optional<Long> count = array.find("count", JsonCursor::count);
    return count.isPresent() ? OptionalLong.of(count.get()) : OptionalLong.empty();
  }

  static Lowering lowering(JsonCursor at) {
    if (at.isString()) {
      return new Lowering.Scalar(at.choice(CTYPES));
    }
    if (at.has("record")) {
      at.object("a record by value", Set.of("record"));
      return new Lowering.ByValue(tagKey(at.get("record")));
    }
    if (at.has("array")) {
      at.object("an array", ARRAY_KEYS);
      return new Lowering.Array(lowering(at.get("array")), count(at));
    }
    if (at.has("opaque")) {
      at.object("opaque bytes", OPAQUE_KEYS);
      return new Lowering.Opaque(at.get("opaque").count(), at.get("align").count());
    }
    throw at.error(LOWERING);
  }

  /** {@return the signature in an object, which may have further keys} */
  static Signature signature(JsonCursor at) {
    JsonCursor ret = at.get("ret").object("a result", RETURN_KEYS);
    return new Signature(
        at.get("args").list("the parameters", TypeReader::parameter),
        type(ret.get("type")),
        lowering(ret.get("ctype")),
        at.flag("variadic", false),
        at.flag("prototyped", true),
        at.find("convention", convention -> convention.choice(CONVENTIONS)));
  }

  private static Signature.Parameter parameter(JsonCursor at) {
    at.object("a parameter", PARAMETER_KEYS);
    return new Signature.Parameter(
        at.find("name", TypeReader::identifier).orElse(""),
        type(at.get("type")),
        lowering(at.get("ctype")),
        hints(at));
  }

  private static Signature.Hints hints(JsonCursor at) {
    Signature.Hints hints =
        new Signature.Hints(
            at.flag("out", false),
            at.find("lengthParam", TypeReader::identifier),
            at.find("nullable", JsonCursor::flag),
            at.find("encoding", TypeReader::line));
    return hints.equals(Signature.Hints.NONE) ? Signature.Hints.NONE : hints;
  }

  static String identifier(JsonCursor at) {
    return at.matching(IdlNames.IDENTIFIER, "an identifier of C");
  }

  static String tagKey(JsonCursor at) {
    return at.matching(IdlNames.TAG_KEY, "a key such as \"struct stat\" or \"div_t\"");
  }

  static String line(JsonCursor at) {
    return at.matching(IdlNames.LINE, "a line of text");
  }
}
