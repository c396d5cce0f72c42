package dev.ligature.luau.compile;

import dev.ligature.luau.lib.Intrinsics;
import dev.ligature.luau.lib.Intrinsics.Intrinsic;
import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Chunk;
import dev.ligature.luau.syntax.ChunkNames;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.FunctionBody;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.syntax.Stat;
import dev.ligature.luau.syntax.TableItem;
import dev.ligature.luau.syntax.UnaryOperator;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.Prototype;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Infers the types of a chunk's local variables: all assignments to a variable are joined, whatever
 * their order, and functions known by name get the types of their arguments, until nothing changes.
 * It starts from "no value at all", so that a loop such as {@code x = x + 1} stays a number.
 */
final class Analysis {
  private final String source;
  private final String shown;
  private final Map<LocalVar, LocalInfo> locals = new IdentityHashMap<>();
  private final Map<FunctionBody, FunctionUnit> units = new IdentityHashMap<>();
  private final List<FunctionUnit> unitList = new ArrayList<>();
  private final Map<Expr, Integer> types = new IdentityHashMap<>();
  private final Set<String> assignedGlobals;
  private final Map<Expr.Call, Optional<Intrinsic>> intrinsics = new IdentityHashMap<>();
  private final ChunkEnvironment environment;
  private final boolean asksEnvironment;
  private boolean asksLevels;
  private boolean changed = true;
  private int walks;

  /** Constructors in which a second walk finds nothing that the first did not. */
  private final Set<Expr.Table> settled = Collections.newSetFromMap(new IdentityHashMap<>());

  Analysis(Chunk chunk, ChunkEnvironment environment) {
    this.environment = environment;
    assignedGlobals = chunk.assignedGlobals();
    asksEnvironment = chunk.asksEnvironment();
    source = chunk.name();
    shown = ChunkNames.display(chunk.name());
    FunctionUnit main = unit(chunk.main(), Optional.empty());
    while (changed) {
      changed = false;
      walk(main);
    }
    settled.clear();
  }

  // ---- results ----

  LocalInfo info(LocalVar variable) {
    return locals.computeIfAbsent(variable, v -> new LocalInfo(v.reassigned(), v.captured()));
  }

  ChunkEnvironment environment() {
    return environment;
  }

  List<FunctionUnit> units() {
    return unitList;
  }

  FunctionUnit unit(FunctionBody body) {
    return units.get(body);
  }

  /** {@return whether the chunk assigns a global, so that it does not mean a builtin} */
  boolean assignsGlobal(String name) {
    return assignedGlobals.contains(name);
  }

  /** {@return whether the chunk may ask for the environment of a function further up the stack} */
  boolean asksLevels() {
    return asksLevels;
  }

  /** {@return the function that a callee is known to be} */
  Optional<FunctionUnit> known(Expr callee) {
    return Exprs.unwrap(callee) instanceof Expr.Local l
        ? info(l.variable()).function
        : Optional.empty();
  }

  /** {@return whether an expression at the end of a list may give any number of values} */
  boolean multiple(Expr e) {
    return Exprs.multiple(e) && !(e instanceof Expr.Call c && single(c));
  }

  /** {@return whether a call is one of a builtin that gives one value or fails} */
  private boolean single(Expr.Call call) {
    return !asksEnvironment
        && intrinsic(call)
            .filter(i -> i.result() != Intrinsics.Type.NONE && !i.partial())
            .isPresent();
  }

  /** {@return the method that a call of a builtin can go to} */
  Optional<Intrinsic> intrinsic(Expr.Call call) {
    return intrinsics.computeIfAbsent(call, this::findIntrinsic);
  }

  private Optional<Intrinsic> findIntrinsic(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    if (call.self()
        || !environment.pure
        || !arguments.isEmpty() && multiple(arguments.get(arguments.size() - 1))) {
      return Optional.empty();
    }
    return Builtins.resolve(this, environment, call.callee())
        .flatMap(
            builtin -> {
              int dot = builtin.path().indexOf('.');
              return Intrinsics.find(
                  dot < 0 ? "" : builtin.path().substring(0, dot),
                  builtin.path().substring(dot + 1),
                  arguments.size());
            });
  }

