package dev.ligature.luau.lib;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.TimeZone;

/**
 * A moment broken down as C's {@code struct tm} has it, in the proleptic Gregorian calendar.
 *
 * @param month 1 to 12
 * @param weekday days since Sunday
 * @param yearday days since the first of January
 * @param offset seconds east of UTC
 * @param zone abbreviation of the time zone
 */
record Calendar(
    long year,
    int month,
    int day,
    int hour,
    int minute,
    int second,
    int weekday,
    int yearday,
    boolean daylight,
    int offset,
    String zone) {

  private static final String[] DAYS = {
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"
  };
  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  /** Letters that {@code os.date} accepts after a percent sign. */
  static final String CONVERSIONS = "aAbBcdHIjmMpSUwWxXyYzZ%";

  /** {@return the moment in UTC} */
  static Calendar utc(long epochSecond) {
    return of(epochSecond, 0, false, "GMT");
  }

  /** {@return the moment in the time zone of this machine} */
  static Calendar local(long epochSecond) {
    ZoneId zone = ZoneId.systemDefault();
    ZoneRules rules = zone.getRules();
    Instant instant =
        Instant.ofEpochSecond(
            Math.clamp(epochSecond, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()));
    ZoneOffset offset = rules.getOffset(instant);
    boolean daylight = rules.isDaylightSavings(instant);
    String name = TimeZone.getTimeZone(zone).getDisplayName(daylight, TimeZone.SHORT, Locale.ROOT);
    return of(epochSecond, offset.getTotalSeconds(), daylight, name);
  }

  /** {@return whether the year of the moment fits C's {@code int tm_year}} */
  boolean isRepresentable() {
    return year - 1900 == (int) (year - 1900);
  }

  private static Calendar of(long epochSecond, int offset, boolean daylight, String zone) {
    long days = Math.floorDiv(epochSecond, 86_400L);
    int rest = (int) Math.floorMod(epochSecond, 86_400L) + offset;
    days += Math.floorDiv(rest, 86_400);
    rest = Math.floorMod(rest, 86_400);
    // Counted from the first of March of year 0, so that leap days end a year.
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    int yearday = month <= 2 ? dayOfYear - 306 : dayOfYear + 59 + (leap ? 1 : 0);
    int weekday = (int) Math.floorMod(days + 4, 7L);
    return new Calendar(
        year,
        month,
        day,
        rest / 3600,
        rest / 60 % 60,
        rest % 60,
        weekday,
        yearday,
        daylight,
        offset,
        zone);
  }

  /**
   * {@return seconds since 1970 of a date in UTC, fields out of range carried over; -1 before 1970}
   * In 32-bit arithmetic for days, as the official implementation.
   */
  static long epochSecond(int year, int month, int day, int hour, int minute, int second) {
    int zeroBased = month - 1;
    int a = zeroBased % 12 < 2 ? 1 : 0;
    a -= zeroBased / 12;
    int y = year + 4800 - a;
    int m = month + 12 * a - 3;
    int julian = day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32_045;
    int epoch = 2_440_588;
    if (julian < epoch) {
      return -1;
    }
    long seconds = julian * 86_400L + hour * 3600L + minute * 60L + second;
    return seconds < epoch * 86_400L ? -1 : seconds - epoch * 86_400L;
  }

  /** Appends the text of one conversion of {@code strftime} in the "C" locale. */
  void write(ByteBuilder out, char conversion) {
    switch (conversion) {
      case 'a' -> out.append(DAYS[weekday].substring(0, 3));
      case 'A' -> out.append(DAYS[weekday]);
      case 'b' -> out.append(MONTHS[month - 1].substring(0, 3));
      case 'B' -> out.append(MONTHS[month - 1]);
      case 'c' -> {
        write(out, 'a');
        out.append((byte) ' ');
        write(out, 'b');
        out.append(day < 10 ? "  " : " ");
        out.append((long) day);
        out.append((byte) ' ');
        write(out, 'X');
        out.append((byte) ' ');
        write(out, 'Y');
      }
      case 'd' -> padded(out, day, 2);
      case 'H' -> padded(out, hour, 2);
      case 'I' -> padded(out, hour % 12 == 0 ? 12 : hour % 12, 2);
      case 'j' -> padded(out, yearday + 1, 3);
      case 'm' -> padded(out, month, 2);
      case 'M' -> padded(out, minute, 2);
      case 'p' -> out.append(hour < 12 ? "AM" : "PM");
      case 'S' -> padded(out, second, 2);
      case 'U' -> padded(out, (yearday + 7 - weekday) / 7, 2);
      case 'w' -> out.append((long) weekday);
      case 'W' -> padded(out, (yearday + 7 - (weekday + 6) % 7) / 7, 2);
      case 'x' -> {
        padded(out, month, 2);
        out.append((byte) '/');
        padded(out, day, 2);
        out.append((byte) '/');
        write(out, 'y');
      }
      case 'X' -> {
        padded(out, hour, 2);
        out.append((byte) ':');
        padded(out, minute, 2);
        out.append((byte) ':');
        padded(out, second, 2);
      }
      case 'y' -> padded(out, (int) Math.floorMod(year, 100L), 2);
      case 'Y' -> out.append(year);
      case 'z' -> {
        out.append((byte) (offset < 0 ? '-' : '+'));
        int minutes = Math.abs(offset) / 60;
        padded(out, minutes / 60 * 100 + minutes % 60, 4);
      }
      case 'Z' -> out.append(zone);
      case '%' -> out.append((byte) '%');
      default -> throw new IllegalArgumentException("conversion " + conversion);
    }
  }

  private static void padded(ByteBuilder out, int value, int width) {
    out.fill('0', width - NumberFormat.unsignedLength(value));
    out.append((long) value);
  }
}
