package dev.ligature.generator.header;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.ConstantValue.Encoding;
import dev.ligature.idl.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads C's literals as the target understands them (C17 6.4.4 and 6.4.5). */
final class CLiterals {
  private final Target target;

  CLiterals(Target target) {
    this.target = target;
  }

  /** The six types that an integer literal can have, in the order of conversion rank. */
  enum IntType {
    INT,
    UINT,
    LONG,
    ULONG,
    LLONG,
    ULLONG;

    private static final List<IntType> ALL = List.of(values());

    boolean unsigned() {
      return ordinal() % 2 == 1;
    }

    IntType toUnsigned() {
      return unsigned() ? this : ALL.get(ordinal() + 1);
    }
  }

  /** {@return what plain {@code char} lowers to} */
  CType plainChar() {
    return target.plainChar();
  }

  /** {@return the bytes of a pointer on the target} */
  int pointerSize() {
    return target.pointerSize();
  }

  /** {@return the type of {@code sizeof} on the target} */
  IntType sizeType() {
    return difference().toUnsigned();
  }

  /** {@return the type of the difference of two pointers on the target} */
  IntType difference() {
    return target.pointerSize() < 8
        ? IntType.INT
        : target.longSize() == 8 ? IntType.LONG : IntType.LLONG;
  }

  /** {@return bits of a type on the target} */
  int bits(IntType type) {
    return switch (type) {
      case INT, UINT -> 32;
      case LONG, ULONG -> target.longSize() * 8;
      case LLONG, ULLONG -> 64;
    };
  }

  /** {@return whether a value is one of the type} */
  boolean fits(BigInteger value, IntType type) {
    return type.unsigned()
        ? value.signum() >= 0 && value.bitLength() <= bits(type)
        : value.bitLength() < bits(type);
  }

  /** {@return the lowering of a type on the target} */
  CType lowering(IntType type) {
    boolean wide = bits(type) == 64;
    return type.unsigned() ? (wide ? CType.U64 : CType.U32) : (wide ? CType.I64 : CType.I32);
  }

  /** An integer and its type. */
  record Int(BigInteger value, IntType type) {}

  /** {@return the value of an integer literal; empty if it is none or fits no type} */
  Optional<Int> integer(String literal) {
    String text = literal.indexOf('\'') < 0 ? literal : literal.replace("'", "");
    int end = text.length();
    int longs = 0;
    boolean unsigned = false;
    while (end > 0) {
      char c = text.charAt(end - 1);
      if ((c == 'u' || c == 'U') && !unsigned) {
        unsigned = true;
        end--;
      } else if ((c == 'l' || c == 'L') && longs == 0) {
        // Both of a long long's stand together.
        longs = end > 1 && (text.charAt(end - 2) | 0x20) == 'l' ? 2 : 1;
        end -= longs;
      } else {
        break;
      }
    }
    int start = 0;
    int radix = 10;
    if (end > 1 && text.charAt(0) == '0') {
      int letter = text.charAt(1) | 0x20;
      radix = letter == 'x' ? 16 : letter == 'b' ? 2 : 8;
      start = radix == 8 ? 1 : 2;
    }
    if (start == end || end - start > 70) {
      return Optional.empty();
    }
    for (int i = start; i < end; i++) {
      if (Character.digit(text.charAt(i), radix) < 0) {
        return Optional.empty();
      }
    }
    // Fifteen digits fit a long in every radix.
    BigInteger value =
        end - start <= 15
            ? BigInteger.valueOf(Long.parseLong(text, start, end, radix))
            : new BigInteger(text.substring(start, end), radix);
    for (IntType type : IntType.ALL) {
      boolean allowed =
          type.ordinal() / 2 >= longs
              && (unsigned ? type.unsigned() : radix != 10 || !type.unsigned());
      if (allowed && fits(value, type)) {
        return Optional.of(new Int(value, type));
      }
    }
    return Optional.empty();
  }

  /** {@return whether a token is a decimal integer that no type of 64 bits holds} */
  static boolean isTooLarge(CToken token) {
    if (token.kind() != CToken.Kind.NUMBER || token.text().length() < 20) {
      return false;
    }
    String digits = token.text().replace("'", "").replaceFirst("[uUlL]*$", "");
    return digits.matches("[1-9][0-9]*") && new BigInteger(digits).bitLength() > 64;
  }

