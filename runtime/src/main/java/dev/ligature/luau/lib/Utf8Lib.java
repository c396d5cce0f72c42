package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Results;

/** The {@code utf8} library: strict UTF-8 without surrogates. Positions are in bytes, from 1. */
public final class Utf8Lib extends LibraryFunction {
  private static final String[] NAMES = {"offset", "codepoint", "char", "len", "codes"};
  private static final int ITERATOR = 5;
  private static final int MAX_CODE = 0x10FFFF;

  /** Least codes of sequences with 1, 2 and 3 continuation bytes. */
  private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

  private static final byte[] CHARACTER_PATTERN = {
    '[',
    0,
    '-',
    0x7F,
    (byte) 0xC2,
    '-',
    (byte) 0xF4,
    ']',
    '[',
    (byte) 0x80,
    '-',
    (byte) 0xBF,
    ']',
    '*'
  };

  private final LibraryFunction iterator;

  private Utf8Lib(String name, int id, LibraryFunction iterator) {
    super(name, id);
    this.iterator = iterator;
  }

  /** {@return the table of the library} */
  public static LuauTable open() {
    LibraryFunction iterator = new Utf8Lib("", ITERATOR, null);
    LuauTable table = table(NAMES, (name, id) -> new Utf8Lib(name, id, iterator), 1);
    table.set(LuauString.interned("charpattern"), LuauString.of(CHARACTER_PATTERN));
    return table;
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    return switch (id) {
      case 0 -> offset(Args.bytes(a, 1, "offset"), b, c);
      case 1 -> codepoint(Args.bytes(a, 1, "codepoint"), b, c);
      case 2 -> characters(count, arguments(count, a, b, c, all));
      case 3 -> len(Args.bytes(a, 1, "len"), b, c);
      case 4 -> {
        LuauString s = Args.string(a, 1, "codes");
        yield new Object[] {iterator, s, 0.0};
      }
      default -> next(a, b);
    };
  }

  private static int position(int position, int length) {
    if (position >= 0) {
      return position;
    }
    return -(long) position > length ? 0 : length + position + 1;
  }

  private static boolean isContinuation(byte[] s, int at) {
    return at < s.length && (s[at] & 0xC0) == 0x80;
  }

  /** {@return {@code code << 3 | bytes} of the sequence at an index, or -1 if it is malformed} */
  private static int decode(byte[] s, int at) {
    int lead = at < s.length ? s[at] & 0xff : 0;
    if (lead < 0x80) {
      return lead << 3 | 1;
    }
    int more = Integer.numberOfLeadingZeros(~(lead << 24)) - 1;
    if (more < 1 || more > 3) {
      return -1;
    }
    int code = lead & 0x3F >> more;
    for (int i = 1; i <= more; i++) {
      if (!isContinuation(s, at + i)) {
        return -1;
      }
      code = code << 6 | s[at + i] & 0x3F;
    }
    if (code < LEAST[more] || code > MAX_CODE || (code >= 0xD800 && code < 0xE000)) {
      return -1;
    }
    return code << 3 | more + 1;
  }

  private static Object len(byte[] s, Object from, Object to) {
    int i = position(Args.integer(from, 2, "len", 1), s.length) - 1;
    int j = position(Args.integer(to, 3, "len", -1), s.length) - 1;
    Args.check(i >= 0 && i <= s.length, 2, "len", "initial position out of string");
    Args.check(j < s.length, 3, "len", "final position out of string");
    int n = 0;
    while (i <= j) {
      int decoded = decode(s, i);
      if (decoded < 0) {
        return new Object[] {null, i + 1.0};
      }
      i += decoded & 7;
      n++;
    }
    return (double) n;
  }

  private static Object codepoint(byte[] s, Object from, Object to) {
    int i = position(Args.integer(from, 2, "codepoint", 1), s.length);
    int j = position(Args.integer(to, 3, "codepoint", i), s.length);
    Args.check(i >= 1, 2, "codepoint", "out of range");
    Args.check(j <= s.length, 3, "codepoint", "out of range");
    if (i > j) {
      return Results.NONE;
    }
    if (j - i >= StringLib.MAX_RESULTS) {
      throw LibError.of("stack overflow (string slice too long)");
    }
    Object[] codes = new Object[j - i + 1];
    int n = 0;
    for (int at = i - 1; at < j; ) {
      int decoded = decode(s, at);
      if (decoded < 0) {
        throw LibError.of("invalid UTF-8 code");
      }
      codes[n++] = (double) (decoded >> 3);
      at += decoded & 7;
    }
    return n == 1 ? codes[0] : java.util.Arrays.copyOf(codes, n);
  }

  private static LuauString characters(int count, Object[] codes) {
    ByteBuilder out = new ByteBuilder(count * 4);
    for (int i = 0; i < count; i++) {
      int code = Args.integer(codes[i], i + 1, "char");
      Args.check(code >= 0 && code <= MAX_CODE, i + 1, "char", "value out of range");
      if (code < 0x80) {
        out.append((byte) code);
      } else if (code < 0x800) {
        out.append((byte) (0xC0 | code >> 6));
        out.append((byte) (0x80 | code & 0x3F));
      } else {
        if (code < 0x10000) {
          out.append((byte) (0xE0 | code >> 12));
        } else {
          out.append((byte) (0xF0 | code >> 18));
          out.append((byte) (0x80 | code >> 12 & 0x3F));
        }
        out.append((byte) (0x80 | code >> 6 & 0x3F));
        out.append((byte) (0x80 | code & 0x3F));
      }
    }
    return LuauString.of(out.take());
  }

  private static Object offset(byte[] s, Object count, Object from) {
    int n = Args.integer(count, 2, "offset");
    int i = Args.integer(from, 3, "offset", n >= 0 ? 1 : s.length + 1);
    i = position(i, s.length) - 1;
    Args.check(i >= 0 && i <= s.length, 3, "offset", "position out of range");
    if (n == 0) {
      while (i > 0 && isContinuation(s, i)) {
        i--;
      }
      return i + 1.0;
    }
    if (isContinuation(s, i)) {
      throw LibError.of("initial position is a continuation byte");
    }
    if (n < 0) {
      while (n < 0 && i > 0) {
        do {
          i--;
        } while (i > 0 && isContinuation(s, i));
        n++;
      }
    } else {
      n--;
      while (n > 0 && i < s.length) {
        do {
          i++;
        } while (isContinuation(s, i));
        n--;
      }
    }
    return n == 0 ? (Object) (i + 1.0) : null;
  }

  private static Object next(Object a, Object b) {
    byte[] s = Args.bytes(a, 1, "");
    int at = b instanceof Double d ? Numbers.toInt(d) - 1 : -1;
    if (at < 0) {
      at = 0;
    } else if (at < s.length) {
      at++;
      while (isContinuation(s, at)) {
        at++;
      }
    }
    if (at >= s.length) {
      return Results.NONE;
    }
    int decoded = decode(s, at);
    if (decoded < 0 || isContinuation(s, at + (decoded & 7))) {
      throw LibError.of("invalid UTF-8 code");
    }
    return new Object[] {at + 1.0, (double) (decoded >> 3)};
  }
}
