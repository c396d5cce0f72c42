package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.MethodSite;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Compiles calls: of functions known by name straight to the method of their body with numbers
 * unboxed, of builtins as constants, of anything else through {@code LuauFunction}.
 */
final class Calls {
  /** Arguments that {@code LuauFunction} takes without an array. */
  static final int MAX_PLAIN = 4;

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Calls(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  // ---- by wanted result ----

  /** Pushes the first result. */
  void first(Expr.Call call) {
    Optional<FunctionUnit> known = known(call);
    if (known.isPresent()) {
      known(call, known.get());
      if (known.get().returnsNumber()) {
        code.box();
      } else if (known.get().returnsList) {
        code.first();
      }
      return;
    }
    if (f.intrinsics.object(call)) {
      return;
    }
    general(call);
    code.first();
  }

  /** Pushes all results in the form in which functions return them. */
  void results(Expr.Call call) {
    Optional<FunctionUnit> known = known(call);
    if (known.isPresent()) {
      known(call, known.get());
      if (known.get().returnsNumber()) {
        code.box();
      }
      return;
    }
    if (f.intrinsics.single(call) && f.intrinsics.object(call)) {
      return;
    }
    general(call);
  }

  /** Calls for the effects alone. */
  void discard(Expr.Call call) {
    Optional<FunctionUnit> known = known(call);
    if (known.isPresent()) {
      known(call, known.get());
      if (known.get().returnsNumber()) {
        c.pop2();
      } else {
        c.pop();
      }
      return;
    }
    if (f.intrinsics.effect(call)) {
      return;
    }
    general(call);
    c.pop();
  }

  /** {@return whether the call gives a double} */
  boolean knownNumber(Expr.Call call) {
    return known(call).filter(FunctionUnit::returnsNumber).isPresent() || f.intrinsics.number(call);
  }

  /** Pushes the double of a call for which {@link #knownNumber} holds. */
  void number(Expr.Call call) {
    Optional<FunctionUnit> known = known(call);
    if (known.isPresent()) {
      known(call, known.get());
    } else {
      f.intrinsics.pushNumber(call);
    }
  }

  private Optional<FunctionUnit> known(Expr.Call call) {
    return call.self() ? Optional.empty() : f.analysis.known(call.callee());
  }

  // ---- functions known by name ----

  private void known(Expr.Call call, FunctionUnit unit) {
    int mark = code.mark();
    LocalVar name = unit.variable.orElseThrow();
    Variable callee = f.variable(name);
    List<Expr> arguments = call.arguments();
    List<LocalVar> parameters = unit.body.parameters();
    boolean open = !arguments.isEmpty() && f.analysis.multiple(arguments.get(arguments.size() - 1));
    if (open || !unit.direct() || unit.body.vararg()) {
      knownWithArrays(call, unit, callee, open);
      code.release(mark);
      return;
    }
    loadClosure(callee, unit);
    for (int i = 0; i < parameters.size(); i++) {
      if (i < arguments.size()) {
        argument(parameters.get(i), arguments.get(i));
      } else {
        f.parameters.pushNil(parameters.get(i));
      }
    }
    for (int i = parameters.size(); i < arguments.size(); i++) {
      f.expressions.effect(arguments.get(i));
    }
    code.line(call.callee().span().endLine());
    invokeBody(unit);
    code.release(mark);
  }

  private void loadClosure(Variable callee, FunctionUnit unit) {
    code.load(callee);
    if (!(callee instanceof Variable.Self || callee instanceof Variable.RefField)) {
      c.checkcast(unit.closureClass);
    }
  }

  private void invokeBody(FunctionUnit unit) {
    c.invokestatic(unit.bodyClass, "body", Parameters.bodyType(f.analysis, unit));
  }

  private void argument(LocalVar parameter, Expr value) {
    switch (f.parameters.form(parameter)) {
      case NUMBER -> f.expressions.number(value);
      case PAIR -> {
        if (f.analysis.isNumber(value)) {
          code.number();
          f.expressions.number(value);
        } else {
          Variable v = f.expressions.operand(value);
          f.parameters.pushPair(v);
        }
      }
      case BOXED -> f.expressions.object(value);
    }
  }

  /** Calls with the arguments in an array, as the closure's {@code call} takes them. */
  private void knownWithArrays(Expr.Call call, FunctionUnit unit, Variable callee, boolean open) {
    loadClosure(callee, unit);
    f.expressions.arrayOfAll(call.arguments());
    code.line(call.callee().span().endLine());
    c.invokevirtual(unit.closureClass, "call", Names.type(Names.OBJECT, Names.OBJECTS));
    if (unit.returnsNumber()) {
      code.unbox();
    }
  }

  // ---- any callee ----

  private void general(Expr.Call call) {
    int mark = code.mark();
    if (call.self()) {
      method(call);
    } else {
      if (call.callee() instanceof Expr.Global g && g.name().equals("collectgarbage")) {
        code.clearTemporaries();
      }
      if (mayLink(call)) {
        linked(call);
        code.release(mark);
        return;
      }
      if (mayBeOfUserdata(call)) {
        field(call);
        code.release(mark);
        return;
      }
      callee(call.callee());
      if (endsWithCall(call.arguments(), 0)) {
        withResults(call);
        code.release(mark);
        return;
      }
      arguments(List.of(), call.arguments());
      f.intrinsics.noteCaller(call.callee());
      code.line(call.callee().span().endLine());
      invoke(call.arguments());
    }
    code.release(mark);
  }

  /** Pushes the function that a callee means. */
  private void callee(Expr callee) {
    Optional<Builtins.Builtin> builtin = f.builtins.resolve(callee);
    if (builtin.isPresent()) {
      Label impure = code.label();
      Label end = code.label();
      f.builtins.testPure(impure);
      f.builtins.constant(builtin.get());
      c.goto_(end);
      code.bind(impure);
      f.builtins.general(callee);
      callable();
      code.bind(end);
    } else {
      f.expressions.object(callee);
      callable();
    }
  }

  /**
   * {@return whether a call looks like one that functions of the host link directly}: one that
   * names a type, like {@code ffi.read(p, 0, "i32")}, or {@code C.i32}.
   */
  private boolean mayLink(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    return !f.compact
        && arguments.size() <= MAX_PLAIN
        && arguments.stream().map(Exprs::unwrap).anyMatch(Calls::mayNameType)
        && f.builtins.resolve(call.callee()).isEmpty()
        && !f.analysis.multiple(arguments.getLast())
        && (!(Exprs.unwrap(call.callee()) instanceof Expr.IndexName x)
            || UserdataPaths.ascii(LuauString.of(x.name())));
  }

  /**
   * {@return whether a call may be of a function that userdata holds, like {@code library.f(x)}},
   * and gets the same arguments before and behind the look-up.
   */
  private boolean mayBeOfUserdata(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    return !f.compact
        && arguments.size() <= MAX_PLAIN
        && Exprs.unwrap(call.callee()) instanceof Expr.IndexName x
        && UserdataPaths.ascii(LuauString.of(x.name()))
        && arguments.stream().allMatch(this::constant)
        && f.builtins.resolve(x).isEmpty();
  }

  /** {@return whether an argument is the same before and behind any look-up} */
  private boolean constant(Expr argument) {
    return harmless(argument)
        && !(Exprs.unwrap(argument) instanceof Expr.Local l && !f.variable(l.variable()).stable());
  }

  /** Calls a field, directly if it is one of userdata. */
  private void field(Expr.Call call) {
    Expr.IndexName x = (Expr.IndexName) Exprs.unwrap(call.callee());
    f.expressions.object(x.object());
    Variable.Ref base = code.storeRef();
    List<Variable> arguments = new ArrayList<>();
    UserdataPaths.Part linkable =
        () -> {
          c.aload(base.slot());
          c.instanceOf(Names.USERDATA);
        };
    for (Expr argument : call.arguments()) {
      arguments.add(argument(argument, linkable));
    }
    LuauString key = LuauString.of(x.name());
    code.line(x.nameSpan().beginLine());
    f.userdata.splitCall(
        base,
        Operation.CALL_FIELD,
        key,
        linkable,
        arguments,
        () -> {
          f.tables.site(base, key);
          callable();
          arguments.forEach(code::load);
          f.intrinsics.noteCaller(call.callee());
          code.line(call.callee().span().endLine());
          c.invokevirtual(Names.FUNCTION, "call", plain(arguments.size()));
        });
  }

  private static boolean mayNameType(Expr argument) {
    return argument instanceof Expr.Str
        || argument instanceof Expr.IndexName x && Exprs.unwrap(x.object()) instanceof Expr.Local;
  }

  /** Calls a function, directly if it is one that can be linked. */
  private void linked(Expr.Call call) {
    Operation operation = Operation.CALL;
    LuauString key = LuauString.EMPTY;
    if (Exprs.unwrap(call.callee()) instanceof Expr.IndexName x) {
      operation = Operation.CALL_FIELD;
      key = LuauString.of(x.name());
      f.tables.frozenOrFunction(x);
    } else {
      f.expressions.object(call.callee());
      callable();
    }
    Variable.Ref function = code.storeRef();
    UserdataPaths.Part linkable = linkable(function, operation);
    List<Variable> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      if (Exprs.unwrap(argument) instanceof Expr.IndexName x && mayNameType(x)) {
        f.tables.frozenField(x);
        arguments.add(code.storeRef());
      } else {
        arguments.add(argument(argument, linkable));
      }
    }
    f.intrinsics.noteCaller(call.callee());
    code.line(call.callee().span().endLine());
    f.userdata.splitCall(
        function,
        operation,
        key,
        linkable,
        arguments,
        () -> {
          c.aload(function.slot());
          c.checkcast(Names.FUNCTION);
          arguments.forEach(code::load);
          c.invokevirtual(Names.FUNCTION, "call", plain(arguments.size()));
        });
  }

