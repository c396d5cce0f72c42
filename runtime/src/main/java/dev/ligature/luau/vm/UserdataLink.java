package dev.ligature.luau.vm;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A direct way from one place in compiled code to a field, an element or a method of userdata, or
 * through a function of the host; see {@link Linkable}.
 *
 * @param test {@code (Object...)boolean}, with the first arguments of the access: whether the way
 *     may be taken
 * @param target does the access; of the type that {@link Access#type} gives
 */
public record UserdataLink(MethodHandle test, MethodHandle target) {

  /**
   * What a place does. Keys, values and arguments are of type Object or, where they are numbers
   * without doubt, double, or long for whole ones.
   */
  public enum Operation {
    /** {@code object.key}, as {@code (Object)Object}. */
    GET_FIELD,
    /** {@code object.key = value}, as {@code (Object, Object)void}. */
    SET_FIELD,
    /** {@code object[i]}, as {@code (Object, Object)Object}. */
    GET_INDEX,
    /** {@code object[i] = value}, as {@code (Object, Object, Object)void}. */
    SET_INDEX,
    /** {@code object:key(…)}, as {@code (Object, …)Object}: results as of a call. */
    CALL_METHOD,
    /** {@code object(…)}, as {@code (Object, …)Object}: results as of a call. */
    CALL,
    /** {@code table.key(…)}, of a table that is read-only; otherwise as {@link #CALL}. */
    CALL_FIELD
  }

  /**
   * An access that one place repeats.
   *
   * @param key the name of the field or method; empty for elements and calls
   * @param type what the target takes, the object first, and returns. A long stands for a number
   *     that is an integer, such as the variable of a loop; it has at most 53 bits.
   */
  public record Access(Operation operation, LuauString key, MethodType type) {

    /**
     * {@return {@code target} as the access calls it}. What the target takes as Object gets numbers
     * boxed as Double, what it takes as double gets longs converted.
     */
    public MethodHandle adapt(MethodHandle target) {
      MethodType doubles = type;
      for (int i = 0; i < type.parameterCount(); i++) {
        if (type.parameterType(i) == long.class && target.type().parameterType(i) != long.class) {
          doubles = doubles.changeParameterType(i, double.class);
        }
      }
      return MethodHandles.explicitCastArguments(target.asType(doubles), type);
    }
  }
}
