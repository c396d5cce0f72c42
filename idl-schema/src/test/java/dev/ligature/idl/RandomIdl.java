package dev.ligature.idl;

import dev.ligature.idl.ConstantValue.AliasKind;
import dev.ligature.idl.ConstantValue.Encoding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Writes IDLs that no header has, with every construct of the model in them. The same seed gives
 * the same IDL.
 */
final class RandomIdl {
  private static final List<String> WORDS =
      List.of("end", "class", "größe", "$x", "_", "size", "A1", "日本", "type", "pointer");
  private static final List<String> TEXTS =
      List.of(
          "",
          "plain",
          "*/ ]] --> \" ' \\ \u0000 \n \r\n \t",
          "\u2028\u202e\ufeff\ud83d\ude00",
          "\ud800",
          "\udc00\ud800",
          "ä".repeat(120));
  private static final List<CType> SCALARS =
      List.of(CType.values()).stream()
          .filter(ctype -> ctype != CType.POINTER && ctype != CType.STRING)
          .toList();
  private static final List<CType> INTEGERS =
      List.of(CType.values()).stream()
          .filter(ctype -> ctype.isInteger() || ctype == CType.BOOL)
          .toList();

  private final Random random;
  private int serial;
  private final Target target;
  private final List<String> recordKeys = new ArrayList<>();
  private final List<String> enumKeys = new ArrayList<>();
  private final List<String> typedefs = new ArrayList<>();
  private final SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Enum> enums = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Alias> aliases = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Callback> callbacks = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
  private final SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>();

  private RandomIdl(long seed) {
    random = new Random(seed);
    target =
        new Target(
            "x86_64-w64-windows-gnu",
            one("windows", "linux", "none"),
            "x86_64",
            one(4, 8),
            one(4, 8),
            one(CType.U16, CType.I32, CType.U32),
            one(CType.I8, CType.U8),
            flip());
  }

  static Idl of(long seed) {
    return new RandomIdl(seed).idl();
  }

  private Idl idl() {
    SequencedMap<String, String> libraries = new LinkedHashMap<>();
    if (flip()) {
      libraries.put("windows", "kernel32.dll");
      libraries.put("linux", "/opt/lib with space/libx.so.1");
    }
    int size = random.nextInt(6);
    repeat(size, () -> recordKeys.add(tagKey("struct ")));
    repeat(size, () -> enumKeys.add(tagKey("enum ")));
    repeat(size, this::typedef);
    recordKeys.forEach(key -> records.put(key, record(key)));
    enumKeys.forEach(key -> enums.put(key, enumeration(key)));
    repeat(size, () -> functions.put(name(), function()));
    repeat(size, () -> variables.put(name(), variable()));
    repeat(2 * size, () -> constants.put(name(), constant()));
    return new Idl(
        "Module_1",
        libraries,
        list(() -> one("a.h", "dir/b c.h")),
        flip() ? List.of(target) : List.of(target, target),
        constants,
        enums,
        records,
        aliases,
        callbacks,
        functions,
        variables,
        list(this::skip));
  }

  private String tagKey(String keyword) {
    String name = name();
    return switch (random.nextInt(4)) {
      case 0 -> name;
      case 1 -> keyword + name + ".(1)";
      case 2 -> keyword + "(" + name + ")";
      default -> keyword + name;
    };
  }

  private void typedef() {
    String name = name();
    if (flip()) {
      aliases.put(
          name, new Declaration.Alias(type(3), lowering(), maybe(this::text), doc(), location()));
    } else {
      callbacks.put(name, new Declaration.Callback(signature(2), flip(), doc(), location()));
    }
    // Only now: a typedef may stand for earlier ones alone.
    typedefs.add(name);
  }

  private Declaration.Record record(String key) {
    List<Declaration.Field> fields = list(this::field);
    return new Declaration.Record(
        one(Declaration.RecordKind.values()),
        maybe(this::name),
        random.nextInt(1000),
        1L << random.nextInt(5),
        flip(),
        flip(),
        fields.stream()
            // By value only what stands before it, so that none holds itself.
            .map(field -> records.isEmpty() ? field : maybeByValue(field))
            .toList(),
        maybe(this::text),
        doc(),
        location());
  }

