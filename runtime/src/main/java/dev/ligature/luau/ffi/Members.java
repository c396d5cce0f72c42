package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The properties and methods of one kind of userdata, numbered: properties first, then methods. */
final class Members {
  private final Kind kind;
  private final int properties;
  private final Map<LuauString, Integer> ids = new HashMap<>();
  private final Method[] methods;

  private Members(Kind kind, String[] properties, String[] methods) {
    this.kind = kind;
    this.properties = properties.length;
    this.methods = new Method[methods.length];
    for (int i = 0; i < properties.length; i++) {
      ids.put(LuauString.interned(properties[i]), i);
    }
    for (int i = 0; i < methods.length; i++) {
      ids.put(LuauString.interned(methods[i]), properties.length + i);
      this.methods[i] = new Method(methods[i], properties.length + i);
    }
  }

  static Members of(Kind kind, String[] properties, String[] methods) {
    return new Members(kind, properties, methods);
  }

  /** {@return the kind of userdata that has them} */
  Kind kind() {
    return kind;
  }

  /** {@return the number of a member, or -1 if there is none of that name} */
  int id(LuauString name) {
    Integer id = ids.get(name);
    return id == null ? -1 : id;
  }

  /** Tells each name, and whether it is a method. */
  void forEach(BiConsumer<LuauString, Boolean> action) {
    ids.forEach((name, id) -> action.accept(name, isMethod(id)));
  }

  boolean isMethod(int id) {
    return id >= properties;
  }

  /** {@return the function that {@code object.method} gives} */
  LuauBuiltin function(int id) {
    return methods[id - properties];
  }

  /** A method taken off its object: it takes the object as its first argument. */
  private final class Method extends LuauBuiltin {
    private final int id;

    Method(String name, int id) {
      super(name);
      this.id = id;
    }

    @Override
    public Object call(Object[] args) {
      if (args.length == 0
          || !(args[0] instanceof FfiObject self)
          || self.members() != Members.this) {
        throw LuauError.builtin(
            "Expected a " + kind.typeName + ": call it as object:" + name() + "(…)");
      }
      try {
        return self.invoke(id, Arrays.copyOfRange(args, 1, args.length));
      } catch (FfiException e) {
        throw LuauError.builtin(e.getMessage());
      }
    }
  }
}
