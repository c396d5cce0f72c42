package dev.ligature.templates.luau;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Target;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A constant whose value Luau writes as a literal: what the module's table and the module's type
 * say of it. That needs nothing but the constant, and most of a large module is made of them.
 */
record ConstantLiteral(EntryView entry, MemberView member) {

  /** {@return the literals among an IDL's constants, by name} */
  static Map<String, ConstantLiteral> of(Idl idl) {
    Map<String, ConstantLiteral> literals = HashMap.newHashMap(idl.constants().size());
    Target target = idl.targets().getFirst();
    idl.constants()
        .forEach(
            (name, constant) ->
                of(name, constant, target).ifPresent(literal -> literals.put(name, literal)));
    return literals;
  }

  private static Optional<ConstantLiteral> of(
      String name, Declaration.Constant constant, Target target) {
    return switch (constant.value()) {
      case ConstantValue.Int(BigInteger value, CType ctype) when ctype == CType.BOOL ->
          Optional.of(literal(name, constant, "boolean", String.valueOf(value.signum() != 0)));
      case ConstantValue.Int(BigInteger value, _) when LuauText.isInteger(value) ->
          Optional.of(
              literal(
                  name,
                  constant,
                  LuauText.integerType(value),
                  LuauText.integer(value, constant.text())));
      case ConstantValue.Float(double value, _, _) ->
          Optional.of(literal(name, constant, "number", LuauText.number(value)));
      case ConstantValue.Str string ->
          Optional.of(literal(name, constant, "string", LuauText.quote(string, target)));
      case ConstantValue.Int _,
          ConstantValue.Address _,
          ConstantValue.Alias _,
          ConstantValue.Compound _ ->
          Optional.empty();
    };
  }

  private static ConstantLiteral literal(
      String name, Declaration.Constant constant, String type, String value) {
    String key = LuauText.key(name);
    List<String> doc = LuauText.docLines(constant.doc(), Optional.empty(), "");
    return new ConstantLiteral(new EntryView(key, value), new MemberView(doc, key, type));
  }
}
