package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Results;

/**
 * The {@code string} library, but for patterns, formats and packing, which have files of their own.
 */
public final class StringLib extends LibraryFunction {
  /** Most results of a builtin, as in the official implementation. */
  static final int MAX_RESULTS = 8000;

  private static final String[] NAMES = {
    "byte",
    "char",
    "find",
    "format",
    "gmatch",
    "gsub",
    "len",
    "lower",
    "match",
    "rep",
    "reverse",
    "sub",
    "upper",
    "split",
    "pack",
    "packsize",
    "unpack"
  };

  private static final byte[] LOWER = new byte[256];
  private static final byte[] UPPER = new byte[256];
  private static final byte[] COMMA = {','};

  static {
    for (int c = 0; c < 256; c++) {
      LOWER[c] = (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
      UPPER[c] = (byte) (c >= 'a' && c <= 'z' ? c - 32 : c);
    }
  }

  private final LuauState state;
  private final StringPatterns patterns;
  private final StringFormat format;

  private StringLib(
      String name, int id, LuauState state, StringPatterns patterns, StringFormat format) {
    super(name, id);
    this.state = state;
    this.patterns = patterns;
    this.format = format;
  }

  /** {@return the table of the library}, which also becomes the {@code __index} of strings. */
  public static LuauTable open(LuauState state) {
    StringPatterns patterns = new StringPatterns(state);
    StringFormat format = new StringFormat();
    LuauTable table =
        table(NAMES, (name, id) -> new StringLib(name, id, state, patterns, format), 0);
    LuauTable meta = new LuauTable(0, 1);
    meta.set(Metamethod.INDEX.key, table);
    state.stringMetatable = meta;
    return table;
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    return switch (id) {
      case 0 -> bytes(Args.string(a, 1, "byte"), b, c);
      case 1 -> chars(count, a, b, c, all);
      case 2 -> patterns.find(a, b, c, argument(3, count, a, b, c, all));
      case 3 -> format.format(count, arguments(count, a, b, c, all));
      case 4 -> patterns.gmatch(a, b);
      case 5 -> patterns.gsub(a, b, c, argument(3, count, a, b, c, all));
      case 6 -> (double) Args.string(a, 1, "len").length();
      case 7 -> mapped(Args.string(a, 1, "lower"), LOWER);
      case 8 -> patterns.match(a, b, c);
      case 9 -> rep(Args.string(a, 1, "rep"), Args.integer(b, 2, "rep"));
      case 10 -> reverse(Args.bytes(a, 1, "reverse"));
      case 11 -> {
        LuauString s = Args.string(a, 1, "sub");
        int from = Args.integer(b, 2, "sub");
        yield sub(s, from, Args.integer(c, 3, "sub", -1));
      }
      case 12 -> mapped(Args.string(a, 1, "upper"), UPPER);
      case 13 ->
          split(Args.bytes(a, 1, "split"), Args.isNoneOrNil(b) ? COMMA : Args.bytes(b, 2, "split"));
      case 14 -> StringPack.pack(arguments(count, a, b, c, all));
      case 15 -> (double) StringPack.packsize(Args.bytes(a, 1, "packsize"));
      case 16 -> {
        byte[] text = Args.bytes(a, 1, "unpack");
        yield StringPack.unpack(text, Args.bytes(b, 2, "unpack"), c);
      }
      default -> throw new IllegalStateException("string function " + id);
    };
  }

  /** {@return a position counted from the start: negative ones count from the end} */
  static int position(int position, int length) {
    int p = position < 0 ? position + length + 1 : position;
    return Math.max(p, 0);
  }

  /** {@code string.len}. */
  public static int len(LuauString s) {
    return s.length();
  }

  /** {@code string.byte} of the first position; -1 if the string is empty. */
  public static double byteAt(LuauString s) {
    return s.length() > 0 ? s.bytes()[0] & 0xff : -1;
  }

  /** {@code string.byte} of one position; -1 if there is no such byte. */
  public static double byteAt(LuauString s, int position) {
    int p = position(position, s.length());
    return p >= 1 && p <= s.length() ? s.bytes()[p - 1] & 0xff : -1;
  }

  /**
   * {@return the index of the first byte that {@code string.byte} with these positions gives, from
   * 0; -1 unless both count from the start and it gives at least {@code count} of them}
   */
  public static int firstByte(LuauString s, int from, int to, int count) {
    return from >= 1 && from <= Math.min(to, s.length()) - count + 1 ? from - 1 : -1;
  }

  /** {@return a byte of a string by its index, from 0} */
  public static double byteOf(LuauString s, int index) {
    return s.bytes()[index] & 0xff;
  }

  /** {@code string.sub} to the end. */
  public static LuauString sub(LuauString s, int from) {
    return sub(s, from, -1);
  }

  /** {@code string.sub}. */
  public static LuauString sub(LuauString s, int from, int to) {
    int length = s.length();
    int start = Math.max(position(from, length), 1);
    int end = Math.min(position(to, length), length);
    if (start > end) {
      return LuauString.EMPTY;
    }
    return end - start + 1 == length ? s : LuauString.of(s.bytes(), start - 1, end);
  }

  /** {@code string.char} of one number. */
  public static LuauString character(int code) {
    return LuauString.ofByte(code(code, 1));
  }

  /** {@code string.char} of two numbers. */
  public static LuauString characters(int a, int b) {
    return LuauString.of(new byte[] {code(a, 1), code(b, 2)});
  }

  /** {@code string.char} of three numbers. */
  public static LuauString characters(int a, int b, int c) {
    return LuauString.of(new byte[] {code(a, 1), code(b, 2), code(c, 3)});
  }

  /** {@code string.char} of four numbers. */
  public static LuauString characters(int a, int b, int c, int d) {
    return LuauString.of(new byte[] {code(a, 1), code(b, 2), code(c, 3), code(d, 4)});
  }

  private static byte code(int code, int argument) {
    Args.check((code & 0xff) == code, argument, "char", "invalid value");
    return (byte) code;
  }

  /** {@code string.lower}. */
  public static LuauString lower(LuauString s) {
    return mapped(s, LOWER);
  }

  /** {@code string.upper}. */
  public static LuauString upper(LuauString s) {
    return mapped(s, UPPER);
  }

  private static Object bytes(LuauString s, Object from, Object to) {
    int length = s.length();
    int start = position(Args.integer(from, 2, "byte", 1), length);
    int end = Math.min(position(Args.integer(to, 3, "byte", start), length), length);
    start = Math.max(start, 1);
    if (start > end) {
      return Results.NONE;
    }
    byte[] bytes = s.bytes();
    if (start == end) {
      return (double) (bytes[start - 1] & 0xff);
    }
    if (end - start >= MAX_RESULTS) {
      throw LibError.of("stack overflow (string slice too long)");
    }
    Object[] results = new Object[end - start + 1];
    for (int i = 0; i < results.length; i++) {
      results[i] = (double) (bytes[start - 1 + i] & 0xff);
    }
    return results;
  }

  private static LuauString chars(int count, Object a, Object b, Object c, Object[] all) {
    if (count == 1) {
      return character(Args.integer(a, 1, "char"));
    }
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = code(Args.integer(argument(i, count, a, b, c, all), i + 1, "char"), i + 1);
    }
    return LuauString.of(bytes);
  }

