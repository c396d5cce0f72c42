package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.TableItem;
import dev.ligature.luau.vm.LuauString;
import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles table constructors. */
final class Constructors {
  /** The most named fields that get their slots from a template. */
  private static final int MAX_RECORD = 40;

  /** Nodes beyond which a constructor in a function cut into parts runs as data if it can. */
  private static final int RECIPE = 60;

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Constructors(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  /** Pushes a new table. */
  void table(Expr.Table t) {
    if (t.items().isEmpty()) {
      c.new_(Names.TABLE);
      c.dup();
      c.invokespecial(Names.TABLE, "<init>", Names.type(CD_void));
      return;
    }
    Optional<TableTemplate> template = constant(t);
    if (template.isPresent()) {
      code.pool.load(c, template.get(), Names.TEMPLATE);
      c.invokevirtual(Names.TEMPLATE, "make", Names.type(Names.TABLE));
      return;
    }
    if (f.outline.isPresent() && Weight.of(t) > RECIPE && recipe(t)) {
      return;
    }
    int mark = code.mark();
    Map<LuauString, Integer> slots = slots(t);
    int positional = 0;
    for (TableItem item : t.items()) {
      positional += item instanceof TableItem.Positional ? 1 : 0;
    }
    if (slots.isEmpty()) {
      c.new_(Names.TABLE);
      c.dup();
      code.intConstant(0);
      code.intConstant(t.items().size() - positional);
      c.invokespecial(Names.TABLE, "<init>", Names.type(CD_void, CD_int, CD_int));
    } else {
      RecordTemplate record = new RecordTemplate(List.copyOf(slots.keySet()));
      code.pool.load(c, record, Names.RECORD);
      code.intConstant(0);
      c.invokevirtual(Names.RECORD, "make", Names.type(Names.TABLE, CD_int));
    }
    Variable.Ref table = code.storeRef();
    if (positional > 1) {
      reserve(t, table, positional);
    }
    allItems(t, table, slots);
    c.aload(table.slot());
    code.release(mark);
  }

  /** Pushes a new table that is made from data and variables; {@return whether it can be} */
  private boolean recipe(Expr.Table t) {
    Recipe recipe = new Recipe(f);
    Optional<TableTemplate> template = recipe.template(t);
    if (template.isEmpty()) {
      return false;
    }
    code.pool.load(c, template.get(), Names.TEMPLATE);
    code.self();
    List<Recipe.Need> needs = recipe.needs();
    code.intConstant(needs.size());
    c.anewarray(Names.OBJECT);
    for (int i = 0; i < needs.size(); i++) {
      Variable v = f.variable(needs.get(i).variable());
      c.dup();
      code.intConstant(i);
      if (needs.get(i).cell()) {
        code.loadCell(v);
      } else {
        code.load(v);
      }
      c.aastore();
    }
    c.invokevirtual(Names.TEMPLATE, "make", Names.type(Names.TABLE, Names.CLOSURE, Names.OBJECTS));
    return true;
  }

  private void reserve(Expr.Table t, Variable.Ref table, int positional) {
    boolean numbers = true;
    for (TableItem item : t.items()) {
      if (item instanceof TableItem.Positional p) {
        numbers &= LuauType.mayBeNumber(f.analysis.typeOf(p.value()));
      }
    }
    c.aload(table.slot());
    code.intConstant(positional);
    c.invokevirtual(
        Names.TABLE, numbers ? "reserveArray" : "reserveObjects", Names.type(CD_void, CD_int));
  }

  private void allItems(Expr.Table t, Variable.Ref table, Map<LuauString, Integer> slots) {
    List<TableItem> items = t.items();
    if (f.outline.isEmpty() || Weight.of(t) <= Outline.LIMIT || items.size() == 1) {
      items(table, items, 0, items.size(), slots, 1);
      return;
    }
    int place = f.outline.get().temporary(t);
    c.aload(code.frameSlot);
    code.intConstant(place);
    c.aload(table.slot());
    c.aastore();
    int from = 0;
    int weight = 0;
    int index = 1;
    int nextIndex = 1;
    for (int i = 0; i < items.size(); i++) {
      int own = Weight.of(items.get(i));
      if (weight + own > Outline.LIMIT && i > from) {
        itemsPart(t, place, from, i, slots, index);
        from = i;
        weight = 0;
        index = nextIndex;
      }
      weight += own;
      nextIndex += items.get(i) instanceof TableItem.Positional ? 1 : 0;
    }
    itemsPart(t, place, from, items.size(), slots, index);
  }

  private void itemsPart(
      Expr.Table t, int place, int from, int to, Map<LuauString, Integer> slots, int index) {
    Outline.Part itemsPart =
        f.outline
            .orElseThrow()
            .part(
                t,
                from,
                inside -> {
                  Code part = inside.code;
                  part.c.aload(part.frameSlot);
                  part.intConstant(place);
                  part.c.aaload();
                  part.c.checkcast(Names.TABLE);
                  inside.constructors.items(part.storeRef(), t.items(), from, to, slots, index);
                  part.c.aconst_null();
                  part.c.areturn();
                });
    f.statements.callPart(itemsPart);
    c.pop();
  }

  /** Stores items of a constructor; {@code index} is that of the first positional one. */
  void items(
      Variable.Ref table,
      List<TableItem> items,
      int from,
      int to,
      Map<LuauString, Integer> slots,
      int index) {
    int next = index;
    for (int i = from; i < to; i++) {
      int mark = code.mark();
      TableItem item = items.get(i);
      switch (item) {
        case TableItem.Positional p -> {
          if (i == items.size() - 1 && f.analysis.multiple(p.value())) {
            c.aload(table.slot());
            code.intConstant(next);
            f.expressions.results(p.value());
            c.invokevirtual(
                Names.TABLE, "initialiseRest", Names.type(CD_void, CD_int, Names.OBJECT));
          } else {
            element(table, next++, p.value());
          }
        }
        case TableItem.Named n -> named(table, LuauString.of(n.name()), n.value(), slots);
        case TableItem.Keyed k when Exprs.unwrap(k.key()) instanceof Expr.Str s ->
            named(table, LuauString.of(s.value()), k.value(), slots);
        case TableItem.Keyed k -> {
          c.aload(table.slot());
          f.expressions.object(k.key());
          f.expressions.object(k.value());
          code.line(k.key().span().beginLine());
          c.invokevirtual(Names.TABLE, "set", Names.type(CD_void, Names.OBJECT, Names.OBJECT));
        }
      }
      code.release(mark);
    }
  }

  private void element(Variable.Ref table, int index, Expr value) {
    c.aload(table.slot());
    code.intConstant(index);
    if (f.analysis.isNumber(value)) {
      f.expressions.number(value);
      c.invokevirtual(Names.TABLE, "set", Names.type(CD_void, CD_int, CD_double));
    } else {
      f.expressions.object(value);
      c.invokevirtual(Names.TABLE, "initialise", Names.type(CD_void, CD_int, Names.OBJECT));
    }
  }

  private void named(
      Variable.Ref table, LuauString key, Expr value, Map<LuauString, Integer> slots) {
    Integer slot = slots.get(key);
    c.aload(table.slot());
    if (slot == null) {
      code.string(key);
      f.expressions.object(value);
      c.invokevirtual(Names.TABLE, "set", Names.type(CD_void, Names.STRING, Names.OBJECT));
      return;
    }
    code.intConstant(slot);
    if (f.analysis.isNumber(value)) {
      f.expressions.number(value);
      c.invokevirtual(Names.TABLE, "initialiseField", Names.type(CD_void, CD_int, CD_double));
    } else {
      f.expressions.object(value);
      c.invokevirtual(Names.TABLE, "initialiseField", Names.type(CD_void, CD_int, Names.OBJECT));
    }
  }

  private static Optional<LuauString> name(TableItem item) {
    return switch (item) {
      case TableItem.Named n -> Optional.of(LuauString.of(n.name()));
      case TableItem.Keyed k when Exprs.unwrap(k.key()) instanceof Expr.Str s ->
          Optional.of(LuauString.of(s.value()));
      default -> Optional.empty();
    };
  }

  /** {@return the slots of the named fields, empty if there are too many} */
  private static Map<LuauString, Integer> slots(Expr.Table t) {
    Map<LuauString, Integer> slots = new LinkedHashMap<>();
    for (TableItem item : t.items()) {
      Optional<LuauString> name = name(item);
      if (name.isEmpty() && item instanceof TableItem.Keyed) {
        // Any other key may take the table from its shape, and the slots with it.
        return Map.of();
      }
      if (name.isPresent()) {
        slots.putIfAbsent(name.get().intern(), slots.size());
        if (slots.size() > MAX_RECORD) {
          return Map.of();
        }
      } else if (item instanceof TableItem.Keyed) {
        // A key known only at run time may move the fields to other slots.
        return Map.of();
      }
    }
    return slots;
  }

  // ---- constants ----

  /** {@return the constructor as data, if it has constants alone} */
  private Optional<TableTemplate> constant(Expr.Table t) {
    List<Object> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    int index = 1;
    for (TableItem item : t.items()) {
      Object key;
      switch (item) {
        case TableItem.Positional p -> key = index++;
        case TableItem.Named n -> key = LuauString.interned(n.name());
        case TableItem.Keyed k -> {
          key = constantKey(k.key()).orElse(null);
          if (key == null) {
            return Optional.empty();
          }
        }
      }
      Object value = constantValue(item.value());
      if (value == null) {
        return Optional.empty();
      }
      if (value != NIL) {
        keys.add(key);
        values.add(value);
      } else if (!(key instanceof Integer)) {
        return Optional.empty();
      }
    }
    return Optional.of(new TableTemplate(keys, values, index - 1));
  }

  /** Stands for nil among constants. */
  static final Object NIL = new Object();

  /** {@return a constant that can be a key} */
  Optional<Object> constantKey(Expr expression) {
    return Optional.ofNullable(constantValue(expression))
        .filter(key -> key != NIL)
        .filter(key -> !(key instanceof TableTemplate))
        .filter(key -> !(key instanceof Double d && d.isNaN()));
  }

  /** {@return a constant's value, null if the expression is none} */
  Object constantValue(Expr expression) {
    Expr e = Exprs.unwrap(expression);
    if (e instanceof Expr.Local l && f.variable(l.variable()) instanceof Variable.Literal known) {
      e = known.value();
    }
    return switch (e) {
      case Expr.Nil n -> NIL;
      case Expr.Bool b -> b.value();
      case Expr.Number n -> n.value();
      case Expr.Int i -> i.value();
      case Expr.Str s -> LuauString.of(s.value()).intern();
      case Expr.Unary u
          when u.operator() == dev.ligature.luau.syntax.UnaryOperator.MINUS
              && Exprs.unwrap(u.operand()) instanceof Expr.Number n ->
          -n.value();
      case Expr.Table t -> t.items().isEmpty() ? emptyTable() : constant(t).orElse(null);
      default -> null;
    };
  }

  private static TableTemplate emptyTable() {
    return new TableTemplate(List.of(), List.of(), 0);
  }
}
