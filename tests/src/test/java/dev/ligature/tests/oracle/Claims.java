package dev.ligature.tests.oracle;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Turns what an IDL says into C: assertions, a line each, and an image, which is a constant object
 * whose bytes are read from the object file where an assertion cannot look (bit-fields, strings,
 * compound literals).
 */
final class Claims {
  /** What C cannot be asked, with the reason; so that nothing is left out in silence. */
  record Unasked(String pointer, String reason) {}

  /**
   * Bytes of the image.
   *
   * @param pointer the place in the IDL
   * @param type of the member of the image
   * @param initializer its value in C
   * @param size bytes
   * @param align bytes
   * @param expected its bytes
   */
  record Image(
      String pointer, String type, String initializer, long size, long align, byte[] expected) {}

  /** What is in them hangs on which compiler reads them, and in which version. */
  private static final Set<String> COMPILER_DEPENDENT =
      Set.of("bits/floatn.h", "bits/floatn-common.h");

  private static final Set<String> COMPILER_DEPENDENT_NAMES =
      Set.of(
          "__MINGW_PRINTF_FORMAT",
          "__MINGW_SCANF_FORMAT",
          // As wide as the registers that the compiler calculates in: x87 or SSE on i686.
          "float_t",
          "double_t",
          // Beside bit-fields of Microsoft layout, clang lets long double not count.
          "union __mingw_ldbl_type_t");

  private static final long LARGEST_IMAGE = 1 << 16;

  private final Idl idl;
  private final Spelling spelling;
  private final int pointerSize;
  private final StringBuilder asserts = new StringBuilder();
  private final List<String> pointers = new ArrayList<>();
  private final List<Image> images = new ArrayList<>();
  private final Map<String, Image> valueImages = new HashMap<>();
  private final List<Unasked> unasked = new ArrayList<>();
  private final Set<Type> scalars = new HashSet<>();

  Claims(Idl idl) {
    this.idl = idl;
    this.spelling = new Spelling(idl);
    this.pointerSize = idl.target().pointerSize();
    // Macros first: afterwards, names of declarations are freed from the macros that hide them.
    each("constants", idl.constants(), this::constant);
    undefine();
    each("records", idl.records(), this::record);
    each("enums", idl.enums(), this::enumeration);
    each("aliases", idl.aliases(), this::alias);
    each("callbacks", idl.callbacks(), this::callback);
    each("functions", idl.functions(), this::function);
    each("variables", idl.variables(), this::variable);
  }

  private <D extends Declaration> void each(
      String section, Map<String, D> declarations, BiConsumer<String, D> claims) {
    declarations.forEach(
        (name, declaration) -> {
          if (COMPILER_DEPENDENT.contains(declaration.at().file())
              || COMPILER_DEPENDENT_NAMES.contains(name)) {
            unasked.add(
                new Unasked("/" + section + "/" + name, "depends on the compiler that reads it"));
          } else {
            claims.accept(name, declaration);
          }
        });
  }

  private void callback(String name, Declaration.Callback callback) {
    Type function = new Type.Function(callback.signature());
    Type type = callback.pointer() ? new Type.Pointer(function) : function;
    compatible("/callbacks/" + name, name, type);
  }

  /** {@return the assertions, a line each} */
  String asserts() {
    return asserts.toString();
  }

  /** {@return the place in the IDL of each line of the assertions; empty for other lines} */
  List<String> pointers() {
    return pointers;
  }

  List<Image> images() {
    return images;
  }

  /**
   * {@return where the value of a constant is no constant expression for GCC (a {@code const}
   * variable is none), the image that shows it, by the claim's place}
   */
  Map<String, Image> valueImages() {
    return valueImages;
  }

  List<Unasked> unasked() {
    return unasked;
  }

  private void claim(String pointer, String condition) {
    claim(pointer, condition, "");
  }

  private void claim(String pointer, String condition, String before) {
    asserts.append(before).append("_Static_assert(").append(condition).append(", \"\");\n");
    pointers.add(pointer);
  }

  private void line(String text) {
    asserts.append(text).append('\n');
    pointers.add("");
  }

  private void undefine() {
    Set<String> names = new LinkedHashSet<>();
    names.addAll(idl.functions().keySet());
    names.addAll(idl.variables().keySet());
    idl.enums().values().forEach(e -> e.members().forEach(member -> names.add(member.name())));
    idl.records()
        .values()
        .forEach(record -> record.fields().forEach(field -> names.add(field.name())));
    names.remove("");
    names.forEach(name -> line("#undef " + name));
  }

