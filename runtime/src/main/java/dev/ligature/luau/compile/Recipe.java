package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.syntax.TableItem;
import dev.ligature.luau.vm.LuauString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A large constructor as data: it may have constants, variables, fields of variables, functions and
 * tables of these. Its bytecode is only what fetches the variables, each once.
 */
final class Recipe {
  /** What the compiled code has to fetch: a variable's value, or the cell it lives in. */
  record Need(LocalVar variable, boolean cell) {}

  private final FunctionCompiler f;
  private final Map<Need, Integer> needs = new LinkedHashMap<>();

  Recipe(FunctionCompiler f) {
    this.f = f;
  }

  /** {@return what the template's variables are, in the order of their indices} */
  List<Need> needs() {
    return List.copyOf(needs.keySet());
  }

  /** {@return the constructor as data, empty if something in it has to be compiled} */
  Optional<TableTemplate> template(Expr.Table t) {
    List<Object> keys = new ArrayList<>(t.items().size());
    List<Object> values = new ArrayList<>(t.items().size());
    int index = 1;
    for (TableItem item : t.items()) {
      Object key =
          switch (item) {
            case TableItem.Positional p -> index++;
            case TableItem.Named n -> LuauString.interned(n.name());
            case TableItem.Keyed k -> f.constructors.constantKey(k.key()).orElse(null);
          };
      Object value = value(item.value());
      if (key == null || value == null) {
        return Optional.empty();
      }
      keys.add(key);
      values.add(value);
    }
    return Optional.of(new TableTemplate(keys, values, index - 1));
  }

  /** {@return a constant or an {@link Ingredient}, null if the expression is neither} */
  private Object value(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    return switch (e) {
      case Expr.Table t -> template(t).map(Ingredient.Table::new).orElse(null);
      case Expr.Function function -> function(f.analysis.unit(function.body()));
      default -> {
        Object constant = f.constructors.constantValue(e);
        yield constant == Constructors.NIL ? null : constant != null ? constant : variable(e);
      }
    };
  }

  private Ingredient variable(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    if (e instanceof Expr.Local l && !f.analysis.info(l.variable()).cell()) {
      return new Ingredient.Local(need(new Need(l.variable(), false)));
    }
    if (e instanceof Expr.IndexName x) {
      Ingredient object = variable(x.object());
      return object == null
          ? null
          : new Ingredient.Field(object, LuauString.of(x.name()).intern(), x.span().beginLine());
    }
    return null;
  }

  private Ingredient function(FunctionUnit unit) {
    List<Closures.Capture> captures = Closures.captures(f.analysis, unit);
    int[] indices = new int[captures.size()];
    for (int i = 0; i < indices.length; i++) {
      Closures.Capture capture = captures.get(i);
      indices[i] = need(new Need(capture.variable(), capture.type() == Names.CELL));
    }
    return new Ingredient.Function(unit, indices);
  }

  private int need(Need need) {
    return needs.computeIfAbsent(need, n -> needs.size());
  }
}
