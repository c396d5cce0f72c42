package dev.ligature.generator.header;

import dev.ligature.idl.CType;
import dev.ligature.idl.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads C's own type names where a macro stands for one: {@code #define U4 unsigned int}. */
final class BuiltinTypes {
  /** The words that C's own types consist of. */
  static final Set<String> WORDS =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "_Bool",
          "_Complex",
          "__int8",
          "__int16",
          "__int32",
          "__int64",
          "__int128");

  /** The words before a tag. */
  static final Set<String> TAGS = Set.of("struct", "union", "enum");

  private BuiltinTypes() {}

  /** {@return the type that the words name; empty if they name none} */
  static Optional<Converted> parse(List<CToken> tokens, CLiterals literals) {
    int longs = 0;
    boolean unsigned = false;
    boolean signed = false;
    String base = "";
    int stars = 0;
    for (CToken token : tokens) {
      String word = token.text();
      if (token.is("*")) {
        stars++;
        continue;
      }
      if (stars > 0) {
        return Optional.empty();
      }
      switch (word) {
        case "long" -> longs++;
        case "unsigned" -> unsigned = true;
        case "signed" -> signed = true;
        case "int" -> {
          if (base.isEmpty()) {
            base = "int";
          }
        }
        case "char",
            "short",
            "float",
            "double",
            "void",
            "_Bool",
            "__int64",
            "__int32",
            "__int16",
            "__int8" -> {
          if (!base.isEmpty() && !base.equals("int")) {
            return Optional.empty();
          }
          base = word;
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return scalar(base, longs, unsigned, signed, literals)
        .map(converted -> pointers(converted, tokens.stream().filter(t -> t.is("*")).count()));
  }

  private static Converted pointers(Converted converted, long stars) {
    Type type = converted.type();
    for (int i = 0; i < stars; i++) {
      type = new Type.Pointer(type);
    }
    return stars == 0 ? converted : Converted.of(type, CType.POINTER);
  }

  private static Optional<Converted> scalar(
      String base, int longs, boolean unsigned, boolean signed, CLiterals literals) {
    boolean plain = !unsigned && !signed;
    return switch (base) {
      case "void" -> Optional.of(Converted.scalar(CType.VOID, "void"));
      case "_Bool" -> Optional.of(Converted.scalar(CType.BOOL, "_Bool"));
      case "float" -> Optional.of(Converted.scalar(CType.F32, "float"));
      case "double" ->
          longs == 0 ? Optional.of(Converted.scalar(CType.F64, "double")) : Optional.empty();
      case "char" ->
          Optional.of(
              unsigned
                  ? Converted.scalar(CType.U8, "unsigned char")
                  : signed
                      ? Converted.scalar(CType.I8, "signed char")
                      : Converted.scalar(literals.plainChar(), "char"));
      case "__int8" ->
          Optional.of(
              unsigned
                  ? Converted.scalar(CType.U8, "unsigned char")
                  : Converted.scalar(
                      plain ? literals.plainChar() : CType.I8, plain ? "char" : "signed char"));
      case "short", "__int16" ->
          Optional.of(
              unsigned
                  ? Converted.scalar(CType.U16, "unsigned short")
                  : Converted.scalar(CType.I16, "short"));
      case "__int64" -> Optional.of(integer(2, unsigned, literals));
      default -> longs > 2 ? Optional.empty() : Optional.of(integer(longs, unsigned, literals));
    };
  }

  private static Converted integer(int longs, boolean unsigned, CLiterals literals) {
    CLiterals.IntType type = CLiterals.IntType.values()[2 * longs + (unsigned ? 1 : 0)];
    String name = (unsigned ? "unsigned " : "") + List.of("int", "long", "long long").get(longs);
    return Converted.scalar(literals.lowering(type), name);
  }

  /** {@return the scalar for a typedef name of the standard library} */
  static Converted standard(String name) {
    return Types.standard(name);
  }
}
