package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.Stat;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.StepCode;
import dev.ligature.luau.vm.StepFrame;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles a function to run in steps (see {@link StepCode}). A statement {@code
 * coroutine.yield(…)} or {@code local x = coroutine.yield(…)} saves the local variables and
 * returns; the method begins with a jump to where it left. Before a statement with a call that may
 * yield, the function leaves for good and goes on, from the same place and by the same code, on a
 * stack of its own.
 */
final class Steps {
  /** The JVM local of the frame; the closure is before it. */
  static final int FRAME_SLOT = 1;

  private static final ClassDesc FRAME = Names.of(StepFrame.class);
  private static final ClassDesc CODE = Names.of(StepCode.class);
  private static final String YIELD = "coroutine.yield";
  private static final int MOST_NODES = 400;

  /** A local variable that is saved, its JVM local and its index among those of its kind. */
  private record Saved(int slot, ClassDesc type, int index) {}

  /** A place where the function goes on. */
  private record Point(Label label, List<Saved> saved) {}

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;
  private final List<Point> points = new ArrayList<>();
  private Label dispatch;
  private int objects;
  private int numbers;
  private int integers;

  Steps(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  // ---- which functions ----

  /** {@return whether a function yields by itself and can be left where it does} */
  static boolean suit(Analysis analysis, FunctionUnit unit) {
    return unit.direct()
        && !unit.prototype.main()
        && !unit.body.vararg()
        && !unit.returnsNumber()
        && !analysis.asksLevels()
        && analysis.environment().pure
        && Weight.of(unit.body.body()) <= MOST_NODES
        && yields(analysis, unit.body.body());
  }

  private static boolean yields(Analysis analysis, Stat stat) {
    return switch (stat) {
      case Stat.Block s -> s.body().stream().anyMatch(inner -> yields(analysis, inner));
      case Stat.If s ->
          yields(analysis, s.thenBody())
              || s.elseBody().filter(inner -> yields(analysis, inner)).isPresent();
      case Stat.While s -> yields(analysis, s.body());
      case Stat.Repeat s -> yields(analysis, s.body());
      case Stat.NumericFor s -> yields(analysis, s.body());
      case Stat.GenericFor s -> yields(analysis, s.body());
      default -> yieldOf(analysis, stat).isPresent();
    };
  }

  /** {@return the call of a statement that does nothing but yield} */
  private static Optional<Expr.Call> yieldOf(Analysis analysis, Stat stat) {
    Expr value =
        switch (stat) {
          case Stat.Call s -> s.call();
          case Stat.Local s when s.values().size() == 1 -> s.values().get(0);
          default -> null;
        };
    return value instanceof Expr.Call call && isBuiltin(analysis, call, YIELD)
        ? Optional.of(call)
        : Optional.empty();
  }

  private static boolean isBuiltin(Analysis analysis, Expr.Call call, String path) {
    return !call.self()
        && Builtins.resolve(analysis, analysis.environment(), call.callee())
            .filter(b -> b.path().equals(path))
            .isPresent();
  }

  // ---- the method ----

  /** Begins the method: goes on where the last step left. */
  void begin() {
    dispatch = code.label();
    c.aload(FRAME_SLOT);
    c.getfield(FRAME, "at", CD_int);
    c.ifne(dispatch);
    for (int i = 0; i < f.unit.body.parameters().size(); i++) {
      c.aload(FRAME_SLOT);
      code.intConstant(i);
      c.invokevirtual(FRAME, "argument", Names.type(Names.OBJECT, CD_int));
      f.define(f.unit.body.parameters().get(i));
    }
  }

  /** Ends the method: restores the variables of each place and jumps there. */
  void end() {
    code.bind(dispatch);
    List<Label> entries = points.stream().map(p -> code.label()).toList();
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      cases.add(SwitchCase.of(i + 1, entries.get(i)));
    }
    Label impossible = code.label();
    c.aload(FRAME_SLOT);
    c.getfield(FRAME, "at", CD_int);
    c.tableswitch(1, Math.max(1, entries.size()), impossible, cases);
    for (int i = 0; i < entries.size(); i++) {
      code.bind(entries.get(i));
      points.get(i).saved().forEach(this::restore);
      c.goto_(points.get(i).label());
    }
    code.bind(impossible);
    c.aconst_null();
    c.areturn();
  }

