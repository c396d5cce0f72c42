package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import dev.ligature.luau.syntax.BinaryOperator;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.syntax.Stat;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles statements, loops aside. */
final class Statements {
  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Statements(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  /** Compiles a block with a scope of its own. */
  void block(Stat.Block block) {
    int mark = code.mark();
    body(block);
    code.release(mark);
  }

  /** Compiles the statements of a block; its variables stay in scope. */
  void body(Stat.Block block) {
    int next = 0;
    if (f.outline.isPresent()) {
      for (int[] piece : f.outline.get().pieces(block)) {
        stats(block, next, piece[0]);
        part(block, piece[0], piece[1]);
        next = piece[1];
      }
    }
    stats(block, next, block.body().size());
  }

  private void stats(Stat.Block block, int from, int to) {
    for (Stat stat : block.body().subList(from, to)) {
      stat(stat);
    }
  }

  /** Calls the part that some statements of a block are. */
  private void part(Stat.Block block, int from, int to) {
    Outline.Part part =
        f.outline
            .orElseThrow()
            .part(
                block,
                from,
                inside -> {
                  inside.statements.stats(block, from, to);
                  inside.code.c.aconst_null();
                  inside.code.c.areturn();
                });
    temporary(
        () -> {
          callPart(part);
          f.loops.follow();
        });
  }

  /** Calls a part, whose signal it pushes. */
  void callPart(Outline.Part part) {
    code.self();
    c.aload(code.frameSlot);
    if (code.varargSlot >= 0) {
      c.aload(code.varargSlot);
    } else {
      c.getstatic(Names.RESULTS, "NONE", Names.OBJECTS);
    }
    c.invokestatic(part.owner(), part.name(), Outline.partType(f.unit));
  }

  /** Returns the boxed results on the stack, or in a part the signal. */
  void returnTop() {
    if (f.part || !f.unit.returnsNumber()) {
      c.areturn();
    } else {
      code.unbox();
      c.dreturn();
    }
  }

  /** Compiles a statement. */
  void stat(Stat stat) {
    code.line(stat.span().beginLine());
    f.steps.ifPresent(steps -> steps.before(stat));
    switch (stat) {
      case Stat.Block b -> block(b);
      case Stat.If s -> branch(s);
      case Stat.While s -> f.loops.loop(s);
      case Stat.Repeat s -> f.loops.loop(s);
      case Stat.NumericFor s -> f.loops.loop(s);
      case Stat.GenericFor s -> f.loops.loop(s);
      case Stat.Break s -> f.loops.breakLoop();
      case Stat.Continue s -> f.loops.continueLoop();
      case Stat.Return s -> returns(s);
      case Stat.Call s -> {
        if (f.steps.flatMap(steps -> steps.yielding(s)).isPresent()) {
          step(s.call());
          c.pop();
        } else {
          temporary(() -> f.calls.discard(s.call()));
        }
      }
      case Stat.Local s -> local(s);
      case Stat.LocalFunction s -> localFunction(s);
      case Stat.Function s ->
          temporary(
              () -> {
                Tables.Target target = f.tables.target(s.target());
                f.closures.create(f.analysis.unit(s.function()));
                f.tables.write(target, code.storeRef());
              });
      case Stat.Assign s -> temporary(() -> assign(s));
      case Stat.CompoundAssign s -> temporary(() -> compound(s));
      case Stat.ReturnExports s -> {
        Variable.Ref table = code.ref();
        code.load(f.variable(s.exports()));
        c.checkcast(Names.TABLE);
        c.dup();
        c.astore(table.slot());
        c.iconst_1();
        c.putfield(Names.TABLE, "readonly", CD_boolean);
        c.aload(table.slot());
        CallDepth.leave(f);
        c.areturn();
      }
      case Stat.TypeAlias s -> {}
      case Stat.TypeFunction s -> {}
    }
  }

  /** Pushes the results of a yield in a function that runs in steps. */
  private void step(Expr.Call call) {
    f.steps.orElseThrow().yield(call, () -> f.calls.results(call));
  }

  private void temporary(Runnable part) {
    int mark = code.mark();
    part.run();
    code.release(mark);
  }

  private void branch(Stat.If s) {
    Label otherwise = code.label();
    temporary(() -> f.conditions.jump(s.condition(), otherwise, false));
    block(s.thenBody());
    if (s.elseBody().isPresent()) {
      Label end = code.label();
      boolean falls = !Flow.ends(s.thenBody());
      if (falls) {
        c.goto_(end);
      }
      code.bind(otherwise);
      stat(s.elseBody().get());
      code.bind(end);
    } else {
      code.bind(otherwise);
    }
  }

  // ---- returns ----

  private void returns(Stat.Return s) {
    List<Expr> values = s.values();
    if (f.unit.returnsNumber() && !f.part) {
      f.expressions.number(values.get(0));
      CallDepth.leave(f);
      c.dreturn();
      return;
    }
    results(values, f.unit.returnsList);
    CallDepth.leave(f);
    if (f.part) {
      code.operation("leave", Code.OBJECT_TO_OBJECT);
    }
    c.areturn();
  }

  /**
   * Pushes values in the form of results.
   *
   * @param list whether a single one may stand for several
   */
  void results(List<Expr> values, boolean list) {
    if (values.isEmpty()) {
      c.getstatic(Names.RESULTS, "NONE", Names.OBJECTS);
    } else if (values.size() == 1) {
      if (list) {
        f.expressions.results(values.get(0));
      } else {
        f.expressions.object(values.get(0));
      }
    } else {
      f.expressions.arrayOfAll(values);
      if (f.analysis.multiple(values.get(values.size() - 1))) {
        c.invokestatic(Names.RESULTS, "of", Names.type(Names.OBJECT, Names.OBJECTS));
      }
    }
  }

  /** Ends a body. */
  void returnNothing() {
    CallDepth.leave(f);
    if (f.unit.returnsNumber()) {
      c.dconst_0();
      c.dreturn();
    } else {
      c.getstatic(Names.RESULTS, "NONE", Names.OBJECTS);
      c.areturn();
    }
  }

  // ---- declarations ----

  private void local(Stat.Local s) {
    List<LocalVar> variables = s.variables();
    List<Expr> values = s.values();
    int n = values.size();
    if (f.steps.flatMap(steps -> steps.yielding(s)).isPresent()) {
      step((Expr.Call) values.get(0));
      Variable.Ref results = code.storeRef();
      for (int i = 0; i < variables.size(); i++) {
        result(results, i);
        f.define(variables.get(i));
      }
      return;
    }
    boolean open =
        n > 0
            && n <= variables.size()
            && f.analysis.multiple(values.get(n - 1))
            && n < variables.size();
    int single = open ? n - 1 : n;
    for (int i = 0; i < single; i++) {
      if (i < variables.size()) {
        declare(variables.get(i), values.get(i));
      } else {
        int index = i;
        temporary(() -> f.expressions.effect(values.get(index)));
      }
    }
    if (open
        && values.get(n - 1) instanceof Expr.Call call
        && f.intrinsics.bytes(call, variables.subList(single, variables.size()))) {
      return;
    }
    if (open) {
      f.expressions.results(values.get(n - 1));
      Variable.Ref results = code.storeRef();
      for (int i = single; i < variables.size(); i++) {
        result(results, i - single);
        f.define(variables.get(i));
      }
    } else {
      for (int i = single; i < variables.size(); i++) {
        c.aconst_null();
        f.define(variables.get(i));
      }
    }
  }

  /** Pushes one of several results. */
  void result(Variable.Ref results, int index) {
    c.aload(results.slot());
    if (index == 0) {
      code.first();
    } else {
      code.intConstant(index);
      c.invokestatic(Names.RESULTS, "at", Names.type(Names.OBJECT, Names.OBJECT, CD_int));
    }
  }

  private void declare(LocalVar variable, Expr value) {
    LocalInfo info = f.analysis.info(variable);
    if (f.inCell(variable) && (info.cell() || info.literal.isEmpty())) {
      f.expressions.object(value);
      f.define(variable);
      return;
    }
    if (info.literal.isPresent()) {
      f.bind(variable, new Variable.Literal(info.literal.get()));
      return;
    }
    // The place comes after the value: until then the name means an outer variable.
    int mark = code.mark();
    Optional<IntegerRange> range =
        variable.reassigned() ? Optional.empty() : f.integers.range(value);
    if (range.isPresent()) {
      f.integers.push(value);
      code.release(mark);
      Variable.Int place = new Variable.Int(code.longSlot(), range.get());
      c.lstore(place.slot());
      f.bind(variable, place);
      return;
    }
    if (info.numeric && !LuauType.isNumber(info.types) && info.function.isEmpty()) {
      Variable place = f.place(variable);
      f.expressions.assign(place, value);
      keep(place);
      return;
    }
    if (LuauType.isNumber(info.types)) {
      f.expressions.number(value);
      code.release(mark);
      c.dstore(((Variable.Num) f.place(variable)).slot());
    } else {
      f.expressions.object(value);
      code.release(mark);
      code.store(f.place(variable));
    }
  }

  private void keep(Variable place) {
    int top =
        switch (place) {
          case Variable.Pair p -> Math.max(p.tag() + 1, p.number() + 2);
          case Variable.Num n -> n.slot() + 2;
          case Variable.Ref r -> r.slot() + 1;
          default -> code.mark();
        };
    code.release(top);
  }

  private void localFunction(Stat.LocalFunction s) {
    LocalVar variable = s.variable();
    FunctionUnit unit = f.analysis.unit(s.function());
    if (f.analysis.info(variable).cell()) {
      c.aconst_null();
      f.define(variable);
      Variable cell = f.variable(variable);
      f.closures.create(unit);
      code.store(cell);
    } else {
      // A function that captures itself finds itself as the closure that runs.
      f.closures.create(unit);
      f.define(variable);
    }
  }

  // ---- assignments ----

  private void assign(Stat.Assign s) {
    List<Expr> targets = s.targets();
    List<Expr> values = s.values();
    if (targets.size() == 1 && values.size() == 1) {
      Expr value = values.get(0);
      if (targets.get(0) instanceof Expr.Local l) {
        f.expressions.assign(f.variable(l.variable()), value);
      } else {
        Tables.Target target = f.tables.target(targets.get(0));
        f.tables.write(target, f.expressions.operand(value));
      }
      return;
    }
    List<Tables.Target> places = new ArrayList<>();
    for (Expr target : targets) {
      places.add(f.tables.ownTarget(target));
    }
    List<Variable> temporaries = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      boolean last = i == values.size() - 1;
      if (last && targets.size() > values.size() && f.analysis.multiple(values.get(i))) {
        f.expressions.results(values.get(i));
        Variable.Ref results = code.storeRef();
        for (int j = i; j < targets.size(); j++) {
          result(results, j - i);
          temporaries.add(code.storeRef());
        }
      } else if (i < targets.size()) {
        temporaries.add(copy(values.get(i)));
      } else {
        f.expressions.effect(values.get(i));
      }
    }
    for (int i = 0; i < targets.size(); i++) {
      Variable value =
          i < temporaries.size()
              ? temporaries.get(i)
              : new Variable.Literal(new Expr.Nil(s.span()));
      f.tables.write(places.get(i), value);
    }
  }