  /**
   * {@return the type of a call of a builtin}. Numbers can be relied on: should a later environment
   * give the name another function, compiled code checks its result.
   */
  private int intrinsicType(Expr.Call call) {
    Optional<Intrinsic> intrinsic =
        known(call.callee()).isPresent() || asksEnvironment ? Optional.empty() : intrinsic(call);
    return intrinsic.isPresent() && intrinsic.get().givesNumber() ? LuauType.NUMBER : LuauType.ANY;
  }

  /** {@return the types that an expression may have when cut to one value} */
  int typeOf(Expr e) {
    int type = type(e);
    return type == 0 ? LuauType.ANY : type;
  }

  private int type(Expr e) {
    return switch (e) {
      case Expr.Nil n -> LuauType.NIL;
      case Expr.Bool b -> LuauType.BOOLEAN;
      case Expr.Number n -> LuauType.NUMBER;
      case Expr.Int i -> LuauType.OTHER;
      case Expr.Str s -> LuauType.STRING;
      case Expr.Interpolated i -> LuauType.STRING;
      case Expr.Function f -> LuauType.FUNCTION;
      case Expr.Table t -> LuauType.TABLE;
      case Expr.Local l -> info(l.variable()).types;
      case Expr.Group g -> type(g.inner());
      case Expr.TypeAssertion t -> type(t.operand());
      case Expr.Instantiate i -> type(i.function());
      case Expr.Binary b -> types.getOrDefault(b, LuauType.ANY);
      case Expr.Unary u -> types.getOrDefault(u, LuauType.ANY);
      case Expr.IfElse i -> types.getOrDefault(i, LuauType.ANY);
      case Expr.Call c ->
          known(c.callee())
              .filter(u -> !c.self() && !u.returnsList)
              .map(u -> u.returnTypes)
              .orElseGet(() -> intrinsicType(c));
      default -> LuauType.ANY;
    };
  }

  boolean isNumber(Expr e) {
    return LuauType.isNumber(typeOf(e));
  }

  // ---- walking ----

  private void walk(FunctionUnit main) {
    walks++;
    function(main);
  }

  private FunctionUnit unit(FunctionBody body, Optional<LocalVar> variable) {
    FunctionUnit known = units.get(body);
    if (known != null) {
      return known;
    }
    int id = unitList.size();
    boolean main = body.depth() == 0;
    String name = body.name().orElse("");
    Prototype prototype =
        new Prototype(
            source,
            shown,
            name,
            body.span().beginLine(),
            body.parameters().size(),
            body.vararg(),
            main);
    String className = "luau." + javaName(main ? "main" : name) + "$" + id;
    FunctionUnit unit = new FunctionUnit(id, body, prototype, variable, className);
    units.put(body, unit);
    unitList.add(unit);
    return unit;
  }

  private static String javaName(String name) {
    StringBuilder out = new StringBuilder(name.isEmpty() ? "anonymous" : "");
    for (int i = 0; i < name.length() && i < 60; i++) {
      char ch = name.charAt(i);
      out.append(ch < 128 && Character.isJavaIdentifierPart(ch) ? ch : '_');
    }
    return out.toString();
  }

  private void function(FunctionUnit unit) {
    for (LocalVar parameter : unit.body.parameters()) {
      if (unit.escapes) {
        join(parameter, LuauType.ANY);
      } else {
        info(parameter);
      }
    }
    FunctionUnit outer = current;
    current = unit;
    block(unit.body.body());
    if (!Flow.ends(unit.body.body()) && !unit.returnsList) {
      unit.returnsList = true;
      changed = true;
    }
    current = outer;
  }

  private FunctionUnit current;

