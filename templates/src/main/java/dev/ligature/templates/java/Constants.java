package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip;
import dev.ligature.templates.java.JavaViews.CompoundView;
import dev.ligature.templates.java.JavaViews.ConstantView;
import dev.ligature.templates.java.JavaViews.EnumView;
import dev.ligature.templates.java.JavaViews.EnumeratorView;
import dev.ligature.templates.java.JavaViews.StatementView;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Builds the fields of macros and enumerators, and the classes of enums. */
final class Constants {
  /** More cases would not fit into one method (64 KiB). */
  private static final int MAX_CASES = 1500;

  private final Binding binding;
  private final Parts parts;

  /** Fields of enumerators. */
  private final Set<String> enumerators = new HashSet<>();

  Constants(Binding binding, Parts parts) {
    this.binding = binding;
    this.parts = parts;
  }

  void addEnum(String key, Declaration.Enum declaration) {
    CType ctype = declaration.ctype();
    String type = carrier(ctype).type();
    String annotations = declaration.deprecated().isPresent() ? "  @Deprecated\n" : "";
    Set<BigInteger> seen = new HashSet<>();
    List<EnumeratorView> members = new ArrayList<>();
    List<ConstantView> hidden = new ArrayList<>();
    boolean wide = ctype.size(8) == 8;
    for (Declaration.Enumerator member : declaration.members()) {
      String literal = JavaLiterals.integer(member.value(), ctype, false);
      Optional<String> field = binding.fields.enumerator(member.name());
      ConstantView constant =
          new ConstantView(
              new Javadoc()
                  .text(member.doc())
                  .deprecated(declaration.deprecated())
                  .toString(field.isPresent() ? "  " : "    "),
              field.isPresent() || annotations.isEmpty() ? annotations : "  " + annotations,
              type,
              field.orElseGet(() -> JavaNames.identifier(member.name())),
              literal);
      if (field.isEmpty()) {
        hidden.add(constant);
      } else if (enumerators.add(field.get())) {
        // Enums of two parameter lists may have enumerators of the same name.
        parts.add(constant, true);
      }
      if (seen.add(member.value())) {
        members.add(
            new EnumeratorView(
                wide
                    ? "\"" + signed(member.value()) + "\""
                    : ctype == CType.BOOL ? member.value().toString() : literal,
                JavaLiterals.string(member.name())));
      }
    }
    Optional<String> name = binding.classes.enumeration(key);
    if (name.isEmpty() || members.isEmpty() || members.size() > MAX_CASES) {
      return;
    }
    parts.add(
        new EnumView(
            new Javadoc()
                .text(declaration.doc())
                .paragraph(
                    "Names for the values of "
                        + Javadoc.code(key)
                        + "; the values are constants of {@link "
                        + binding.className
                        + (hidden.isEmpty()
                            ? "}."
                            : "}, or of this class where a macro hides them."))
                .deprecated(declaration.deprecated())
                .toString("  "),
            annotations,
            name.get(),
            type,
            hidden,
            wide ? "Long.toString(value)" : ctype == CType.BOOL ? "value ? 1 : 0" : "value",
            members,
            ctype.isUnsigned()
                ? switch (type) {
                  case "long" -> "Long.toUnsignedString(value)";
                  case "int" -> "Integer.toUnsignedString(value)";
                  case "short" -> "Integer.toString(Short.toUnsignedInt(value))";
                  default -> "Integer.toString(Byte.toUnsignedInt(value))";
                }
                : type.equals("boolean")
                    ? "Boolean.toString(value)"
                    : type.equals("long") ? "Long.toString(value)" : "Integer.toString(value)"));
  }

  private static String signed(BigInteger value) {
    return Long.toString(value.longValue());
  }

  private Carrier carrier(CType ctype) {
    return Carrier.of(ctype, binding.target);
  }

  void addMacro(
      String name, Declaration.Constant constant, Functions functions, Variables variables) {
    switch (constant.value()) {
      case ConstantValue.Int(BigInteger value, CType ctype) -> {
        if (binding.fields.has(name)) {
          boolean hexadecimal =
              constant.text().startsWith("0x") || constant.text().startsWith("0X");
          add(
              name,
              constant,
              carrier(ctype).type(),
              JavaLiterals.integer(value, ctype, hexadecimal),
              unsigned(value, ctype),
              true);
        }
      }
      case ConstantValue.Float(double value, CType ctype, boolean inexact) ->
          add(
              name,
              constant,
              carrier(ctype).type(),
              JavaLiterals.floating(value, ctype),
              inexact ? "Rounded: in C it has more precision." : "",
              true);
      case ConstantValue.Str string -> addString(name, constant, string);
      case ConstantValue.Address(BigInteger address) ->
          add(
              name,
              constant,
              "MemorySegment",
              address.signum() == 0
                  ? "MemorySegment.NULL"
                  : "MemorySegment.ofAddress("
                      + JavaLiterals.integer(address, CType.I64, true)
                      + ")",
              "",
              false);
      case ConstantValue.Alias alias -> addAlias(name, constant, alias, functions, variables);
      case ConstantValue.Compound compound -> addCompound(name, constant, compound);
    }
  }

