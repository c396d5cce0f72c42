package dev.ligature.luau.vm;

import dev.ligature.luau.lib.NumberFormat;
import dev.ligature.luau.lib.NumberParse;

/** Numbers as text and back, as {@code tostring} and {@code tonumber} do it. */
public final class NumberText {
  /** The texts of small integers, filled as they are asked for. */
  private static final LuauString[] SMALL = new LuauString[1024];

  private NumberText() {}

  /** {@return the shortest text that reads back as the same number} */
  public static LuauString format(double value) {
    int small = (int) value;
    if (small == value && small > 0 && small < SMALL.length) {
      LuauString text = SMALL[small];
      if (text == null) {
        text = LuauString.of(NumberFormat.format((long) small));
        SMALL[small] = text;
      }
      return text;
    }
    return LuauString.of(NumberFormat.format(value));
  }

  /** {@return the number that a text stands for, null if it is none} */
  public static Double parse(LuauString text) {
    double number = NumberParse.parse(text.bytes());
    return NumberParse.isFailure(number) ? null : (Double) number;
  }
}
