package dev.ligature.templates;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import java.util.Locale;
import java.util.Optional;

/** Whether a call through Panama can carry a signature, and why not. */
public final class Callability {
  private final Idl idl;

  /** Creates the judge of an IDL's signatures. */
  public Callability(Idl idl) {
    this.idl = idl;
  }

  /**
   * A reason not to bind.
   *
   * @param detail one line for a person
   */
  public record Obstacle(Skip.Reason reason, String detail) {}

  /** {@return what keeps a signature from being called or called back, or empty} */
  public Optional<Obstacle> of(Signature signature) {
    Optional<Obstacle> obstacle = of("result", signature.ret(), signature.retLowering());
    for (int i = 0; i < signature.args().size() && obstacle.isEmpty(); i++) {
      Signature.Parameter arg = signature.args().get(i);
      String what = "parameter " + (arg.name().isEmpty() ? i + 1 : "'" + arg.name() + "'");
      obstacle = of(what, arg.type(), arg.lowering());
    }
    return obstacle;
  }

  /** {@return what keeps a parameter or a result from being passed, or empty} */
  private Optional<Obstacle> of(String what, Type type, Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar _ -> Optional.empty();
      case Lowering.ByValue(String id) -> byValue(what, id);
      case Lowering.Array _ ->
          Optional.of(new Obstacle(Skip.Reason.UNSUPPORTED_TYPE, what + " is an array by value"));
      case Lowering.Opaque _ -> Optional.of(opaque(what, type));
    };
  }

  private Optional<Obstacle> byValue(String what, String id) {
    Declaration.Record record = idl.records().get(id);
    if (record == null || record.opaque()) {
      return Optional.of(
          new Obstacle(
              Skip.Reason.INCOMPLETE_TYPE, what + " is '" + id + "', which no header defines"));
    }
    if (record.size() == 0) {
      return Optional.of(
          new Obstacle(Skip.Reason.UNSUPPORTED_TYPE, what + " is '" + id + "', which is empty"));
    }
    return held(what, id, record);
  }

  private Optional<Obstacle> held(String what, String id, Declaration.Record record) {
    for (Declaration.Field field : record.fields()) {
      Lowering lowering = field.lowering();
      while (lowering instanceof Lowering.Array array) {
        lowering = array.element();
      }
      Optional<Obstacle> obstacle =
          switch (lowering) {
            case Lowering.Opaque _ ->
                Optional.of(opaque("'" + field.name() + "' in " + what, element(field.type())));
            case Lowering.ByValue(String inner) when !inner.equals(id) ->
                held(what, inner, idl.records().get(inner));
            default -> Optional.empty();
          };
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  private Type element(Type type) {
    Type current = idl.resolve(type);
    while (current instanceof Type.Array array) {
      current = idl.resolve(array.element());
    }
    return current;
  }

  private Obstacle opaque(String what, Type type) {
    Type resolved = idl.resolve(type);
    String c = resolved instanceof Type.Opaque opaque ? opaque.c() : CType.VOID.spelling();
    String lower = c.toLowerCase(Locale.ROOT);
    Skip.Reason reason =
        lower.contains("_atomic")
            ? Skip.Reason.ATOMIC
            : lower.contains("_complex")
                ? Skip.Reason.COMPLEX
                : lower.contains("int128")
                    ? Skip.Reason.INT128
                    : lower.contains("vector")
                        ? Skip.Reason.VECTOR
                        : lower.contains("long double") || lower.contains("float128")
                            ? Skip.Reason.LONG_DOUBLE
                            : Skip.Reason.UNSUPPORTED_TYPE;
    return new Obstacle(reason, what + " is '" + c + "'");
  }
}