  private void compatible(String pointer, String expression, Type type) {
    Optional<String> spelled = spelling.type(type);
    if (spelled.isEmpty()) {
      unasked.add(new Unasked(pointer, "C has no name for a part of its type"));
      return;
    }
    claim(
        pointer + "/type",
        "__builtin_types_compatible_p(" + expression + ", " + spelled.get() + ")");
    scalars(type);
  }

  private void function(String name, Declaration.Function function) {
    String pointer = "/functions/" + name;
    Type type = new Type.Function(function.signature());
    String typedef = "oracle_function_" + pointers.size();
    Optional<String> declaration = spelling.declaration(type, typedef);
    if (declaration.isEmpty()) {
      unasked.add(new Unasked(pointer, "C has no name for a part of its type"));
      return;
    }
    claim(
        pointer,
        "__builtin_types_compatible_p(__typeof__(" + name + "), " + typedef + ")",
        "typedef " + declaration.get() + "; ");
    // For GCC, what never returns is a volatile function.
    claim(
        pointer + "/noreturn",
        "__builtin_types_compatible_p(__typeof__(&"
            + name
            + "), volatile "
            + typedef
            + " *) == "
            + (function.noreturn() ? 1 : 0));
    scalars(type);
  }

  /** Asserts, once a type, that a C name has the size and the sign of its lowering. */
  private void scalars(Type type) {
    switch (type) {
      case Type.Scalar(CType ctype, String c) -> {
        if (ctype != CType.VOID && scalars.add(type)) {
          representation("scalar " + c, c, ctype);
        }
      }
      case Type.Opaque(String clang, long size, long align) -> {
        if (scalars.add(type)) {
          String c = spelling.type(type).orElse(clang);
          claim("opaque " + c + "/size", "sizeof(" + c + ") == " + size);
          claim("opaque " + c + "/align", "_Alignof(" + c + ") == " + align);
        }
      }
      case Type.Pointer(Type pointee) -> scalars(pointee);
      case Type.Array array -> scalars(array.element());
      case Type.Qualified(Type.Qualifier q, Type inner) -> scalars(inner);
      case Type.Function(var signature) -> {
        scalars(signature.ret());
        signature.args().forEach(parameter -> scalars(parameter.type()));
      }
      case Type.RecordRef r -> {}
      case Type.EnumRef e -> {}
      case Type.AliasRef a -> {}
    }
  }

  /** Asserts that a C type is lowered to that ctype. */
  private void representation(String pointer, String c, CType ctype) {
    claim(pointer + "/size", "sizeof(" + c + ") == " + ctype.size(pointerSize));
    if (ctype.isInteger()) {
      claim(pointer + "/sign", "((" + c + ")-1 < 0) == " + (ctype.isUnsigned() ? 0 : 1));
      claim(pointer + "/integer", "(" + c + ")0.5 == 0");
    } else if (ctype == CType.F32 || ctype == CType.F64) {
      claim(pointer + "/floating", "(" + c + ")0.5 != 0");
    } else if (ctype == CType.BOOL) {
      claim(pointer + "/bool", "(" + c + ")0.5 == 1");
    }
  }

  /** Asserts that values of a C type have that size in memory. */
  private void sizeOf(String pointer, String expression, Lowering lowering) {
    size(lowering).ifPresent(size -> claim(pointer, "sizeof(" + expression + ") == " + size));
  }

