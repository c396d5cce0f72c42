package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Operators;

/** {@code string.format}. */
final class StringFormat {
  private PrintfItem spare = new PrintfItem();

  LuauString format(int count, Object[] args) {
    byte[] format = Args.bytes(count > 0 ? args[0] : Args.NONE, 1, "format");
    ByteBuilder out = new ByteBuilder(format.length + 16 * count);
    // A %* may run Luau code that formats in turn: it finds no spare item and makes its own.
    PrintfItem item = spare == null ? new PrintfItem() : spare;
    spare = null;
    try {
      write(out, item, format, count, args);
    } finally {
      spare = item;
    }
    return LuauString.of(out.take());
  }

  private static void write(
      ByteBuilder out, PrintfItem item, byte[] format, int count, Object[] args) {
    int argument = 0;
    int at = 0;
    int length = format.length;
    while (at < length) {
      int start = at;
      while (at < length && format[at] != '%') {
        at++;
      }
      out.append(format, start, at);
      if (at == length) {
        return;
      }
      at++;
      byte next = at < length ? format[at] : 0;
      if (next == '%') {
        out.append(next);
        at++;
        continue;
      }
      if (++argument >= count) {
        throw LibError.of("missing argument #" + (argument + 1));
      }
      Object value = args[argument];
      if (next == '*') {
        appendAny(out, value);
        at++;
      } else {
        at = item.parse(format, at);
        writeItem(out, item, at < length ? (char) (format[at] & 0xff) : 0, value, argument + 1);
        at++;
      }
    }
  }

  private static void appendAny(ByteBuilder out, Object value) {
    switch (value) {
      case Double d -> out.append((double) d);
      case LuauString s -> out.append(s.bytes());
      case Long l -> out.append((long) l);
      case null, default -> out.append(Operators.toText(value).bytes());
    }
  }

  private static void writeItem(
      ByteBuilder out, PrintfItem item, char conversion, Object value, int n) {
    switch (conversion) {
      case 'c' -> item.writeByte(out, Args.integer(value, n, "format"));
      case 'd', 'i' ->
          item.writeSigned(
              out, value instanceof Long l ? l : Numbers.toLong(Args.number(value, n, "format")));
      case 'o', 'u', 'x', 'X' ->
          item.writeUnsigned(
              out,
              value instanceof Long l ? l : Numbers.toUnsignedLong(Args.number(value, n, "format")),
              conversion);
      case 'e', 'E', 'f', 'g', 'G' ->
          item.writeDouble(out, Args.number(value, n, "format"), conversion);
      case 'q' -> quote(out, Args.bytes(value, n, "format"));
      case 's' -> {
        byte[] text = Args.bytes(value, n, "format");
        // As in C, where a long text would not fit the buffer of one item.
        if (item.isBare() || (text.length >= 100 && !item.hasPrecision())) {
          out.append(text);
        } else {
          item.writeText(out, text);
        }
      }
      case '*' -> throw LibError.of("'%*' does not take a form");
      case 0 -> throw LibError.of("invalid option '%");
      default -> throw LibError.latin("invalid option '%" + conversion + "' to 'format'");
    }
  }

  private static void quote(ByteBuilder out, byte[] text) {
    out.reserve(text.length + 2);
    out.append((byte) '"');
    for (byte b : text) {
      switch (b) {
        case '"', '\\', '\n' -> {
          out.append((byte) '\\');
          out.append(b);
        }
        case '\r' -> out.append("\\r");
        case 0 -> out.append("\\000");
        default -> out.append(b);
      }
    }
    out.append((byte) '"');
  }
}
