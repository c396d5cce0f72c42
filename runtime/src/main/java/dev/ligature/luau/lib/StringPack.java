package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code string.pack}, {@code string.packsize} and {@code string.unpack}: values in binary form as
 * a format describes them. Sizes are in bytes.
 */
final class StringPack {
  private static final int MAX_INTEGER = 16;
  private static final int MAX_ALIGNMENT = 8;
  private static final int LONG_SIZE = 8;

  private enum Kind {
    SIGNED,
    UNSIGNED,
    FLOAT,
    CHARS,
    STRING,
    ZERO_TERMINATED,
    PADDING,
    ALIGNMENT,
    NONE
  }

  private final String function;
  private final byte[] format;
  private int at;
  private boolean little = true;
  private int maxAlignment = 1;
  private int size;
  private int alignment;

  private StringPack(String function, byte[] format) {
    this.function = function;
    this.format = format;
  }

  private int peek() {
    return at < format.length ? format[at] & 0xff : 0;
  }

  private boolean more() {
    return peek() != 0;
  }

  private int number(int absent) {
    if (peek() < '0' || peek() > '9') {
      return absent;
    }
    int value = 0;
    do {
      value = value * 10 + (format[at++] - '0');
    } while (peek() >= '0' && peek() <= '9' && value <= (Integer.MAX_VALUE - 9) / 10);
    if (value > ByteBuilder.MAX_STRING || (peek() >= '0' && peek() <= '9')) {
      throw LibError.of("size specifier is too large");
    }
    return value;
  }

  private int limitedNumber(int absent) {
    int value = number(absent);
    if (value > MAX_INTEGER || value <= 0) {
      throw LibError.of("integral size (" + value + ") out of limits [1," + MAX_INTEGER + "]");
    }
    return value;
  }

  private Kind sized(Kind kind, int bytes) {
    size = bytes;
    return kind;
  }

  /** Reads one option and its size. */
  private Kind option() {
    char letter = (char) (format[at++] & 0xff);
    size = 0;
    switch (letter) {
      case 'b' -> {
        return sized(Kind.SIGNED, 1);
      }
      case 'B' -> {
        return sized(Kind.UNSIGNED, 1);
      }
      case 'h' -> {
        return sized(Kind.SIGNED, 2);
      }
      case 'H' -> {
        return sized(Kind.UNSIGNED, 2);
      }
      case 'l' -> {
        return sized(Kind.SIGNED, 8);
      }
      case 'L' -> {
        return sized(Kind.UNSIGNED, 8);
      }
      case 'j' -> {
        return sized(Kind.SIGNED, 4);
      }
      case 'J', 'T' -> {
        return sized(Kind.UNSIGNED, 4);
      }
      case 'f' -> {
        return sized(Kind.FLOAT, 4);
      }
      case 'd', 'n' -> {
        return sized(Kind.FLOAT, 8);
      }
      case 'i' -> {
        return sized(Kind.SIGNED, limitedNumber(4));
      }
      case 'I' -> {
        return sized(Kind.UNSIGNED, limitedNumber(4));
      }
      case 's' -> {
        return sized(Kind.STRING, limitedNumber(4));
      }
      case 'c' -> {
        int count = number(-1);
        if (count == -1) {
          throw LibError.of("missing size for format option 'c'");
        }
        return sized(Kind.CHARS, count);
      }
      case 'z' -> {
        return Kind.ZERO_TERMINATED;
      }
      case 'x' -> {
        return sized(Kind.PADDING, 1);
      }
      case 'X' -> {
        return Kind.ALIGNMENT;
      }
      case ' ' -> {}
      case '<', '=' -> little = true;
      case '>' -> little = false;
      case '!' -> maxAlignment = limitedNumber(MAX_ALIGNMENT);
      default -> throw LibError.latin("invalid format option '" + letter + "'");
    }
    return Kind.NONE;
  }

  /** Reads one option, its size and the padding before it at offset {@code total}. */
  private Kind details(int total) {
    Kind kind = option();
    int align = size;
    if (kind == Kind.ALIGNMENT) {
      boolean valid = more();
      if (valid) {
        valid = option() != Kind.CHARS && size != 0;
      }
      align = size;
      size = 0;
      if (!valid) {
        throw Args.invalid(1, function, "invalid next option for option 'X'");
      }
    }
    alignment = 0;
    if (align > 1 && kind != Kind.CHARS) {
      align = Math.min(align, maxAlignment);
      if ((align & align - 1) != 0) {
        throw Args.invalid(1, function, "format asks for alignment not power of 2");
      }
      alignment = align - (total & align - 1) & align - 1;
    }
    return kind;
  }