  /**
   * Evaluates an argument.
   *
   * @param linkable pushes whether the call may go the way of userdata, which takes longs
   */
  private Variable argument(Expr argument, UserdataPaths.Part linkable) {
    return f.wholeNumbers.applies(argument)
        ? f.wholeNumbers.evaluate(argument, linkable)
        : f.expressions.anywhere(argument);
  }

  private UserdataPaths.Part linkable(Variable.Ref base, Operation operation) {
    return () -> f.userdata.linkable(base, operation);
  }

  private void callable() {
    code.operator("callable", Names.type(Names.FUNCTION, Names.OBJECT));
  }

  private void method(Expr.Call call) {
    Expr.IndexName name = (Expr.IndexName) call.callee();
    f.expressions.object(name.object());
    Variable.Ref object = code.storeRef();
    UserdataPaths.Part linkable = linkable(object, Operation.CALL_METHOD);
    List<Expr> arguments = call.arguments();
    if (endsWithCall(arguments, 1)) {
      List<Variable> values = new ArrayList<>();
      Label several = evaluate(arguments, values, e -> argument(e, linkable));
      Label end = code.label();
      method(call, name, object, values);
      c.goto_(end);
      code.bind(several);
      find(name, object);
      c.aload(object.slot());
      array(values);
      c.invokestatic(
          Names.RESULTS, "prepend", Names.type(Names.OBJECTS, Names.OBJECT, Names.OBJECT));
      code.line(call.callee().span().endLine());
      c.invokevirtual(Names.FUNCTION, "call", Names.type(Names.OBJECT, Names.OBJECTS));
      code.bind(end);
      return;
    }
    boolean open = !arguments.isEmpty() && f.analysis.multiple(arguments.getLast());
    if (open || arguments.size() + 1 > MAX_PLAIN) {
      methodWithArray(call, name, object);
      return;
    }
    List<Variable> values = new ArrayList<>();
    for (Expr argument : arguments) {
      values.add(argument(argument, linkable));
    }
    method(call, name, object, values);
  }

