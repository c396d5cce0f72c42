package dev.ligature.generator.header;

import dev.ligature.idl.CType;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import java.util.Optional;

/**
 * A C type in the IDL's terms.
 *
 * @param lowering what memory holds
 * @param refusal why no call can pass it by value, if so
 */
record Converted(Type type, Lowering lowering, Optional<Refusal> refusal) {

  /** Why something cannot be bound. */
  record Refusal(Skip.Reason reason, String detail) {}

  static Converted of(Type type, CType ctype) {
    return new Converted(type, Lowering.of(ctype), Optional.empty());
  }

  static Converted scalar(CType ctype, String name) {
    return of(new Type.Scalar(ctype, name), ctype);
  }

  static Converted opaque(String c, long size, long align, Skip.Reason reason) {
    return new Converted(
        new Type.Opaque(c, Math.max(size, 0), Math.max(align, 1)),
        new Lowering.Opaque(Math.max(size, 0), Math.max(align, 1)),
        Optional.of(new Refusal(reason, c)));
  }

  Converted with(Type newType) {
    return new Converted(newType, lowering, refusal);
  }
}