  /** Makes room for the variables that {@link #end} restores; the frame is on the stack. */
  void reserve(CodeBuilder builder) {
    builder.loadConstant(objects);
    builder.loadConstant(numbers);
    builder.loadConstant(integers);
    builder.invokevirtual(FRAME, "reserve", Names.type(CD_void, CD_int, CD_int, CD_int));
  }

  /** Saves all variables in scope; {@return the place to go on at} */
  private Point save() {
    List<Saved> saved = new ArrayList<>();
    int objectCount = 0;
    int numberCount = 0;
    int integerCount = 0;
    for (int slot = FRAME_SLOT + 1; slot < code.mark(); ) {
      ClassDesc type = code.slotType(slot);
      c.aload(FRAME_SLOT);
      if (type == CD_double) {
        c.getfield(FRAME, "numbers", Names.DOUBLES);
        code.intConstant(numberCount);
        c.dload(slot);
        c.dastore();
        saved.add(new Saved(slot, type, numberCount++));
        slot += 2;
      } else if (type == CD_long) {
        c.getfield(FRAME, "integers", CD_long.arrayType());
        code.intConstant(integerCount);
        c.lload(slot);
        c.lastore();
        saved.add(new Saved(slot, type, integerCount++));
        slot += 2;
      } else {
        c.getfield(FRAME, "objects", Names.OBJECTS);
        code.intConstant(objectCount);
        c.aload(slot);
        c.aastore();
        saved.add(new Saved(slot, type, objectCount++));
        slot++;
      }
    }
    objects = Math.max(objects, objectCount);
    numbers = Math.max(numbers, numberCount);
    integers = Math.max(integers, integerCount);
    Point point = new Point(code.label(), saved);
    points.add(point);
    return point;
  }

  private void restore(Saved variable) {
    c.aload(FRAME_SLOT);
    if (variable.type() == CD_double) {
      c.getfield(FRAME, "numbers", Names.DOUBLES);
      code.intConstant(variable.index());
      c.daload();
      c.dstore(variable.slot());
    } else if (variable.type() == CD_long) {
      c.getfield(FRAME, "integers", CD_long.arrayType());
      code.intConstant(variable.index());
      c.laload();
      c.lstore(variable.slot());
    } else {
      c.getfield(FRAME, "objects", Names.OBJECTS);
      code.intConstant(variable.index());
      c.aaload();
      if (variable.type() != Names.OBJECT) {
        c.checkcast(variable.type());
      }
      c.astore(variable.slot());
    }
  }

  // ---- statements ----

  /** What a statement needs before it may run without a stack. */
  private static final class Needs {
    boolean stack;
    boolean pure;
    final List<Expr> quiet = new ArrayList<>();
  }

  /** Leaves for a stack if a statement is about to make a call that may yield. */
  void before(Stat stat) {
    Needs needs = new Needs();
    Optional<Expr.Call> yield = yieldOf(f.analysis, stat);
    if (yield.isPresent()) {
      yield.get().arguments().forEach(e -> look(e, needs));
    } else {
      own(stat).forEach(e -> look(e, needs));
      needs.stack |= stat instanceof Stat.GenericFor s && !overTable(s);
    }
    if (!needs.stack && !needs.pure && needs.quiet.isEmpty()) {
      return;
    }
    Label go = code.label();
    Label leave = code.label();
    stacked();
    c.ifne(go);
    if (!needs.stack) {
      if (needs.pure) {
        f.builtins.testPure(leave);
      }
      for (Expr callee : needs.quiet) {
        f.expressions.object(callee);
        c.invokestatic(CODE, "isQuiet", Names.type(CD_boolean, Names.OBJECT));
        c.ifeq(leave);
      }
      c.goto_(go);
    }
    code.bind(leave);
    Point point = save();
    c.aload(FRAME_SLOT);
    code.intConstant(points.size());
    c.invokevirtual(FRAME, "needStack", Names.type(Names.OBJECT, CD_int));
    c.areturn();
    code.bind(point.label());
    code.bind(go);
  }

