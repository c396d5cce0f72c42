package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;

import dev.ligature.luau.syntax.Expr;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of builtins that are written out inline behind a test that the environment is pure and that
 * the arguments are numbers; otherwise the call is made as any other.
 */
final class Intrinsics {
  private static final ClassDesc MATH = Names.of(Math.class);
  private static final ClassDesc NUMERIC = Names.of(NumericBuiltins.class);

  /** A function of doubles that gives a double. */
  private record Numeric(ClassDesc owner, String method) {}

  private static final Map<String, Numeric> NUMERICS =
      Map.ofEntries(
          Map.entry("math.floor/1", new Numeric(MATH, "floor")),
          Map.entry("math.ceil/1", new Numeric(MATH, "ceil")),
          Map.entry("math.sqrt/1", new Numeric(MATH, "sqrt")),
          Map.entry("math.abs/1", new Numeric(MATH, "abs")),
          Map.entry("math.sin/1", new Numeric(MATH, "sin")),
          Map.entry("math.cos/1", new Numeric(MATH, "cos")),
          Map.entry("math.tan/1", new Numeric(MATH, "tan")),
          Map.entry("math.asin/1", new Numeric(MATH, "asin")),
          Map.entry("math.acos/1", new Numeric(MATH, "acos")),
          Map.entry("math.atan/1", new Numeric(MATH, "atan")),
          Map.entry("math.atan2/2", new Numeric(MATH, "atan2")),
          Map.entry("math.exp/1", new Numeric(MATH, "exp")),
          Map.entry("math.log/1", new Numeric(MATH, "log")),
          Map.entry("math.min/2", new Numeric(NUMERIC, "min")),
          Map.entry("math.max/2", new Numeric(NUMERIC, "max")),
          Map.entry("math.fmod/2", new Numeric(NUMERIC, "fmod")),
          Map.entry("math.sign/1", new Numeric(NUMERIC, "sign")),
          Map.entry("math.round/1", new Numeric(NUMERIC, "round")),
          Map.entry("math.deg/1", new Numeric(NUMERIC, "deg")),
          Map.entry("math.rad/1", new Numeric(NUMERIC, "rad")),
          Map.entry("math.pow/2", new Numeric(Names.OPERATORS, "pow")),
          Map.entry("bit32.band/2", new Numeric(NUMERIC, "band")),
          Map.entry("bit32.bor/2", new Numeric(NUMERIC, "bor")),
          Map.entry("bit32.bxor/2", new Numeric(NUMERIC, "bxor")),
          Map.entry("bit32.band/3", new Numeric(NUMERIC, "band")),
          Map.entry("bit32.bor/3", new Numeric(NUMERIC, "bor")),
          Map.entry("bit32.bxor/3", new Numeric(NUMERIC, "bxor")),
          Map.entry("bit32.bnot/1", new Numeric(NUMERIC, "bnot")),
          Map.entry("bit32.lshift/2", new Numeric(NUMERIC, "lshift")),
          Map.entry("bit32.rshift/2", new Numeric(NUMERIC, "rshift")),
          Map.entry("bit32.arshift/2", new Numeric(NUMERIC, "arshift")),
          Map.entry("bit32.lrotate/2", new Numeric(NUMERIC, "lrotate")),
          Map.entry("bit32.rrotate/2", new Numeric(NUMERIC, "rrotate")));