  /** {@return the value of a floating literal; empty if it is none or of another type} */
  static Optional<ConstantValue.Float> floating(String literal) {
    String text = literal.replace("'", "");
    boolean hex = text.startsWith("0x") || text.startsWith("0X");
    boolean floating =
        text.indexOf('.') >= 0
            || (hex
                ? text.indexOf('p') >= 0 || text.indexOf('P') >= 0
                : text.indexOf('e') >= 0 || text.indexOf('E') >= 0);
    if (!floating || (hex && text.indexOf('p') < 0 && text.indexOf('P') < 0)) {
      return Optional.empty();
    }
    char last = Character.toLowerCase(text.charAt(text.length() - 1));
    boolean single = last == 'f';
    boolean extended = last == 'l';
    String number = single || extended ? text.substring(0, text.length() - 1) : text;
    try {
      if (single) {
        float value = Float.parseFloat(number);
        return Float.isInfinite(value)
            ? Optional.empty()
            : Optional.of(new ConstantValue.Float(value, CType.F32, false));
      }
      double value = Double.parseDouble(number);
      if (Double.isInfinite(value)) {
        return Optional.empty();
      }
      boolean inexact =
          extended && !hex && new BigDecimal(value).compareTo(new BigDecimal(number)) != 0;
      return Optional.of(new ConstantValue.Float(value, CType.F64, inexact));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** {@return the value of a character constant with its lowering; empty if it is ill-formed} */
  Optional<ConstantValue.Int> character(String literal) {
    int quote = literal.indexOf('\'');
    String prefix = literal.substring(0, quote);
    Encoding encoding = encoding(prefix);
    Optional<List<Long>> units =
        units(literal.substring(quote + 1, literal.length() - 1), encoding);
    if (units.isEmpty() || units.get().isEmpty() || units.get().size() > 4) {
      return Optional.empty();
    }
    List<Long> list = units.get();
    if (encoding != Encoding.NARROW) {
      if (list.size() != 1) {
        return Optional.empty();
      }
      CType type =
          switch (encoding) {
            case WIDE -> target.wchar();
            case UTF16 -> CType.U16;
            case UTF32 -> CType.U32;
            default -> CType.U8;
          };
      long value = list.getFirst();
      if (type == CType.I32) {
        value = (int) value;
      }
      return Optional.of(new ConstantValue.Int(BigInteger.valueOf(value), type));
    }
    int value = 0;
    for (long unit : list) {
      value = (value << 8) | (int) unit;
    }
    if (list.size() == 1 && target.plainChar() == CType.I8) {
      value = (byte) value;
    }
    return Optional.of(new ConstantValue.Int(BigInteger.valueOf(value), CType.I32));
  }

  /** {@return the string that literals make, as clang prints them; empty if they make none} */
  Optional<ConstantValue.Str> printed(String source) {
    return CToken.lex(source).flatMap(tokens -> string(tokens.stream().map(CToken::text).toList()));
  }

  /** {@return the string that adjacent literals make; empty if they make none} */
  Optional<ConstantValue.Str> string(List<String> literals) {
    Encoding encoding = Encoding.NARROW;
    for (String literal : literals) {
      Encoding one = encoding(literal.substring(0, literal.indexOf('"')));
      if (one != Encoding.NARROW) {
        if (encoding != Encoding.NARROW && encoding != one) {
          return Optional.empty();
        }
        encoding = one;
      }
    }
    List<Long> all = new ArrayList<>();
    for (String literal : literals) {
      int quote = literal.indexOf('"');
      Optional<List<Long>> units =
          units(literal.substring(quote + 1, literal.length() - 1), encoding);
      if (units.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(units.get());
    }
    return Optional.of(new ConstantValue.Str(all, encoding));
  }

  /** {@return the bytes of the array that adjacent literals make, with the terminating zero} */
  Optional<Long> sizeOfString(List<String> literals) {
    return string(literals).map(text -> (text.units().size() + 1L) * unitSize(text.encoding()));
  }

  private static Encoding encoding(String prefix) {
    return switch (prefix) {
      case "L" -> Encoding.WIDE;
      case "u8" -> Encoding.UTF8;
      case "u" -> Encoding.UTF16;
      case "U" -> Encoding.UTF32;
      default -> Encoding.NARROW;
    };
  }

  private int unitSize(Encoding encoding) {
    return switch (encoding) {
      case NARROW, UTF8 -> 1;
      case UTF16 -> 2;
      case UTF32 -> 4;
      case WIDE -> target.wcharSize();
    };
  }

  /** Translates the text between the quotes into units; empty if it is ill-formed. */
  private Optional<List<Long>> units(String text, Encoding encoding) {
    List<Long> units = new ArrayList<>(text.length());
    int size = unitSize(encoding);
    long limit = 1L << (8 * size);
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == 0xFFFD) {
        // The file is not UTF-8 here; only the compiler knows the bytes.
        return Optional.empty();
      }
      if (c != '\\') {
        encode(units, c, size);
        continue;
      }
      if (i == text.length()) {
        return Optional.empty();
      }
      char escape = text.charAt(i++);
      long value;
      switch (escape) {
        case 'n' -> value = 10;
        case 't' -> value = 9;
        case 'r' -> value = 13;
        case 'a' -> value = 7;
        case 'b' -> value = 8;
        case 'f' -> value = 12;
        case 'v' -> value = 11;
        case 'e', 'E' -> value = 27;
        case '\\', '\'', '"', '?' -> value = escape;
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          value = escape - '0';
          for (int n = 1; n < 3 && i < text.length() && isOctal(text.charAt(i)); n++) {
            value = value * 8 + (text.charAt(i++) - '0');
          }
        }
        case 'x' -> {
          value = 0;
          int start = i;
          while (i < text.length() && Character.digit(text.charAt(i), 16) >= 0) {
            value = value * 16 + Character.digit(text.charAt(i++), 16);
            if (value >= limit) {
              return Optional.empty();
            }
          }
          if (i == start) {
            return Optional.empty();
          }
        }
        case 'u', 'U' -> {
          int length = escape == 'u' ? 4 : 8;
          if (i + length > text.length()) {
            return Optional.empty();
          }
          int point = 0;
          for (int n = 0; n < length; n++) {
            int digit = Character.digit(text.charAt(i++), 16);
            if (digit < 0) {
              return Optional.empty();
            }
            point = point << 4 | digit;
          }
          if (!Character.isValidCodePoint(point)) {
            return Optional.empty();
          }
          encode(units, point, size);
          continue;
        }
        default -> {
          return Optional.empty();
        }
      }
      if (value >= limit) {
        return Optional.empty();
      }
      units.add(value);
    }
    return Optional.of(units);
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static void encode(List<Long> units, int point, int size) {
    switch (size) {
      case 1 -> {
        if (point < 0x80) {
          units.add((long) point);
        } else {
          for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            units.add(b & 0xFFL);
          }
        }
      }
      case 2 -> {
        for (char c : Character.toChars(point)) {
          units.add((long) c);
        }
      }
      default -> units.add((long) point);
    }
  }
}