  private void stacked() {
    c.aload(FRAME_SLOT);
    c.getfield(FRAME, "stacked", CD_boolean);
  }

  /** {@return whether a loop goes over a table by a builtin iterator} */
  private boolean overTable(Stat.GenericFor s) {
    return s.values().size() == 1
        && s.values().get(0) instanceof Expr.Call call
        && (isBuiltin(f.analysis, call, "pairs") || isBuiltin(f.analysis, call, "ipairs"));
  }

  /**
   * {@return the expressions that a statement evaluates when it begins, not those of its blocks}
   */
  private static List<Expr> own(Stat stat) {
    return switch (stat) {
      case Stat.If s -> List.of(s.condition());
      case Stat.NumericFor s -> {
        List<Expr> all = new ArrayList<>(List.of(s.from(), s.to()));
        s.step().ifPresent(all::add);
        yield all;
      }
      case Stat.GenericFor s -> s.values();
      case Stat.Return s -> s.values();
      case Stat.Call s -> List.of(s.call());
      case Stat.Local s -> s.values();
      case Stat.Function s -> List.of(s.target());
      case Stat.Assign s -> {
        List<Expr> all = new ArrayList<>(s.targets());
        all.addAll(s.values());
        yield all;
      }
      case Stat.CompoundAssign s -> List.of(s.target(), s.value());
      // A condition is evaluated again in each round.
      case Stat.While s -> List.of(s.condition());
      case Stat.Repeat s -> List.of(s.condition());
      default -> List.of();
    };
  }

  private void look(Expr expression, Needs needs) {
    Exprs.calls(
        expression,
        call -> {
          Optional<Builtins.Builtin> builtin =
              call.self() ? Optional.empty() : f.builtins.resolve(call.callee());
          if (builtin.isPresent()) {
            LuauBuiltin function = builtin.get().function();
            needs.pure = true;
            needs.stack |= !function.neverYields();
          } else if (!call.self()
              && f.analysis.known(call.callee()).isEmpty()
              && Exprs.unwrap(call.callee()) instanceof Expr.Local l
              && !l.variable().reassigned()) {
            needs.quiet.add(l);
          } else {
            needs.stack |=
                call.self()
                    || f.analysis
                        .known(call.callee())
                        .filter(unit -> !unit.body.scope().calls())
                        .isEmpty();
          }
        });
  }

  /** {@return the call of a statement that yields} */
  Optional<Expr.Call> yielding(Stat stat) {
    return yieldOf(f.analysis, stat);
  }

  /**
   * Yields, and pushes what the yield gives in the form of results.
   *
   * @param general does it on a stack
   */
  void yield(Expr.Call call, Runnable general) {
    Label other = code.label();
    Label end = code.label();
    int mark = code.mark();
    stacked();
    c.ifne(other);
    f.builtins.testPure(other);
    f.statements.results(call.arguments(), true);
    Variable.Ref values = code.storeRef();
    code.release(mark);
    // Not a variable: it goes through the operand stack, behind the place to go on at.
    c.aload(FRAME_SLOT);
    c.aload(values.slot());
    int line = call.callee().span().endLine();
    Point point = save();
    code.intConstant(points.size());
    c.aload(FRAME_SLOT);
    code.intConstant(line);
    c.putfield(FRAME, "line", CD_int);
    c.invokevirtual(FRAME, "yield", Names.type(Names.OBJECT, Names.OBJECT, CD_int));
    c.areturn();
    code.bind(point.label());
    code.line(line);
    c.aload(FRAME_SLOT);
    c.invokevirtual(FRAME, "resumed", Names.type(Names.OBJECT));
    c.goto_(end);
    code.bind(other);
    general.run();
    code.bind(end);
  }
}
