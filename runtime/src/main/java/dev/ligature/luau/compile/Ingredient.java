package dev.ligature.luau.compile;

import dev.ligature.luau.vm.LuauClosure;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Operators;

/**
 * A value in a constructor that runs as data and that is not known before: it is computed from the
 * values of variables, which the compiled code hands over in an array.
 */
sealed interface Ingredient {

  /** {@return the value, for a constructor in the code of {@code self}} */
  Object value(LuauClosure self, Object[] variables);

  /** The value of a variable. */
  record Local(int index) implements Ingredient {
    @Override
    public Object value(LuauClosure self, Object[] variables) {
      return variables[index];
    }
  }

  /** A field {@code object.name}; the line is for errors. */
  record Field(Ingredient object, LuauString name, int line) implements Ingredient {
    @Override
    public Object value(LuauClosure self, Object[] variables) {
      Object base = object.value(self, variables);
      if (base instanceof LuauTable table) {
        Object known = table.get(name);
        if (known != null || table.metatable == null) {
          return known;
        }
      } else if (!indexable(self.chunkEnvironment().state, base)) {
        throw new LuauError(
            LuauString.of(
                "%s:%d: attempt to index %s with '%s'"
                    .formatted(self.prototype().chunk(), line, Operators.typeName(base), name)));
      }
      return Operators.index(base, name);
    }

    private static boolean indexable(LuauState state, Object base) {
      LuauTable metatable = state.metatable(base);
      return metatable != null && metatable.get(Metamethod.INDEX.key) != null;
    }
  }

  /** A function; the indices are of the variables and cells that it captures. */
  record Function(FunctionUnit unit, int[] captures) implements Ingredient {
    @Override
    public Object value(LuauClosure self, Object[] variables) {
      Object[] captured = new Object[captures.length];
      for (int i = 0; i < captured.length; i++) {
        captured[i] = variables[captures[i]];
      }
      ChunkClassLoader loader = (ChunkClassLoader) self.getClass().getClassLoader();
      return new LateClosure(unit, loader, self.environment, captured);
    }
  }

  /** A table inside the table. */
  record Table(TableTemplate template) implements Ingredient {
    @Override
    public Object value(LuauClosure self, Object[] variables) {
      return template.make(self, variables);
    }
  }
}