  private void method(
      Expr.Call call, Expr.IndexName name, Variable.Ref object, List<Variable> values) {
    // The official VM looks the method up behind the arguments, which may change it.
    code.line(name.nameSpan().beginLine());
    f.userdata.splitCall(
        object,
        Operation.CALL_METHOD,
        LuauString.of(name.name()),
        linkable(object, Operation.CALL_METHOD),
        values,
        () -> {
          find(name, object);
          c.aload(object.slot());
          values.forEach(code::load);
          code.line(call.callee().span().endLine());
          c.invokevirtual(Names.FUNCTION, "call", plain(values.size() + 1));
        });
  }

  /**
   * {@return whether arguments end with a call}, which mostly gives one result: the other call can
   * then do without an array.
   */
  private boolean endsWithCall(List<Expr> arguments, int leading) {
    return !f.compact
        && !arguments.isEmpty()
        && leading + arguments.size() <= MAX_PLAIN
        && arguments.getLast() instanceof Expr.Call
        && f.analysis.multiple(arguments.getLast());
  }

  /**
   * Evaluates arguments that end with a call.
   *
   * @param values gets the arguments, the results of the call as one
   * @param argument evaluates one of the others
   * @return where to go on if the call gave none or several results
   */
  private Label evaluate(
      List<Expr> arguments, List<Variable> values, Function<Expr, Variable> argument) {
    for (Expr e : arguments.subList(0, arguments.size() - 1)) {
      values.add(argument.apply(e));
    }
    f.expressions.results(arguments.getLast());
    Variable.Ref results = code.storeRef();
    values.add(results);
    Label several = code.label();
    c.aload(results.slot());
    c.instanceOf(Names.OBJECTS);
    c.ifne(several);
    return several;
  }