  static LuauString pack(Object[] args) {
    StringPack h =
        new StringPack("pack", Args.bytes(args.length > 0 ? args[0] : Args.NONE, 1, "pack"));
    ByteBuilder out = new ByteBuilder(h.format.length * 8);
    int n = 1;
    int total = 0;
    while (h.more()) {
      Kind kind = h.details(total);
      total += h.alignment + h.size;
      out.fill('\0', h.alignment);
      n++;
      // The official implementation has a nil of its own behind the arguments.
      Object value = n <= args.length ? args[n - 1] : n == args.length + 1 ? null : Args.NONE;
      switch (kind) {
        case SIGNED -> {
          long integer = Numbers.toLong(Args.number(value, n, "pack"));
          if (h.size < LONG_SIZE) {
            long limit = 1L << h.size * 8 - 1;
            Args.check(-limit <= integer && integer < limit, n, "pack", "integer overflow");
          }
          h.integer(out, integer, integer < 0);
        }
        case UNSIGNED -> {
          long integer = Numbers.toLong(Args.number(value, n, "pack"));
          if (h.size < LONG_SIZE) {
            boolean fits = integer >>> h.size * 8 == 0;
            Args.check(fits, n, "pack", "unsigned overflow");
          }
          h.integer(out, integer, false);
        }
        case FLOAT -> {
          double number = Args.number(value, n, "pack");
          h.integer(
              out,
              h.size == 4
                  ? Float.floatToRawIntBits((float) number)
                  : Double.doubleToRawLongBits(number),
              false);
        }
        case CHARS -> {
          byte[] text = Args.bytes(value, n, "pack");
          Args.check(text.length <= h.size, n, "pack", "string longer than given size");
          out.append(text);
          out.fill('\0', h.size - text.length);
        }
        case STRING -> {
          byte[] text = Args.bytes(value, n, "pack");
          boolean fits = h.size >= LONG_SIZE || text.length < 1L << h.size * 8;
          Args.check(fits, n, "pack", "string length does not fit in given size");
          h.integer(out, text.length, false);
          out.append(text);
          total += text.length;
        }
        case ZERO_TERMINATED -> {
          byte[] text = Args.bytes(value, n, "pack");
          boolean clean = ByteSearch.indexOf(text, 0, text.length, (byte) 0) < 0;
          Args.check(clean, n, "pack", "string contains zeros");
          out.append(text);
          out.append((byte) 0);
          total += text.length + 1;
        }
        case PADDING -> {
          out.append((byte) 0);
          n--;
        }
        case ALIGNMENT, NONE -> n--;
      }
    }
    return LuauString.of(out.take());
  }

  /** Writes an integer in {@link #size} bytes; wider ones than a long are filled by the sign. */
  private void integer(ByteBuilder out, long value, boolean negative) {
    out.reserve(size);
    for (int i = 0; i < size; i++) {
      int place = little ? i : size - 1 - i;
      byte b = place < LONG_SIZE ? (byte) (value >>> place * 8) : negative ? (byte) -1 : (byte) 0;
      out.append(b);
    }
  }

  static int packsize(byte[] format) {
    StringPack h = new StringPack("packsize", format);
    int total = 0;
    while (h.more()) {
      Kind kind = h.details(total);
      boolean fixed = kind != Kind.STRING && kind != Kind.ZERO_TERMINATED;
      Args.check(fixed, 1, "packsize", "variable-length format");
      int bytes = h.size + h.alignment;
      boolean fits = total <= ByteBuilder.MAX_STRING - bytes;
      Args.check(fits, 1, "packsize", "format result too large");
      total += bytes;
    }
    return total;
  }

  static Object unpack(byte[] format, byte[] data, Object position) {
    int length = data.length;
    int at = Math.max(StringLib.position(Args.integer(position, 3, "unpack", 1), length) - 1, 0);
    Args.check(at <= length, 3, "unpack", "initial position out of string");
    StringPack h = new StringPack("unpack", format);
    List<Object> results = new ArrayList<>();
    while (h.more()) {
      Kind kind = h.details(at);
      boolean fits = (long) h.alignment + h.size <= length - at;
      Args.check(fits, 2, "unpack", "data string too short");
      at += h.alignment;
      if (results.size() + 2 > StringLib.MAX_RESULTS) {
        throw LibError.of("stack overflow (too many results)");
      }
      switch (kind) {
        case SIGNED -> results.add((double) h.integer(data, at, true));
        case UNSIGNED -> results.add(Numbers.fromUnsigned(h.integer(data, at, false)));
        case FLOAT -> {
          long bits = h.integer(data, at, false);
          results.add(
              h.size == 4
                  ? (double) Float.intBitsToFloat((int) bits)
                  : Double.longBitsToDouble(bits));
        }
        case CHARS -> results.add(LuauString.of(data, at, at + h.size));
        case STRING -> {
          long count = h.integer(data, at, false);
          boolean whole = Long.compareUnsigned(count, length - at - h.size) <= 0;
          Args.check(whole, 2, "unpack", "data string too short");
          int start = at + h.size;
          results.add(LuauString.of(data, start, start + (int) count));
          at += (int) count;
        }
        case ZERO_TERMINATED -> {
          int end = ByteSearch.indexOf(data, at, length, (byte) 0);
          Args.check(end >= 0, 2, "unpack", "unfinished string for format 'z'");
          results.add(LuauString.of(data, at, end));
          at = end + 1;
        }
        case PADDING, ALIGNMENT, NONE -> {}
      }
      at += h.size;
    }
    results.add(at + 1.0);
    return results.size() == 1 ? results.getFirst() : results.toArray();
  }

  private long integer(byte[] data, int from, boolean signed) {
    long value = 0;
    int limit = Math.min(size, LONG_SIZE);
    for (int place = limit - 1; place >= 0; place--) {
      value = value << 8 | data[from + (little ? place : size - 1 - place)] & 0xff;
    }
    if (size < LONG_SIZE) {
      if (signed) {
        int unused = 64 - size * 8;
        value = value << unused >> unused;
      }
    } else {
      int fill = signed && value < 0 ? 0xff : 0;
      for (int place = limit; place < size; place++) {
        if ((data[from + (little ? place : size - 1 - place)] & 0xff) != fill) {
          throw LibError.of(size + "-byte integer does not fit into Lua Integer");
        }
      }
    }
    return value;
  }
}