  private void join(LocalVar variable, int type) {
    LocalInfo info = info(variable);
    int joined = info.types | type;
    if (joined != info.types) {
      info.types = joined;
      changed = true;
    }
  }

  private void block(Stat.Block block) {
    for (Stat stat : block.body()) {
      stat(stat);
    }
  }

  private void stat(Stat stat) {
    switch (stat) {
      case Stat.Block b -> block(b);
      case Stat.If s -> {
        visit(s.condition());
        block(s.thenBody());
        s.elseBody().ifPresent(this::stat);
      }
      case Stat.While s -> {
        visit(s.condition());
        block(s.body());
      }
      case Stat.Repeat s -> {
        block(s.body());
        visit(s.condition());
      }
      case Stat.NumericFor s -> {
        visit(s.from());
        visit(s.to());
        s.step().ifPresent(this::visit);
        numeric(s.from());
        numeric(s.to());
        join(s.variable(), LuauType.NUMBER);
        block(s.body());
      }
      case Stat.GenericFor s -> {
        current.callsUnknown = true;
        s.values().forEach(this::visit);
        s.variables().forEach(v -> join(v, LuauType.ANY));
        block(s.body());
      }
      case Stat.Return s -> returns(s);
      case Stat.Call s -> visit(s.call());
      case Stat.Local s -> local(s);
      case Stat.LocalFunction s -> {
        FunctionUnit unit =
            unit(
                s.function(),
                s.variable().reassigned() ? Optional.empty() : Optional.of(s.variable()));
        if (unit.variable.isPresent()) {
          info(s.variable()).function = Optional.of(unit);
        }
        join(s.variable(), LuauType.FUNCTION);
        function(unit);
      }
      case Stat.Function s -> {
        target(s.target(), LuauType.FUNCTION);
        function(unit(s.function(), Optional.empty()));
      }
      case Stat.Assign s -> assign(s);
      case Stat.CompoundAssign s -> {
        int left = visit(s.target());
        int right = visit(s.value());
        int type =
            s.operator() == BinaryOperator.CONCAT
                ? concat(left, right)
                : LuauType.arithmetic(left, right);
        if (s.operator() != BinaryOperator.CONCAT) {
          numeric(s.target());
          numeric(s.value());
        }
        target(s.target(), type);
      }
      case Stat.ReturnExports s -> {
        join(s.exports(), 0);
        joinReturn(LuauType.ANY);
      }
      case Stat.Break s -> {}
      case Stat.Continue s -> {}
      case Stat.TypeAlias s -> {}
      case Stat.TypeFunction s -> {}
    }
  }

  private void joinReturn(int type) {
    int joined = current.returnTypes | type;
    if (joined != current.returnTypes) {
      current.returnTypes = joined;
      changed = true;
    }
  }

  private void returns(Stat.Return s) {
    int type = 0;
    for (Expr value : s.values()) {
      type = visit(value);
    }
    boolean one = s.values().size() == 1;
    if (one && multiple(s.values().get(0))) {
      Optional<FunctionUnit> callee =
          s.values().get(0) instanceof Expr.Call c && !c.self()
              ? known(c.callee())
              : Optional.empty();
      one = callee.isPresent() && !callee.get().returnsList;
    }
    if (!one && !current.returnsList) {
      current.returnsList = true;
      changed = true;
    }
    joinReturn(type);
  }

  private void local(Stat.Local s) {
    List<LocalVar> variables = s.variables();
    List<Expr> values = s.values();
    for (int i = 0; i < values.size(); i++) {
      Expr value = values.get(i);
      LocalVar variable = i < variables.size() ? variables.get(i) : null;
      int type;
      if (variable != null && !variable.reassigned() && value instanceof Expr.Function f) {
        FunctionUnit unit = unit(f.body(), Optional.of(variable));
        info(variable).function = Optional.of(unit);
        function(unit);
        type = LuauType.FUNCTION;
      } else {
        type = visit(value);
      }
      if (variable != null) {
        boolean last = i == values.size() - 1;
        LocalInfo info = info(variable);
        if (!variable.reassigned() && (!last || !multiple(value))) {
          info.initial = Optional.of(value);
          if (Exprs.literal(Exprs.unwrap(value))) {
            info.literal = Optional.of(Exprs.unwrap(value));
          }
        }
        join(variable, type);
        assigned(variable, value);
      }
    }
    int rest =
        !values.isEmpty() && multiple(values.get(values.size() - 1)) ? LuauType.ANY : LuauType.NIL;
    for (int i = values.size(); i < variables.size(); i++) {
      join(variables.get(i), rest);
    }
  }