  private Declaration.Field maybeByValue(Declaration.Field field) {
    if (flip()) {
      return field;
    }
    String inner = records.keySet().iterator().next();
    return new Declaration.Field(
        field.name(),
        new Type.RecordRef(inner),
        flip()
            ? new Lowering.ByValue(inner)
            : new Lowering.Array(new Lowering.ByValue(inner), count()),
        field.offset(),
        Optional.empty(),
        field.doc());
  }

  private Declaration.Field field() {
    return new Declaration.Field(
        flip() ? name() : "",
        type(3),
        flatLowering(2),
        random.nextInt(100),
        maybe(() -> new Declaration.Bits(random.nextInt(800), random.nextInt(65))),
        doc());
  }

  private Declaration.Enum enumeration(String key) {
    return new Declaration.Enum(
        maybe(this::name),
        type(1),
        one(INTEGERS.toArray(CType[]::new)),
        list(() -> new Declaration.Enumerator(name(), integer(CType.I64), doc())),
        flip(),
        maybe(this::text),
        doc(),
        location());
  }

  private Declaration.Function function() {
    return new Declaration.Function(
        signature(3),
        maybe(() -> one("_x@4", "stat$INODE64")),
        flip(),
        flip(),
        maybe(this::text),
        list(() -> one("macos>=10.12", "ios>=8.0")),
        flip(),
        flip(),
        maybe(this::name),
        doc(),
        location());
  }

  private Declaration.Variable variable() {
    return new Declaration.Variable(
        type(3), lowering(), maybe(() -> "_errno"), flip(), maybe(this::text), doc(), location());
  }

  private Declaration.Constant constant() {
    return new Declaration.Constant(value(2), maybe(() -> type(2)), text(), doc(), location());
  }

  private ConstantValue value(int depth) {
    return switch (random.nextInt(depth > 0 && !recordKeys.isEmpty() ? 7 : 6)) {
      case 0 -> {
        CType ctype = one(INTEGERS.toArray(CType[]::new));
        yield new ConstantValue.Int(integer(ctype), ctype);
      }
      case 1 ->
          new ConstantValue.Float(
              one(
                  0.1,
                  -0.0,
                  1e300,
                  Double.MIN_VALUE,
                  Double.NaN,
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  random.nextGaussian()),
              CType.F64,
              flip());
      case 2 ->
          new ConstantValue.Float(
              one((double) 0.1f, (double) Float.MAX_VALUE, Double.NaN), CType.F32, flip());
      case 3 -> new ConstantValue.Str(units(), one(Encoding.values()));
      case 4 ->
          new ConstantValue.Address(
              one(BigInteger.ZERO, BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));
      case 5 -> alias();
      default -> {
        List<ConstantValue.Member> members = new ArrayList<>();
        repeat(
            random.nextInt(4),
            () ->
                members.add(
                    new ConstantValue.Member(name() + one("", "[0]", ".x[1]"), value(depth - 1))));
        yield new ConstantValue.Compound(one(recordKeys.toArray(String[]::new)), members);
      }
    };
  }

  private ConstantValue alias() {
    if (!functions.isEmpty() && flip()) {
      return new ConstantValue.Alias(functions.firstEntry().getKey(), AliasKind.FUNCTION);
    }
    if (!variables.isEmpty() && flip()) {
      return new ConstantValue.Alias(variables.firstEntry().getKey(), AliasKind.VARIABLE);
    }
    return typedefs.isEmpty()
        ? new ConstantValue.Int(BigInteger.ONE, CType.I32)
        : new ConstantValue.Alias(typedefs.getFirst(), AliasKind.TYPE);
  }

  private List<Long> units() {
    long[] choice = {0, 'a', 0x7f, 0xc3, 0xa4, 0xff, 0xd83d, 0xde00, 0x1f600, 0xffff_ffffL};
    return list(() -> choice[random.nextInt(random.nextInt(choice.length) + 1)]);
  }

