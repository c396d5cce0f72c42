package dev.ligature.luau.vm;

/**
 * The tag of an unboxed number: where a value is held as a pair (object, double), this object in
 * the first half says that the second half is the value. It is never a Luau value itself.
 */
public final class NumberTag {
  /** The only tag. */
  public static final Object NUMBER = new NumberTag();

  private NumberTag() {}

  /** {@return the object half of the pair that holds {@code value}} */
  public static Object tag(Object value) {
    return value instanceof Double ? NUMBER : value;
  }

  /** {@return the number half of the pair that holds {@code value}; 0 if it is no number} */
  public static double number(Object value) {
    return value instanceof Double d ? d : 0;
  }

  /** {@return the value that a pair holds, boxed} */
  public static Object box(Object tag, double number) {
    return tag == NUMBER ? (Object) number : tag;
  }

  @Override
  public String toString() {
    return "number";
  }
}
