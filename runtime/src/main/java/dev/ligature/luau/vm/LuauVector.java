package dev.ligature.luau.vm;

/** A vector of three floats. */
public final class LuauVector {
  /** The first component. */
  public final float x;

  /** The second component. */
  public final float y;

  /** The third component. */
  public final float z;

  /** Makes a vector of the three components. */
  public LuauVector(float x, float y, float z) {
    this.x = x;
    this.y = y;
    this.z = z;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LuauVector v && x == v.x && y == v.y && z == v.z;
  }

  @Override
  public int hashCode() {
    return (Float.floatToIntBits(x + 0f) * 31 + Float.floatToIntBits(y + 0f)) * 31
        + Float.floatToIntBits(z + 0f);
  }
}
