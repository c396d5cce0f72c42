package dev.ligature.idl;

import dev.ligature.idl.ConstantValue.AliasKind;
import dev.ligature.idl.ConstantValue.Encoding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the values of constants. */
final class ConstantReader {
  private static final Map<String, Encoding> ENCODINGS =
      TypeReader.byCode(Encoding.values(), IdlWriter::code);
  private static final Map<String, AliasKind> ALIAS_KINDS =
      TypeReader.byCode(AliasKind.values(), IdlWriter::code);
  private static final BigInteger U64_MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final int wcharSize;

  /**
   * @param wcharSize bytes of the units of wide strings
   */
  ConstantReader(int wcharSize) {
    this.wcharSize = wcharSize;
  }

  /**
   * {@return the value in an object}
   *
   * @param further keys that the object may have besides the value's
   */
  ConstantValue value(JsonCursor at, Set<String> further) {
    String kind = kind(at);
    at.object(
        "a constant with \"" + kind + "\"",
        TypeReader.union(
            further,
            switch (kind) {
              case "value" -> Set.of("value", "ctype", "inexact");
              case "string" -> Set.of("string", "encoding");
              case "units" -> Set.of("units", "encoding");
              case "address" -> Set.of("address");
              case "alias" -> Set.of("alias", "kind");
              default -> Set.of("record", "members");
            }));
    return switch (kind) {
      case "value" -> number(at);
      case "string" -> {
        Encoding encoding = at.get("encoding").choice(ENCODINGS);
        JsonCursor text = at.get("string");
        yield new ConstantValue.Str(
            StringUnits.units(text.string(), encoding, wcharSize)
                .orElseThrow(() -> text.error("text; half a surrogate pair goes into \"units\"")),
            encoding);
      }
      case "units" ->
          new ConstantValue.Str(
              at.get("units")
                  .list(
                      "the units of a string",
                      unit -> unit.number(0, 0xffff_ffffL, "a unit from 0 to 4294967295")),
              at.get("encoding").choice(ENCODINGS));
      case "address" -> new ConstantValue.Address(address(at.get("address")));
      case "alias" ->
          new ConstantValue.Alias(
              TypeReader.identifier(at.get("alias")), at.get("kind").choice(ALIAS_KINDS));
      default ->
          new ConstantValue.Compound(
              TypeReader.tagKey(at.get("record")), members(at.get("members")));
    };
  }

  private static String kind(JsonCursor at) {
    for (String kind : List.of("value", "string", "units", "address", "alias", "members")) {
      if (at.has(kind)) {
        return kind;
      }
    }
    throw at.error(
        "a constant: one of \"value\", \"string\", \"units\", \"address\", \"alias\", \"members\"");
  }

  private static ConstantValue number(JsonCursor at) {
    JsonCursor ctype = at.get("ctype");
    CType type = ctype.choice(TypeReader.CTYPES);
    if (type == CType.F32 || type == CType.F64) {
      double number = at.get("value").floating();
      if (type == CType.F32 && (float) number != number && !Double.isNaN(number)) {
        throw at.get("value").error("a number that a float holds");
      }
      return new ConstantValue.Float(number, type, at.flag("inexact", false));
    }
    if (!type.isInteger() && type != CType.BOOL) {
      throw ctype.error("an integer type, bool, f32 or f64");
    }
    if (at.has("inexact")) {
      throw at.get("inexact").error("no such key where the value is an integer");
    }
    BigInteger value = at.get("value").integer();
    if (!fits(value, type)) {
      throw at.get("value").error("a value that " + type.spelling() + " holds");
    }
    return new ConstantValue.Int(value, type);
  }

  /** {@return whether the type holds the value; of isize and usize the wider form is meant} */
  static boolean fits(BigInteger value, CType type) {
    if (type == CType.BOOL) {
      return value.signum() == 0 || value.equals(BigInteger.ONE);
    }
    int bits = type.size(8) * 8;
    return type.isUnsigned()
        ? value.signum() >= 0 && value.bitLength() <= bits
        : value.bitLength() < bits;
  }

  private static BigInteger address(JsonCursor at) {
    if (!at.isString()) {
      throw at.error("a string of decimal digits");
    }
    BigInteger address = at.integer();
    if (address.signum() < 0 || address.compareTo(U64_MAX) > 0) {
      throw at.error("an address from 0 to 2^64-1");
    }
    return address;
  }

  private List<ConstantValue.Member> members(JsonCursor at) {
    List<ConstantValue.Member> members = new ArrayList<>();
    for (Map.Entry<String, JsonCursor> entry : at.entries("the members of a record")) {
      if (!IdlNames.MEMBER.matcher(entry.getKey()).matches()) {
        throw entry
            .getValue()
            .error("a member's name as key, not " + JsonStrings.quote(entry.getKey()));
      }
      members.add(new ConstantValue.Member(entry.getKey(), value(entry.getValue(), Set.of())));
    }
    return members;
  }
}
