package dev.ligature.luau.vm;

/**
 * A local variable that closures share and somebody reassigns; a pair as {@link NumberTag} says.
 */
public final class Cell {
  /** The value, or {@link NumberTag#NUMBER}. */
  public Object tag;

  /** The value if it is a number. */
  public double number;

  /** Makes a variable that holds a value. */
  public Cell(Object value) {
    set(value);
  }

  /** {@return the value, boxed} */
  public Object get() {
    return tag == NumberTag.NUMBER ? (Object) number : tag;
  }

  /** Assigns any value. */
  public void set(Object value) {
    if (value instanceof Double d) {
      setNumber(d);
    } else {
      tag = value;
    }
  }

  /** Assigns a number. */
  public void setNumber(double value) {
    if (tag != NumberTag.NUMBER) {
      tag = NumberTag.NUMBER;
    }
    number = value;
  }
}
