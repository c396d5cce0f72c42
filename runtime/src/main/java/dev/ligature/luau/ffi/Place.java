package dev.ligature.luau.ffi;

/**
 * Where a value was to become a C value, for the message of an error. Encoded as an int, so that
 * naming a place costs nothing until something is wrong.
 *
 * <pre>
 *    0     a value written to memory
 *    n > 0 argument n of a call, counted from 1
 *   -1     the result of a callback
 * </pre>
 */
final class Place {
  static final int MEMORY = 0;
  static final int RESULT = -1;

  private Place() {}

  static String describe(int place) {
    return switch (place) {
      case MEMORY -> "value";
      case RESULT -> "callback result";
      default -> "argument #" + place;
    };
  }
}