  /** Java has no unsigned types: the doc comment says what the bits mean. */
  private static String unsigned(BigInteger value, CType ctype) {
    int bits = 8 * ctype.size(8);
    return ctype.isUnsigned() && value.bitLength() == bits ? "Unsigned: " + value + "." : "";
  }

  private void add(
      String name,
      Declaration.Constant constant,
      String type,
      String value,
      String remark,
      boolean compileTime) {
    parts.add(
        new ConstantView(
            new Javadoc().text(constant.doc()).paragraph(remark).toString("  "),
            "",
            type,
            binding.fields.macro(name),
            value),
        compileTime);
  }

  private void addString(String name, Declaration.Constant constant, ConstantValue.Str string) {
    String remark = "";
    Optional<String> text = decode(string);
    if (text.isEmpty() && string.units().stream().allMatch(unit -> unit < 0x100)) {
      text = Optional.of(latin1(string.units()));
      remark = "Bytes, not UTF-8: encode it with {@code StandardCharsets.ISO_8859_1}.";
    }
    if (text.isEmpty()) {
      binding.skip(
          name,
          constant.at(),
          new Problem(Skip.Reason.UNSUPPORTED_TYPE, "a string whose units are no Unicode text"));
      return;
    }
    add(
        name,
        constant,
        "String",
        JavaLiterals.string(text.get()),
        remark,
        JavaLiterals.isConstant(text.get()));
  }

  private static String latin1(List<Long> units) {
    StringBuilder text = new StringBuilder(units.size());
    units.forEach(unit -> text.append((char) unit.longValue()));
    return text.toString();
  }

  private Optional<String> decode(ConstantValue.Str string) {
    List<Long> units = string.units();
    return switch (string.encoding()) {
      case NARROW, UTF8 -> decodeUtf8(units);
      case UTF16 -> Optional.of(decodeUtf16(units));
      case UTF32 -> decodeUtf32(units);
      case WIDE ->
          binding.target.wcharSize() == 2 ? Optional.of(decodeUtf16(units)) : decodeUtf32(units);
    };
  }