  /** {@return a temporary with the value, which later assignments do not change} */
  private Variable copy(Expr value) {
    Variable v = f.expressions.operand(value);
    switch (v) {
      case Variable.Num n when local(value) -> {
        Variable.Num temp = code.num();
        c.dload(n.slot());
        c.dstore(temp.slot());
        return temp;
      }
      case Variable.Pair p when local(value) -> {
        Variable.Pair temp = code.pair();
        c.aload(p.tag());
        c.astore(temp.tag());
        c.dload(p.number());
        c.dstore(temp.number());
        return temp;
      }
      case Variable.Ref r when local(value) -> {
        c.aload(r.slot());
        return code.storeRef();
      }
      default -> {
        return v;
      }
    }
  }

  private static boolean local(Expr e) {
    return Exprs.unwrap(e) instanceof Expr.Local;
  }

  private void compound(Stat.CompoundAssign s) {
    if (s.target() instanceof Expr.Local l) {
      Variable variable = f.variable(l.variable());
      if (s.operator() == BinaryOperator.CONCAT) {
        code.load(variable);
        f.expressions.object(s.value());
        code.line(s.span().beginLine());
        code.operator("concat", Code.TWO_TO_OBJECT);
        code.store(variable);
        return;
      }
      Variable left = f.expressions.stable(variable);
      Variable right = f.expressions.operand(s.value());
      code.line(s.span().beginLine());
      f.arithmetic.operateInto(s.operator(), left, right, variable);
      return;
    }
    Tables.Target target = f.tables.target(s.target());
    Variable.Pair value = code.pair();
    f.tables.read(target, value);
    if (s.operator() == BinaryOperator.CONCAT) {
      code.load(value);
      f.expressions.object(s.value());
      code.line(s.span().beginLine());
      code.operator("concat", Code.TWO_TO_OBJECT);
      f.tables.write(target, code.storeRef());
      return;
    }
    Variable right = f.expressions.operand(s.value());
    code.line(s.span().beginLine());
    f.arithmetic.operate(s.operator(), value, right, value);
    f.tables.write(target, value);
  }
}
