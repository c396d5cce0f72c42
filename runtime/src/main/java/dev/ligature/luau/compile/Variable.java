package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import java.lang.constant.ClassDesc;
import java.util.OptionalInt;

/** Where compiled code keeps the value of a local variable or a temporary. */
sealed interface Variable {

  /** {@return whether its value can't change while an expression is evaluated} */
  default boolean stable() {
    return true;
  }

  /** A number in a JVM local. */
  record Num(int slot) implements Variable {}

  /**
   * An integer in a JVM local of type long.
   *
   * @param limit the JVM local of a long that does not change and that the integer never exceeds,
   *     if there is one: where it is tested to be small the integer is
   */
  record Int(int slot, IntegerRange range, OptionalInt limit) implements Variable {
    Int(int slot, IntegerRange range) {
      this(slot, range, OptionalInt.empty());
    }
  }

  /**
   * An integer in a JVM local of type long while the int in another, {@code whole}, is not zero;
   * otherwise what the other variable holds.
   */
  record Perhaps(int whole, int slot, Variable other) implements Variable {}

  /** A pair in two JVM locals. */
  record Pair(int tag, int number) implements Variable {}

  /** A boxed value in a JVM local. */
  record Ref(int slot) implements Variable {}

  /** A cell in a JVM local. */
  record CellLocal(int slot) implements Variable {
    @Override
    public boolean stable() {
      return false;
    }
  }

  /** A cell in the array that the outlined parts of a function share. */
  record CellInFrame(int index) implements Variable {
    @Override
    public boolean stable() {
      return false;
    }
  }

  /** A captured cell, in a field of the closure. */
  record CellField(String name) implements Variable {
    @Override
    public boolean stable() {
      return false;
    }
  }

  /** A captured number, in a field of the closure. */
  record NumField(String name) implements Variable {}

  /** A captured value, in a field of the closure of the given type. */
  record RefField(String name, ClassDesc type) implements Variable {}

  /** The closure that runs. */
  record Self() implements Variable {}

  /** A literal. */
  record Literal(Expr value) implements Variable {}
}