  private static Optional<String> decodeUtf8(List<Long> units) {
    byte[] bytes = new byte[units.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) units.get(i).longValue();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String decodeUtf16(List<Long> units) {
    StringBuilder text = new StringBuilder(units.size());
    units.forEach(unit -> text.append((char) unit.longValue()));
    return text.toString();
  }

  private static Optional<String> decodeUtf32(List<Long> units) {
    StringBuilder text = new StringBuilder(units.size());
    for (long unit : units) {
      if (unit > Character.MAX_CODE_POINT || unit < 0) {
        return Optional.empty();
      }
      text.appendCodePoint((int) unit);
    }
    return Optional.of(text.toString());
  }

  private void addAlias(
      String name,
      Declaration.Constant constant,
      ConstantValue.Alias alias,
      Functions functions,
      Variables variables) {
    String target = alias.target();
    // #define A B, #define B C: follow, but not round in circles.
    for (int steps = 0;
        steps < 100
            && !binding.idl.functions().containsKey(target)
            && binding.idl.constants().get(target) instanceof Declaration.Constant next
            && next.value() instanceof ConstantValue.Alias further;
        steps++) {
      target = further.target();
    }
    switch (alias.kind()) {
      case FUNCTION -> functions.addAlias(name, target, constant);
      case VARIABLE -> variables.addAlias(name, target, constant, functions);
      case TYPE -> {
        // Types have one name in Java; the alias adds nothing.
      }
    }
  }

  private void addCompound(
      String name, Declaration.Constant constant, ConstantValue.Compound compound) {
    Optional<Problem> problem = binding.problemOfTarget();
    Optional<String> type = binding.classes.record(compound.record());
    List<StatementView> statements = new ArrayList<>();
    if (problem.isEmpty()
        && (type.isEmpty() || !assign("value$.segment()", compound, 0, statements))) {
      problem =
          Optional.of(
              new Problem(Skip.Reason.UNSUPPORTED_TYPE, "a compound literal with such members"));
    }
    if (problem.isPresent()) {
      binding.skip(name, constant.at(), problem.get());
      return;
    }
    parts.add(
        new CompoundView(
            new Javadoc()
                .text(constant.doc())
                .paragraph("Allocates the value of the macro.")
                .toString("  "),
            type.get(),
            binding.methods.claim(JavaNames.identifier(name)),
            statements));
  }

  /** Writes the members of a compound literal by offset; false if some cannot be written. */
  private boolean assign(
      String segment, ConstantValue.Compound compound, long base, List<StatementView> statements) {
    Declaration.Record record = binding.layouts.record(compound.record());
    for (ConstantValue.Member member : compound.members()) {
      if (!assign(segment, record, member.name(), member.value(), base, statements)) {
        return false;
      }
    }
    return true;
  }

  private boolean assign(
      String segment,
      Declaration.Record record,
      String path,
      ConstantValue value,
      long base,
      List<StatementView> statements) {
    String name = path.split("[.\\[]", 2)[0];
    String rest = path.substring(name.length());
    for (Declaration.Field field : record.fields()) {
      if (field.isAnonymousRecord() && field.lowering() instanceof Lowering.ByValue(String key)) {
        if (assign(
            segment, binding.layouts.record(key), path, value, base + field.offset(), statements)) {
          return true;
        }
      } else if (field.name().equals(name)) {
        if (field.bits().isPresent()) {
          boolean bigEndian = binding.target.bigEndian();
          BitField place = BitField.of(field, base, record.size() + base, bigEndian);
          return value instanceof ConstantValue.Int(BigInteger bits, CType _)
              && (place.isOneLoad() || !bigEndian)
              && statements.add(
                  new StatementView(
                      place.set(segment, JavaLiterals.integer(bits, BitField.type(field), false))));
        }
        return assign(segment, field.lowering(), rest, value, base + field.offset(), statements);
      }
    }
    return false;
  }

  private boolean assign(
      String segment,
      Lowering lowering,
      String path,
      ConstantValue value,
      long offset,
      List<StatementView> statements) {
    if (path.startsWith("[") && lowering instanceof Lowering.Array array) {
      int end = path.indexOf(']');
      if (end < 0 || !path.substring(1, end).matches("\\d{1,9}")) {
        return false;
      }
      long index = Long.parseLong(path.substring(1, end));
      return assign(
          segment,
          array.element(),
          path.substring(end + 1),
          value,
          offset + index * binding.layouts.size(array.element()),
          statements);
    }
    if (path.startsWith(".") && lowering instanceof Lowering.ByValue(String key)) {
      return assign(
          segment, binding.layouts.record(key), path.substring(1), value, offset, statements);
    }
    if (value instanceof ConstantValue.Compound compound) {
      return assign(segment, compound, offset, statements);
    }
    if (value instanceof ConstantValue.Str(List<Long> units, var _)
        && lowering instanceof Lowering.Array(Lowering.Scalar(CType ctype), var _)) {
      for (int i = 0; i < units.size(); i++) {
        ConstantValue unit = new ConstantValue.Int(BigInteger.valueOf(units.get(i)), ctype);
        set(segment, ctype, unit, offset + (long) i * ctype.size(8), statements);
      }
      return true;
    }
    return lowering instanceof Lowering.Scalar(CType ctype)
        && set(segment, ctype, value, offset, statements);
  }

  private boolean set(
      String segment,
      CType ctype,
      ConstantValue value,
      long offset,
      List<StatementView> statements) {
    String literal =
        switch (value) {
          case ConstantValue.Int(BigInteger number, CType _)
              when ctype.isInteger() || ctype == CType.BOOL ->
              JavaLiterals.integer(number, ctype, false);
          case ConstantValue.Int(BigInteger number, CType _)
              when ctype == CType.F32 || ctype == CType.F64 ->
              JavaLiterals.floating(number.doubleValue(), ctype);
          case ConstantValue.Int(BigInteger number, CType _) ->
              "MemorySegment.ofAddress(" + JavaLiterals.integer(number, CType.I64, false) + ")";
          case ConstantValue.Float(double number, CType _, boolean _)
              when ctype == CType.F32 || ctype == CType.F64 ->
              JavaLiterals.floating(number, ctype);
          case ConstantValue.Address(BigInteger address) when !ctype.isInteger() ->
              "MemorySegment.ofAddress(" + JavaLiterals.integer(address, CType.I64, false) + ")";
          default -> "";
        };
    Carrier carrier = carrier(ctype);
    return !literal.isEmpty()
        && statements.add(
            new StatementView(
                segment
                    + ".set("
                    + carrier.access(offset % carrier.size() == 0 ? carrier.size() : 1)
                    + ", "
                    + Records.number(offset)
                    + ", "
                    + literal
                    + ")"));
  }
}
