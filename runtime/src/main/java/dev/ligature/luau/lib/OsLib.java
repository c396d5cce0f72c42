package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.nio.charset.StandardCharsets;

/** The {@code os} library: clock and calendar. */
public final class OsLib extends LibraryFunction {
  private static final String[] NAMES = {"clock", "date", "difftime", "time"};
  private static final byte[] DEFAULT_FORMAT = {'%', 'c'};

  private OsLib(String name, int id) {
    super(name, id);
  }

  /** {@return the table of the library} */
  public static LuauTable open() {
    return table(NAMES, OsLib::new, 0);
  }

  @Override
  Object invoke(int count, Object a, Object b, Object c, Object[] all) {
    return switch (id) {
      case 0 -> clock();
      case 1 -> date(a, b);
      case 2 -> {
        double start = Numbers.toLong(Args.number(b, 2, "difftime", 0));
        yield Numbers.toLong(Args.number(a, 1, "difftime")) - start;
      }
      case 3 -> time(a);
      default -> throw new IllegalStateException("os function " + id);
    };
  }

  /** {@code os.clock}: seconds from some point in the past, with the best resolution there is. */
  public static double clock() {
    return System.nanoTime() * 1e-9;
  }

  private static Object time(Object a) {
    if (Args.isNoneOrNil(a)) {
      return (double) (System.currentTimeMillis() / 1000);
    }
    LuauTable t = Args.table(a, 1, "time");
    int second = field(t, "sec", 0);
    int minute = field(t, "min", 0);
    int hour = field(t, "hour", 12);
    int day = field(t, "day", -1);
    int month = field(t, "month", -1);
    int year = field(t, "year", -1);
    long seconds = Calendar.epochSecond(year, month, day, hour, minute, second);
    return seconds == -1 ? null : (Object) (double) seconds;
  }

  private static int field(LuauTable t, String key, int absent) {
    Object value = t.get(LuauString.of(key));
    if (value instanceof Double d) {
      return Numbers.toInt(d);
    }
    if (value instanceof LuauString s) {
      double number = NumberParse.parse(s.bytes());
      if (!NumberParse.isFailure(number)) {
        return Numbers.toInt(number);
      }
    }
    if (absent < 0) {
      throw LibError.of("field '" + key + "' missing in date table");
    }
    return absent;
  }

  private static Object date(Object a, Object b) {
    byte[] format = Args.isNoneOrNil(a) ? DEFAULT_FORMAT : Args.bytes(a, 1, "date");
    long seconds =
        Args.isNoneOrNil(b)
            ? System.currentTimeMillis() / 1000
            : Numbers.toLong(Args.number(b, 2, "date"));
    boolean utc = format.length > 0 && format[0] == '!';
    if (!utc && seconds < 0) {
      return null;
    }
    Calendar moment = utc ? Calendar.utc(seconds) : Calendar.local(seconds);
    if (!moment.isRepresentable()) {
      return null;
    }
    int at = utc ? 1 : 0;
    if (new String(format, at, format.length - at, StandardCharsets.ISO_8859_1).equals("*t")) {
      return fields(moment);
    }
    ByteBuilder out = new ByteBuilder(32);
    for (; at < format.length && format[at] != 0; at++) {
      if (format[at] != '%' || at + 1 == format.length || format[at + 1] == 0) {
        out.append(format[at]);
        continue;
      }
      char conversion = (char) (format[++at] & 0xff);
      boolean known = Calendar.CONVERSIONS.indexOf(conversion) >= 0;
      Args.check(known, 1, "date", "invalid conversion specifier");
      moment.write(out, conversion);
    }
    return LuauString.of(out.take());
  }

  private static LuauTable fields(Calendar moment) {
    LuauTable t = new LuauTable(0, 9);
    set(t, "sec", moment.second());
    set(t, "min", moment.minute());
    set(t, "hour", moment.hour());
    set(t, "day", moment.day());
    set(t, "month", moment.month());
    set(t, "year", moment.year());
    set(t, "wday", moment.weekday() + 1);
    set(t, "yday", moment.yearday() + 1);
    t.set(LuauString.of("isdst"), (Object) moment.daylight());
    return t;
  }

  private static void set(LuauTable t, String key, long value) {
    t.set(LuauString.of(key), (Object) (double) value);
  }
}
