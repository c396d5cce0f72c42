package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauUserdata;

/**
 * A userdata of {@code @lune/ffi}: named members, perhaps elements or fields, perhaps an address.
 */
abstract class FfiObject extends LuauUserdata {
  final FfiHost host;

  FfiObject(FfiHost host, Kind kind) {
    this.host = host;
    this.metatable = host.metatable(kind);
  }

  abstract Members members();

  private Kind kind() {
    return members().kind();
  }

  /** {@return the value of the property of that number} */
  abstract Object property(int id);

  /**
   * Calls the method of that number.
   *
   * @param args the arguments without the object itself
   */
  abstract Object invoke(int id, Object[] args);

  /** {@return the value under a key that is no member; the default refuses it} */
  Object element(Object key) {
    throw new FfiException(kind().typeName + " has no member '" + Describe.key(key) + "'");
  }

  /** Assigns under a key; the default refuses it. */
  void setElement(Object key, Object value) {
    throw new FfiException("Cannot assign to '" + Describe.key(key) + "' of a " + kind().typeName);
  }

  /** {@return the text that {@code tostring} gives} */
  abstract String describe();

  /** {@return whether it stands for an address, so that it passes as a pointer} */
  boolean hasAddress() {
    return false;
  }

  /** {@return the address that it stands for} */
  long address() {
    throw new FfiException("A " + kind().typeName + " has no address");
  }

  /** {@return the memory that the address points into} */
  Block block() {
    return Block.UNMANAGED;
  }

  @Override
  public final Object index(Object key) {
    try {
      if (key instanceof LuauString name) {
        Members members = members();
        int id = members.id(name);
        if (id >= 0) {
          return members.isMethod(id) ? members.function(id) : property(id);
        }
      }
      return element(key);
    } catch (FfiException e) {
      throw LuauError.runtime(e.getMessage());
    }
  }

  @Override
  public final boolean newIndex(Object key, Object value) {
    try {
      if (key instanceof LuauString name && members().id(name) >= 0) {
        throw new FfiException("'" + name + "' of a " + kind().typeName + " is read-only");
      }
      setElement(key, value);
      return true;
    } catch (FfiException e) {
      throw LuauError.runtime(e.getMessage());
    }
  }

  @Override
  public final Object namecall(LuauString method, Object[] args) {
    int id = members().id(method);
    if (id < 0 || !members().isMethod(id)) {
      return ABSENT;
    }
    try {
      return invoke(id, args);
    } catch (FfiException e) {
      // The call site may stand between the script and this method as a function of its own.
      String here = CallStack.where(0);
      String position = here.isEmpty() ? CallStack.where(1) : here;
      throw new LuauError(LuauString.of(position + e.getMessage()));
    }
  }

  @Override
  public final String typeName() {
    return kind().typeName;
  }
}