  private void assigned(LocalVar variable, Expr value) {
    Expr v = Exprs.unwrap(value);
    if (v instanceof Expr.Number
        || v instanceof Expr.Unary u && u.operator() != UnaryOperator.NOT
        || v instanceof Expr.Binary b && arithmetic(b.operator())) {
      info(variable).numeric = true;
    }
  }

  private void assign(Stat.Assign s) {
    List<Expr> values = s.values();
    int[] found = new int[values.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = visit(values.get(i));
    }
    for (int i = 0; i < s.targets().size(); i++) {
      int type;
      if (i < found.length) {
        type = found[i];
        if (s.targets().get(i) instanceof Expr.Local l) {
          assigned(l.variable(), values.get(i));
        }
      } else {
        type =
            found.length > 0 && multiple(values.get(found.length - 1))
                ? LuauType.ANY
                : LuauType.NIL;
      }
      target(s.targets().get(i), type);
    }
  }

  private void target(Expr target, int type) {
    switch (target) {
      case Expr.Local l -> join(l.variable(), type);
      case Expr.Global g -> {}
      case Expr.IndexName x -> visit(x.object());
      case Expr.Index x -> {
        visit(x.object());
        visit(x.key());
        numeric(x.key());
      }
      default -> throw new IllegalArgumentException("not assignable: " + target);
    }
  }

  private void numeric(Expr e) {
    if (Exprs.unwrap(e) instanceof Expr.Local l) {
      info(l.variable()).numeric = true;
    }
  }

  private static boolean arithmetic(BinaryOperator op) {
    return switch (op) {
      case ADD, SUB, MUL, DIV, FLOOR_DIV, MOD, POW -> true;
      default -> false;
    };
  }

  private static int concat(int left, int right) {
    if (left == 0 || right == 0) {
      return 0;
    }
    return ((left | right) & ~(LuauType.STRING | LuauType.NUMBER)) == 0
        ? LuauType.STRING
        : LuauType.ANY;
  }

  private int visit(Expr e) {
    switch (e) {
      case Expr.Local l -> {
        LocalInfo info = info(l.variable());
        if (info.function.isPresent() && !info.function.get().escapes) {
          info.function.get().escapes = true;
          changed = true;
        }
      }
      case Expr.Group g -> {
        return visit(g.inner());
      }
      case Expr.TypeAssertion t -> {
        return visit(t.operand());
      }
      case Expr.Instantiate i -> {
        return visit(i.function());
      }
      case Expr.Interpolated i -> i.expressions().forEach(this::visit);
      case Expr.Function f -> function(unit(f.body(), Optional.empty()));
      case Expr.Table t -> table(t);
      case Expr.IndexName x -> visit(x.object());
      case Expr.Index x -> {
        visit(x.object());
        visit(x.key());
        numeric(x.key());
      }
      case Expr.Call c -> call(c);
      case Expr.Unary u -> {
        int operand = visit(u.operand());
        types.put(
            u,
            switch (u.operator()) {
              case NOT -> LuauType.BOOLEAN;
              case LEN -> LuauType.NUMBER;
              case MINUS -> {
                numeric(u.operand());
                yield LuauType.arithmetic(operand, operand);
              }
            });
      }
      case Expr.Binary b -> binary(b);
      case Expr.IfElse i -> {
        visit(i.condition());
        types.put(i, visit(i.whenTrue()) | visit(i.whenFalse()));
      }
      default -> {}
    }
    return type(e);
  }