  /** Builtins that ask which function called them. */
  private static final Set<String> ASK_CALLER =
      Set.of("getfenv", "setfenv", "info", "loadstring", "require");

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Intrinsics(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  private Optional<Numeric> numeric(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    if (call.self() || arguments.isEmpty() || Exprs.multiple(arguments.get(arguments.size() - 1))) {
      return Optional.empty();
    }
    return f.builtins
        .resolve(call.callee())
        .map(b -> NUMERICS.get(b.path() + "/" + arguments.size()));
  }

  /** {@return whether a call gives an unboxed number} */
  boolean applies(Expr.Call call) {
    return numeric(call).isPresent() || selectCount(call);
  }

  /** {@return whether a call gives exactly one result} */
  boolean single(Expr.Call call) {
    return applies(call);
  }

  /** Evaluates a call into a pair if it is an inline one; {@return whether}. */
  boolean pair(Expr.Call call, Variable.Pair target) {
    if (selectCount(call)) {
      select(call, target);
      return true;
    }
    Optional<Numeric> numeric = numeric(call);
    if (numeric.isEmpty()) {
      return false;
    }
    inline(call, numeric.get(), target);
    return true;
  }

  /** Pushes the result of a call if it is an inline one; {@return whether}. */
  boolean object(Expr.Call call) {
    if (!applies(call)) {
      return false;
    }
    int mark = code.mark();
    Variable.Pair temp = code.pair();
    pair(call, temp);
    code.load(temp);
    code.release(mark);
    return true;
  }

  /** Makes a call for its effects if it is an inline one; {@return whether}. */
  boolean effect(Expr.Call call) {
    if (!object(call)) {
      return false;
    }
    c.pop();
    return true;
  }

  private void inline(Expr.Call call, Numeric function, Variable.Pair target) {
    int mark = code.mark();
    List<Variable> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      arguments.add(f.expressions.operand(argument));
    }
    Label slow = code.label();
    Label end = code.label();
    f.builtins.testPure(slow);
    arguments.forEach(v -> code.testNumber(v, slow));
    arguments.forEach(code::loadNumber);
    ClassDesc[] types = new ClassDesc[arguments.size()];
    Arrays.fill(types, CD_double);
    c.invokestatic(function.owner(), function.method(), Names.type(CD_double, types));
    code.storeNumber(target);
    c.goto_(end);
    code.bind(slow);
    general(call, arguments, target);
    code.bind(end);
    code.release(mark);
  }

  private void general(Expr.Call call, List<Variable> arguments, Variable.Pair target) {
    f.builtins.general(call.callee());
    code.operator("callable", Names.type(Names.FUNCTION, Names.OBJECT));
    arguments.forEach(code::load);
    code.line(call.callee().span().endLine());
    c.invokevirtual(Names.FUNCTION, "call", Calls.plain(arguments.size()));
    code.first();
    code.store(target);
  }

  private boolean selectCount(Expr.Call call) {
    return !call.self()
        && call.arguments().size() == 2
        && call.arguments().get(1) instanceof Expr.Varargs
        && call.arguments().get(0) instanceof Expr.Str s
        && s.value().length == 1
        && s.value()[0] == '#'
        && f.builtins.resolve(call.callee()).filter(b -> b.path().equals("select")).isPresent();
  }

  private void select(Expr.Call call, Variable.Pair target) {
    Label slow = code.label();
    Label end = code.label();
    f.builtins.testPure(slow);
    c.aload(code.varargSlot);
    c.arraylength();
    c.i2d();
    code.storeNumber(target);
    c.goto_(end);
    code.bind(slow);
    f.builtins.general(call.callee());
    code.operator("callable", Names.type(Names.FUNCTION, Names.OBJECT));
    f.expressions.arrayOfAll(call.arguments());
    code.line(call.callee().span().endLine());
    c.invokevirtual(Names.FUNCTION, "call", Names.type(Names.OBJECT, Names.OBJECTS));
    code.first();
    code.store(target);
    code.bind(end);
  }

  /** Leaves the running function where a builtin that asks for it will look. */
  void noteCaller(Expr callee) {
    String name =
        switch (Exprs.unwrap(callee)) {
          case Expr.Global g -> g.name();
          case Expr.IndexName x -> x.name();
          case Expr.Local l -> l.variable().name();
          default -> "";
        };
    if (ASK_CALLER.contains(name)) {
      code.pool.load(c, f.environment.state, f.environment.state, Names.STATE);
      code.self();
      c.putfield(Names.STATE, "caller", Names.CLOSURE);
    }
  }
}