  /** Pushes an array of values, of which the last is all results of a call. */
  private void array(List<Variable> values) {
    int n = values.size() - 1;
    code.intConstant(n);
    c.anewarray(Names.OBJECT);
    for (int i = 0; i < n; i++) {
      c.dup();
      code.intConstant(i);
      code.load(values.get(i));
      c.aastore();
    }
    code.load(values.get(n));
    c.invokestatic(Names.RESULTS, "append", Names.type(Names.OBJECTS, Names.OBJECTS, Names.OBJECT));
  }

  /** Calls the function on the stack with arguments that end with a call. */
  private void withResults(Expr.Call call) {
    Variable.Ref function = code.storeRef();
    List<Variable> values = new ArrayList<>();
    Label several = evaluate(call.arguments(), values, f.expressions::anywhere);
    Label end = code.label();
    f.intrinsics.noteCaller(call.callee());
    code.line(call.callee().span().endLine());
    c.aload(function.slot());
    values.forEach(code::load);
    c.invokevirtual(Names.FUNCTION, "call", plain(values.size()));
    c.goto_(end);
    code.bind(several);
    f.intrinsics.noteCaller(call.callee());
    c.aload(function.slot());
    array(values);
    c.invokevirtual(Names.FUNCTION, "call", Names.type(Names.OBJECT, Names.OBJECTS));
    code.bind(end);
  }

  private void methodWithArray(Expr.Call call, Expr.IndexName name, Variable.Ref object) {
    if (call.arguments().stream().allMatch(this::harmless)) {
      find(name, object);
      c.aload(object.slot());
      arguments(List.of(object), call.arguments());
      code.line(call.callee().span().endLine());
      invokeWith(1, call.arguments());
      return;
    }
    f.expressions.arrayOfAll(call.arguments());
    Variable.Ref array = code.storeRef();
    find(name, object);
    c.aload(object.slot());
    c.aload(array.slot());
    c.invokestatic(Names.RESULTS, "prepend", Names.type(Names.OBJECTS, Names.OBJECT, Names.OBJECT));
    code.line(call.callee().span().endLine());
    c.invokevirtual(Names.FUNCTION, "call", Names.type(Names.OBJECT, Names.OBJECTS));
  }

  private boolean harmless(Expr argument) {
    Expr e = Exprs.unwrap(argument);
    return Exprs.literal(e)
        || e instanceof Expr.Function
        || e instanceof Expr.Local
        || f.analysis.isNumber(e) && !(e instanceof Expr.Call) && pureNumber(e);
  }

  private static boolean pureNumber(Expr expression) {
    return switch (Exprs.unwrap(expression)) {
      case Expr.Number n -> true;
      case Expr.Local l -> true;
      case Expr.Binary b -> pureNumber(b.left()) && pureNumber(b.right());
      default -> false;
    };
  }

  private void find(Expr.IndexName name, Variable.Ref object) {
    MethodSite site = new MethodSite(f.environment.state, LuauString.of(name.name()).intern());
    code.line(name.nameSpan().beginLine());
    code.pool.load(c, site, Names.METHOD_SITE);
    c.aload(object.slot());
    c.invokevirtual(Names.METHOD_SITE, "find", Names.type(Names.FUNCTION, Names.OBJECT));
  }

  /** Pushes arguments behind {@code leading} values that are on the stack already. */
  private void arguments(List<Variable.Ref> leading, List<Expr> arguments) {
    int count = leading.size() + arguments.size();
    boolean open = !arguments.isEmpty() && f.analysis.multiple(arguments.get(arguments.size() - 1));
    if (!open && count <= MAX_PLAIN) {
      for (Expr argument : arguments) {
        f.expressions.object(argument);
      }
      return;
    }
    f.expressions.arrayOfAll(arguments);
    if (!leading.isEmpty()) {
      c.invokestatic(
          Names.RESULTS, "prepend", Names.type(Names.OBJECTS, Names.OBJECT, Names.OBJECT));
    }
  }

  private void invoke(List<Expr> arguments) {
    invokeWith(0, arguments);
  }

  private void invokeWith(int leading, List<Expr> arguments) {
    int count = leading + arguments.size();
    boolean open = !arguments.isEmpty() && f.analysis.multiple(arguments.get(arguments.size() - 1));
    c.invokevirtual(
        Names.FUNCTION,
        "call",
        !open && count <= MAX_PLAIN ? plain(count) : Names.type(Names.OBJECT, Names.OBJECTS));
  }

  static MethodTypeDesc plain(int count) {
    ClassDesc[] types = new ClassDesc[count];
    java.util.Arrays.fill(types, Names.OBJECT);
    return Names.type(Names.OBJECT, types);
  }
}