  private void table(Expr.Table t) {
    if (walks == 1 || !settled.contains(t)) {
      boolean plain = items(t);
      if (plain && walks == 1) {
        settled.add(t);
      }
    }
  }

  /** {@return whether all that a walk can find in a constructor is which variables it uses} */
  private boolean items(Expr.Table t) {
    boolean plain = true;
    for (TableItem item : t.items()) {
      if (item instanceof TableItem.Keyed k) {
        visit(k.key());
        plain &= Exprs.literal(k.key());
      }
      if (item.value() instanceof Expr.Table inner) {
        plain &= items(inner);
      } else {
        visit(item.value());
        plain &= plain(item.value());
      }
    }
    return plain;
  }

  private static boolean plain(Expr e) {
    return switch (e) {
      case Expr.Local l -> true;
      case Expr.IndexName x -> plain(x.object());
      default -> Exprs.literal(e);
    };
  }

  private void binary(Expr.Binary b) {
    int left = visit(b.left());
    int right = visit(b.right());
    int type =
        switch (b.operator()) {
          case ADD, SUB, MUL, DIV, FLOOR_DIV, MOD, POW -> {
            numeric(b.left());
            numeric(b.right());
            yield LuauType.arithmetic(left, right);
          }
          case LT, LE, GT, GE -> {
            numeric(b.left());
            numeric(b.right());
            yield LuauType.BOOLEAN;
          }
          case EQ, NE -> {
            if (LuauType.isNumber(right)) {
              numeric(b.left());
            }
            if (LuauType.isNumber(left)) {
              numeric(b.right());
            }
            yield LuauType.BOOLEAN;
          }
          case CONCAT -> concat(left, right);
          case AND -> LuauType.and(left, right);
          case OR -> LuauType.or(left, right);
        };
    types.put(b, type);
  }

  private void call(Expr.Call c) {
    Optional<FunctionUnit> callee = c.self() ? Optional.empty() : known(c.callee());
    if (callee.isEmpty()) {
      current.callsUnknown |= intrinsic(c).isEmpty();
      visit(c.callee());
      boolean first = true;
      for (Expr argument : c.arguments()) {
        int type = visit(argument);
        asksLevels |= first && asksLevel(c.callee(), argument, type);
        first = false;
        if (Builtins.numeric(c.callee()) || intrinsic(c).isPresent()) {
          numeric(argument);
        }
      }
      return;
    }
    List<LocalVar> parameters = callee.get().body.parameters();
    List<Expr> arguments = c.arguments();
    for (int i = 0; i < arguments.size(); i++) {
      int type = visit(arguments.get(i));
      if (i < parameters.size()) {
        boolean last = i == arguments.size() - 1;
        join(parameters.get(i), last && multiple(arguments.get(i)) ? type(c, i) : type);
      }
    }
    boolean open = !arguments.isEmpty() && multiple(arguments.get(arguments.size() - 1));
    for (int i = arguments.size(); i < parameters.size(); i++) {
      join(parameters.get(i), open ? LuauType.ANY : LuauType.NIL);
    }
  }

  /** {@return whether a call may ask for the environment at a level beyond the function itself} */
  private static boolean asksLevel(Expr callee, Expr argument, int type) {
    String name = Exprs.lastName(callee);
    return (name.equals("getfenv") || name.equals("setfenv"))
        && LuauType.mayBeNumber(type)
        && !(Exprs.unwrap(argument) instanceof Expr.Number n && n.value() <= 1);
  }

  /** {@return the type of an argument that may be no or several values} */
  private int type(Expr.Call c, int argument) {
    Expr e = c.arguments().get(argument);
    boolean one =
        e instanceof Expr.Call inner
            && !inner.self()
            && known(inner.callee()).filter(u -> !u.returnsList).isPresent();
    return one ? type(e) : LuauType.ANY;
  }
}