  private static LuauString mapped(LuauString s, byte[] map) {
    byte[] bytes = s.bytes();
    int length = bytes.length;
    int i = 0;
    while (i < length && map[bytes[i] & 0xff] == bytes[i]) {
      i++;
    }
    if (i == length) {
      return s;
    }
    byte[] result = new byte[length];
    System.arraycopy(bytes, 0, result, 0, i);
    for (; i < length; i++) {
      result[i] = map[bytes[i] & 0xff];
    }
    return LuauString.of(result);
  }

  private LuauString rep(LuauString s, int times) {
    int length = s.length();
    if (times <= 0 || length == 0) {
      return LuauString.EMPTY;
    }
    if (length > ByteBuilder.MAX_STRING / times) {
      throw LibError.of("resulting string too large");
    }
    if (times == 1) {
      return s;
    }
    int total = length * times;
    state.reserve(total);
    byte[] result = new byte[total];
    byte[] bytes = s.bytes();
    if (length == 1) {
      java.util.Arrays.fill(result, bytes[0]);
      return LuauString.of(result);
    }
    System.arraycopy(bytes, 0, result, 0, length);
    for (int done = length; done < total; done *= 2) {
      System.arraycopy(result, 0, result, done, Math.min(done, total - done));
    }
    return LuauString.of(result);
  }

  private static LuauString reverse(byte[] bytes) {
    int length = bytes.length;
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = bytes[length - 1 - i];
    }
    return LuauString.of(result);
  }

  private static LuauTable split(byte[] text, byte[] separator) {
    LuauTable parts = new LuauTable();
    int n = 0;
    if (separator.length == 0) {
      for (int i = 0; i < text.length; i++) {
        parts.set(++n, LuauString.ofByte(text[i]));
      }
      return parts;
    }
    int start = 0;
    while (true) {
      int at = ByteSearch.indexOf(text, start, separator);
      if (at < 0) {
        break;
      }
      parts.set(++n, LuauString.of(text, start, at));
      start = at + separator.length;
    }
    parts.set(++n, LuauString.of(text, start, text.length));
    return parts;
  }

  /** {@return whether a value may be called or indexed for replacements, by {@code gsub}} */
  static boolean isReplacement(Object value) {
    return value instanceof LuauString
        || value instanceof Double
        || value instanceof LuauFunction
        || value instanceof LuauTable;
  }
}