  private BigInteger integer(CType ctype) {
    if (ctype == CType.BOOL) {
      return BigInteger.valueOf(random.nextInt(2));
    }
    int bits = ctype.size(8) * 8;
    BigInteger span = BigInteger.TWO.pow(bits);
    BigInteger least = ctype.isUnsigned() ? BigInteger.ZERO : span.shiftRight(1).negate();
    return switch (random.nextInt(4)) {
      case 0 -> least;
      case 1 -> least.add(span).subtract(BigInteger.ONE);
      case 2 -> BigInteger.TWO.pow(Math.min(53, bits - 2)).add(BigInteger.valueOf(one(0, 1)));
      default -> least.add(new BigInteger(bits, random));
    };
  }

  private Signature signature(int depth) {
    return new Signature(
        list(() -> parameter(depth)),
        type(depth),
        lowering(),
        flip(),
        flip(),
        maybe(() -> one(Signature.CallingConvention.values())));
  }

  private Signature.Parameter parameter(int depth) {
    return new Signature.Parameter(
        flip() ? name() : "",
        type(depth),
        lowering(),
        flip()
            ? Signature.Hints.NONE
            : new Signature.Hints(
                flip(), maybe(this::name), maybe(this::flip), maybe(() -> "utf-8")));
  }

  private Type type(int depth) {
    int kinds = depth <= 0 ? 3 : 9;
    return switch (random.nextInt(kinds)) {
      case 0 -> Type.Scalar.of(one(SCALARS.toArray(CType[]::new)));
      case 1 -> new Type.Scalar(one(SCALARS.toArray(CType[]::new)), one("long", "char", "wchar_t"));
      case 2 -> new Type.Opaque("long double", 16, 16);
      case 3 -> new Type.Pointer(type(depth - 1));
      case 4 -> new Type.Array(type(depth - 1), count());
      case 5 -> new Type.Function(signature(depth - 2));
      case 6 -> new Type.Qualified(one(Type.Qualifier.values()), type(depth - 1));
      case 7 ->
          typedefs.isEmpty()
              ? new Type.Pointer(type(0))
              : new Type.AliasRef(one(typedefs.toArray(String[]::new)));
      default ->
          recordKeys.isEmpty()
              ? new Type.Pointer(type(0))
              : flip()
                  ? new Type.RecordRef(one(recordKeys.toArray(String[]::new)))
                  : new Type.EnumRef(one(enumKeys.toArray(String[]::new)));
    };
  }

  private Lowering lowering() {
    return !recordKeys.isEmpty() && random.nextInt(4) == 0
        ? new Lowering.ByValue(one(recordKeys.toArray(String[]::new)))
        : flatLowering(2);
  }

  /** A lowering that holds no record. */
  private Lowering flatLowering(int depth) {
    return switch (random.nextInt(depth <= 0 ? 2 : 3)) {
      case 0 -> Lowering.of(one(CType.values()));
      case 1 -> new Lowering.Opaque(16, 8);
      default -> new Lowering.Array(flatLowering(depth - 1), count());
    };
  }

  private OptionalLong count() {
    return flip() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(100));
  }

  private Skip skip() {
    return new Skip(text(), one(Skip.Reason.values()), text(), maybe(this::location));
  }

  private Optional<Doc> doc() {
    return maybe(
        () ->
            flip()
                ? new Doc(text(), List.of(), List.of(), "")
                : new Doc(
                    text(),
                    list(this::text),
                    list(() -> new Doc.Param(text(), one("", "in", "out", "in,out"), text())),
                    text()));
  }

  private Location location() {
    return new Location(one("winbase.h", "openssl/ssl.h", "a:b.h", ""), 1 + random.nextInt(99999));
  }

  private String name() {
    return one(WORDS.toArray(String[]::new)) + serial++;
  }

  private String text() {
    return one(TEXTS.toArray(String[]::new));
  }

  private boolean flip() {
    return random.nextBoolean();
  }

  private <T> Optional<T> maybe(Supplier<T> make) {
    return flip() ? Optional.of(make.get()) : Optional.empty();
  }

  private <T> List<T> list(Supplier<T> make) {
    return IntStream.range(0, random.nextInt(4)).mapToObj(i -> make.get()).toList();
  }

  private static void repeat(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  @SafeVarargs
  private <T> T one(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
