package dev.ligature.luau.vm;

import java.util.Arrays;

/**
 * The results of a call: one value as itself, none or several as an {@code Object[]}, which is
 * never a Luau value.
 */
public final class Results {
  /** No results. */
  public static final Object[] NONE = {};

  private Results() {}

  /** {@return the first result, nil if there is none} */
  public static Object first(Object results) {
    return results instanceof Object[] several ? firstOf(several) : results;
  }

  private static Object firstOf(Object[] several) {
    return several.length == 0 ? null : several[0];
  }

  /** {@return the result at {@code index} (from 0), nil behind the last} */
  public static Object at(Object results, int index) {
    if (results instanceof Object[] several) {
      return index < several.length ? several[index] : null;
    }
    return index == 0 ? results : null;
  }

  /** {@return how many results there are} */
  public static int count(Object results) {
    return results instanceof Object[] several ? several.length : 1;
  }

  /** {@return the results as an array, which may be shared} */
  public static Object[] array(Object results) {
    return results instanceof Object[] several ? several : new Object[] {results};
  }

  /** {@return the form in which a function returns {@code values}} */
  public static Object of(Object[] values) {
    return values.length == 1 ? values[0] : values;
  }

  /** {@return {@code values} from {@code from} on, as a function returns them} */
  public static Object from(Object[] values, int from) {
    return switch (Math.max(values.length - from, 0)) {
      case 0 -> NONE;
      case 1 -> values[from];
      default -> Arrays.copyOfRange(values, from, values.length);
    };
  }

  /** {@return the argument at {@code index}, nil behind the last} */
  public static Object argument(Object[] args, int index) {
    return index < args.length ? args[index] : null;
  }

  /** {@return the arguments from {@code from} on, which may be the same array} */
  public static Object[] rest(Object[] args, int from) {
    return from == 0
        ? args
        : from >= args.length ? NONE : Arrays.copyOfRange(args, from, args.length);
  }

  /** {@return an array of {@code head} followed by all results of {@code tail}} */
  public static Object[] append(Object[] head, Object tail) {
    if (tail instanceof Object[] several) {
      Object[] all = Arrays.copyOf(head, head.length + several.length);
      System.arraycopy(several, 0, all, head.length, several.length);
      return all;
    }
    Object[] all = Arrays.copyOf(head, head.length + 1);
    all[head.length] = tail;
    return all;
  }

  /** {@return an array of {@code first} followed by all results of {@code tail}} */
  public static Object[] prepend(Object first, Object tail) {
    if (tail instanceof Object[] several) {
      Object[] all = new Object[several.length + 1];
      all[0] = first;
      System.arraycopy(several, 0, all, 1, several.length);
      return all;
    }
    return new Object[] {first, tail};
  }
}