  private Optional<Long> size(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) ->
          ctype == CType.VOID ? Optional.empty() : Optional.of((long) ctype.size(pointerSize));
      case Lowering.ByValue(String record) -> Optional.of(idl.records().get(record).size());
      case Lowering.Opaque(long size, long align) -> Optional.of(size);
      case Lowering.Array array ->
          array.count().isPresent()
              ? size(array.element()).map(size -> size * array.count().getAsLong())
              : Optional.empty();
    };
  }

  private void record(String key, Declaration.Record record) {
    String pointer = "/records/" + key;
    Optional<String> spelled = spelling.record(key);
    if (spelled.isEmpty()) {
      // Its members are asserted through whatever holds it.
      unasked.add(new Unasked(pointer, "anonymous"));
      return;
    }
    if (record.opaque()) {
      return;
    }
    String c = spelled.get();
    claim(pointer + "/size", "sizeof(" + c + ") == " + record.size());
    claim(pointer + "/align", "_Alignof(" + c + ") == " + record.align());
    if (!c.startsWith("__typeof__")) {
      claim(
          pointer + "/kind",
          "__builtin_classify_type(*("
              + c
              + " *)0) == "
              + (record.kind() == Declaration.RecordKind.UNION ? 13 : 12));
    }
    fields(pointer, c, record, record, 0);
  }

  /**
   * Asserts the members of a record, as C reaches them.
   *
   * @param outer the record that C names
   * @param record it or an anonymous one in it
   * @param base bytes from the start of the outer one
   */
  private void fields(
      String pointer, String c, Declaration.Record outer, Declaration.Record record, long base) {
    for (int i = 0; i < record.fields().size(); i++) {
      Declaration.Field field = record.fields().get(i);
      String at = pointer + "/fields/" + i + "(" + field.name() + ")";
      if (field.isAnonymousRecord()) {
        if (idl.resolve(field.type()) instanceof Type.RecordRef(String id)) {
          fields(at, c, outer, idl.records().get(id), base + field.offset());
        } else {
          unasked.add(new Unasked(at, "anonymous, but no record"));
        }
      } else if (field.bits().isPresent()) {
        if (!field.name().isEmpty()) {
          bitField(at, c, outer, field, base);
        }
      } else if (field.name().startsWith("__clang_")) {
        unasked.add(new Unasked(at, "of clang's own header, which GCC has otherwise"));
      } else {
        claim(
            at + "/offset",
            "__builtin_offsetof(" + c + ", " + field.name() + ") == " + (base + field.offset()));
        String expression = "((" + c + " *)0)->" + field.name();
        sizeOf(at + "/ctype", expression, field.lowering());
        compatible(at, "__typeof__(" + expression + ")", field.type());
      }
    }
  }

  /** Sets all bits of a bit-field and expects exactly those in the image. */
  private void bitField(
      String pointer, String c, Declaration.Record outer, Declaration.Field field, long base) {
    Declaration.Bits bits = field.bits().orElseThrow();
    if (outer.size() > LARGEST_IMAGE) {
      unasked.add(new Unasked(pointer, "record too large for an image"));
      return;
    }
    byte[] expected = new byte[(int) outer.size()];
    for (long bit = base * 8 + bits.offset();
        bit < base * 8 + bits.offset() + bits.width();
        bit++) {
      if (bit / 8 < expected.length) {
        expected[(int) (bit / 8)] |= (byte) (1 << (bit % 8));
      }
    }
    images.add(
        new Image(
            pointer, c, "{ ." + field.name() + " = -1 }", outer.size(), outer.align(), expected));
    if (bits.offset() / 8 != field.offset()) {
      throw new AssertionError(pointer + ": byte " + field.offset() + " for " + bits);
    }
  }

  private void enumeration(String key, Declaration.Enum declaration) {
    String pointer = "/enums/" + key;
    for (Declaration.Enumerator member : declaration.members()) {
      equal(pointer + "/" + member.name(), member.name(), member.value());
    }
    Optional<String> spelled = spelling.enumeration(key);
    if (spelled.isPresent() && declaration.complete()) {
      representation(pointer, spelled.get(), declaration.ctype());
      compatible(pointer, spelled.get(), declaration.underlying());
    } else {
      unasked.add(new Unasked(pointer, "C has no name for its type"));
    }
  }

  /** Asserts value and sign: -1 and 4294967295 are equal in C. */
  private void equal(String pointer, String expression, BigInteger value) {
    claim(
        pointer + "/value",
        "("
            + expression
            + ") == "
            + literal(value)
            + " && (("
            + expression
            + ") < 0) == "
            + (value.signum() < 0 ? 1 : 0));
  }

  private static String literal(BigInteger value) {
    if (value.equals(BigInteger.valueOf(Long.MIN_VALUE))) {
      return "(-9223372036854775807LL-1)";
    }
    return value.bitLength() < 64 ? value + "LL" : value + "ULL";
  }

  private void alias(String name, Declaration.Alias alias) {
    String pointer = "/aliases/" + name;
    compatible(pointer, name, alias.type());
    if (!isOpaque(alias.type())) {
      sizeOf(pointer + "/ctype", name, alias.lowering());
    }
    lowering(pointer, alias.type(), alias.lowering());
  }

  private boolean isOpaque(Type type) {
    return idl.resolve(type) instanceof Type.RecordRef(String id) && idl.records().get(id).opaque();
  }

  /** Asserts that a scalar's lowering has the sign that C gives it. */
  private void lowering(String pointer, Type type, Lowering lowering) {
    if (lowering instanceof Lowering.Scalar(CType ctype)
        && (ctype.isInteger() || ctype == CType.F32 || ctype == CType.F64 || ctype == CType.BOOL)) {
      spelling.type(type).ifPresent(c -> representation(pointer + "/ctype", c, ctype));
    }
  }

  private void variable(String name, Declaration.Variable variable) {
    String pointer = "/variables/" + name;
    compatible(pointer, "__typeof__(" + name + ")", variable.type());
    if (!isOpaque(variable.type())) {
      sizeOf(pointer + "/ctype", name, variable.lowering());
    }
  }

  private void constant(String name, Declaration.Constant constant) {
    String pointer = "/constants/" + name;
    switch (constant.value()) {
      case ConstantValue.Int(BigInteger value, CType ctype) -> {
        equal(pointer, name, value);
        valueImage(pointer + "/value", name, value, ctype.size(pointerSize));
        representation(pointer, "__typeof__(" + name + ")", ctype);
      }
      case ConstantValue.Float(double value, CType ctype, boolean inexact) ->
          floating(pointer, name, value, ctype, inexact);
      case ConstantValue.Str _ when constant.text().isEmpty() ->
          unasked.add(new Unasked(pointer, "text of a static object, no constant expression"));
      case ConstantValue.Str string -> string(pointer, name, string);
      case ConstantValue.Address(BigInteger address) -> {
        claim(pointer + "/pointer", "__builtin_classify_type(" + name + ") == 5");
        valueImage(pointer + "/address", name, address, pointerSize);
        claim(
            pointer + "/address",
            "(unsigned long long)(__UINTPTR_TYPE__)(" + name + ") == " + literal(address));
      }
      case ConstantValue.Alias(String target, ConstantValue.AliasKind kind) -> {
        boolean type = kind == ConstantValue.AliasKind.TYPE;
        claim(
            pointer + "/alias",
            "__builtin_types_compatible_p(__typeof__(" + name + "), __typeof__(" + target + "))");
        if (!type) {
          claim(pointer + "/same", "&" + name + " == &" + target);
        }
      }
      case ConstantValue.Compound compound -> compound(pointer, name, compound);
    }
    constant
        .type()
        .filter(type -> !(constant.value() instanceof ConstantValue.Alias))
        .ifPresent(type -> compatible(pointer, "__typeof__(" + name + ")", type));
  }

  private void floating(String pointer, String name, double value, CType ctype, boolean inexact) {
    String c = ctype == CType.F32 ? "float" : "double";
    if (inexact) {
      claim(pointer + "/precision", "sizeof(" + name + ") > sizeof(" + c + ")");
    } else {
      claim(
          pointer + "/ctype", "__builtin_types_compatible_p(__typeof__(" + name + "), " + c + ")");
    }
    String cast = "(" + c + ")(" + name + ")";
    if (Double.isNaN(value)) {
      claim(pointer + "/value", cast + " != " + cast);
    } else if (Double.isInfinite(value)) {
      claim(pointer + "/value", cast + " == " + (value > 0 ? "" : "-") + "__builtin_inf()");
    } else {
      claim(pointer + "/value", cast + " == " + Double.toHexString(value));
      BigInteger bits =
          BigInteger.valueOf(
              ctype == CType.F32
                  ? Float.floatToRawIntBits((float) value)
                  : Double.doubleToRawLongBits(value));
      valueImage(pointer + "/value", name, bits, ctype.size(pointerSize));
      valueImage(pointer + "/sign", name, bits, ctype.size(pointerSize));
      // 0.0 equals -0.0.
      claim(
          pointer + "/sign",
          "!!__builtin_signbit((double)(" + name + ")) == " + (1 / value < 0 || value < 0 ? 1 : 0));
    }
  }

  private void valueImage(String pointer, String name, BigInteger value, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = value.shiftRight(8 * i).byteValue();
    }
    valueImages.put(
        pointer, new Image(pointer, "__typeof__(" + name + ")", name, size, size, bytes));
  }

  private void string(String pointer, String name, ConstantValue.Str string) {
    int unit =
        switch (string.encoding()) {
          case NARROW, UTF8 -> 1;
          case UTF16 -> 2;
          case UTF32 -> 4;
          case WIDE -> idl.target().wcharSize();
        };
    String element =
        switch (string.encoding()) {
          case NARROW, UTF8 -> "char";
          case UTF16 -> "__CHAR16_TYPE__";
          case UTF32 -> "__CHAR32_TYPE__";
          case WIDE -> "__WCHAR_TYPE__";
        };
    int count = string.units().size() + 1;
    claim(pointer + "/length", "sizeof(" + name + ") == " + (long) count * unit);
    claim(
        pointer + "/encoding",
        "__builtin_types_compatible_p(__typeof__(&*("
            + name
            + ")), __typeof__(("
            + element
            + " *)0))");
    byte[] expected = new byte[count * unit];
    for (int i = 0; i < string.units().size(); i++) {
      for (int b = 0; b < unit; b++) {
        expected[i * unit + b] = (byte) (string.units().get(i) >>> (8 * b));
      }
    }
    images.add(
        new Image(pointer, element + "[" + count + "]", name, expected.length, unit, expected));
  }

  private void compound(String pointer, String name, ConstantValue.Compound compound) {
    Declaration.Record record = idl.records().get(compound.record());
    byte[] expected = new byte[(int) record.size()];
    for (ConstantValue.Member member : compound.members()) {
      if (!put(expected, record, 0, member.name(), member.value())) {
        unasked.add(new Unasked(pointer + "/" + member.name(), "a member of another form"));
        return;
      }
    }
    images.add(
        new Image(
            pointer, "__typeof__(" + name + ")", name, record.size(), record.align(), expected));
  }

  /** Writes the value of the member of that path into the bytes of a record. */
  private boolean put(
      byte[] bytes, Declaration.Record record, long base, String path, ConstantValue value) {
    int end = path.length();
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '.' || path.charAt(i) == '[') {
        end = i;
        break;
      }
    }
    String first = path.substring(0, end);
    for (Declaration.Field field : record.fields()) {
      if (field.isAnonymousRecord()
          && field.lowering() instanceof Lowering.ByValue(String inner)
          && put(bytes, idl.records().get(inner), base + field.offset(), path, value)) {
        return true;
      }
      if (field.name().equals(first)) {
        return put(
            bytes,
            field.lowering(),
            field.bits(),
            base + field.offset(),
            base,
            path.substring(end),
            value);
      }
    }
    return false;
  }

  private boolean put(
      byte[] bytes,
      Lowering lowering,
      Optional<Declaration.Bits> bits,
      long at,
      long base,
      String path,
      ConstantValue value) {
    if (path.startsWith("[") && lowering instanceof Lowering.Array array) {
      int close = path.indexOf(']');
      long index = Long.parseLong(path.substring(1, close));
      long element = size(array.element()).orElseThrow();
      return put(
          bytes,
          array.element(),
          bits,
          at + index * element,
          base,
          path.substring(close + 1),
          value);
    }
    if (lowering instanceof Lowering.ByValue(String inner)) {
      Declaration.Record record = idl.records().get(inner);
      if (path.startsWith(".")) {
        return put(bytes, record, at, path.substring(1), value);
      }
      return value instanceof ConstantValue.Compound(String r, var members)
          && members.stream().allMatch(m -> put(bytes, record, at, m.name(), m.value()));
    }
    if (!path.isEmpty() || !(lowering instanceof Lowering.Scalar(CType ctype))) {
      return false;
    }
    BigInteger number;
    switch (value) {
      case ConstantValue.Int(BigInteger integer, CType c) -> number = integer;
      case ConstantValue.Address(BigInteger address) -> number = address;
      case ConstantValue.Float(double d, CType c, boolean inexact) ->
          number =
              BigInteger.valueOf(
                  ctype == CType.F32
                      ? Float.floatToRawIntBits((float) d)
                      : Double.doubleToRawLongBits(d));
      default -> {
        return false;
      }
    }
    long first = bits.isPresent() ? base * 8 + bits.get().offset() : at * 8;
    int width = bits.isPresent() ? bits.get().width() : ctype.size(pointerSize) * 8;
    for (int i = 0; i < width; i++) {
      if (number.testBit(i)) {
        bytes[(int) ((first + i) / 8)] |= (byte) (1 << ((first + i) % 8));
      }
    }
    return true;
  }
}
