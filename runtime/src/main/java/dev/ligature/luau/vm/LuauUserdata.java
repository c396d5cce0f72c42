package dev.ligature.luau.vm;

import java.util.Optional;

/**
 * An object of the host. Access goes to its metatable as in the official VM; a subclass may instead
 * answer {@link #index}, {@link #newIndex} and {@link #namecall} itself. As a key of a table it is
 * what {@link #equals} says: itself, unless a subclass knows better.
 */
public class LuauUserdata implements Linkable {
  /** What {@link #index} and {@link #namecall} return to say that the metatable is to be asked. */
  public static final Object ABSENT = new Object();

  /** The metatable, null if it has none. */
  public LuauTable metatable;

  /** {@return the value of a key, or {@link #ABSENT}} */
  public Object index(Object key) {
    return ABSENT;
  }

  /** {@return whether the assignment was done here} */
  public boolean newIndex(Object key, Object value) {
    return false;
  }

  /**
   * Calls a method by name.
   *
   * @param args the arguments without the object itself
   * @return the results, or {@link #ABSENT}
   */
  public Object namecall(LuauString method, Object[] args) {
    return ABSENT;
  }

  /** {@return whether a {@code __type} in the metatable names the type} */
  public boolean hasTypeName() {
    return true;
  }

  /**
   * {@inheritDoc} The general way is that of {@link #index}, {@link #newIndex} and {@link
   * #namecall}.
   */
  @Override
  public Optional<UserdataLink> link(UserdataLink.Access access, Object[] args) {
    return Optional.empty();
  }

  /** {@return the name that {@code typeof} gives where the metatable has no {@code __type}} */
  public String typeName() {
    return "userdata";
  }
}
