package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.ligature.luau.lib.Intrinsics.Intrinsic;
import dev.ligature.luau.lib.Intrinsics.Type;
import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.LocalVar;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls of builtins that go straight to a static method on unboxed arguments, behind a test that
 * the environment is pure and the arguments have the right types; otherwise the call is made as any
 * other.
 */
final class Intrinsics {
  /** Builtins that ask which function called them. */
  private static final Set<String> ASK_CALLER =
      Set.of("getfenv", "setfenv", "info", "loadstring", "require");

  private static final MethodTypeDesc FIRST_BYTE =
      Names.type(CD_int, Names.STRING, CD_int, CD_int, CD_int);

  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Intrinsics(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  private Optional<Intrinsic> find(Expr.Call call) {
    return f.analysis.intrinsic(call);
  }

  /** {@return whether a call gives an unboxed number} */
  boolean applies(Expr.Call call) {
    return find(call).filter(i -> i.result().number()).isPresent() || selectCount(call);
  }

  /** {@return whether a call gives exactly one result} */
  boolean single(Expr.Call call) {
    return find(call).filter(i -> i.result() != Type.NONE && !i.partial()).isPresent()
        || selectCount(call);
  }

  /** {@return whether a call gives a number or fails} */
  boolean number(Expr.Call call) {
    return find(call).filter(Intrinsic::givesNumber).isPresent();
  }

  /** Evaluates a call into a pair if it is an inline one; {@return whether}. */
  boolean pair(Expr.Call call, Variable.Pair target) {
    if (selectCount(call)) {
      select(call, target);
      return true;
    }
    Optional<Intrinsic> intrinsic = find(call);
    if (intrinsic.isEmpty() || !intrinsic.get().result().number()) {
      return false;
    }
    inline(
        call,
        intrinsic.get(),
        () -> {
          toDouble(intrinsic.get().result());
          code.storeNumber(target);
        },
        () -> {
          code.first();
          code.store(target);
        });
    return true;
  }

  /** Pushes the double of a call for which {@link #number} holds. */
  void pushNumber(Expr.Call call) {
    Intrinsic intrinsic = find(call).orElseThrow();
    inline(
        call,
        intrinsic,
        () -> toDouble(intrinsic.result()),
        () -> {
          code.first();
          code.operation("proven", Code.OBJECT_TO_DOUBLE);
        });
  }

  /** {@return the integers that a call may give, if it gives nothing else} */
  Optional<IntegerRange> range(Expr.Call call) {
    return find(call)
        .filter(Intrinsic::givesNumber)
        .flatMap(
            i ->
                switch (i.result()) {
                  case BITS -> Optional.of(IntegerRange.UNSIGNED);
                  case INT -> Optional.of(IntegerRange.SIGNED);
                  default -> Optional.empty();
                });
  }

  /** Pushes the long of a call that has a {@link #range}. */
  void pushInteger(Expr.Call call) {
    Intrinsic intrinsic = find(call).orElseThrow();
    inline(
        call,
        intrinsic,
        () -> toLong(intrinsic.result()),
        () -> {
          code.first();
          code.operation(
              intrinsic.result() == Type.BITS ? "provenUnsigned" : "provenSigned",
              Names.type(CD_long, Names.OBJECT));
        });
  }

  private void toLong(Type type) {
    c.i2l();
    if (type == Type.BITS) {
      c.loadConstant(0xffff_ffffL);
      c.land();
    }
  }

  private void toDouble(Type type) {
    switch (type) {
      case BITS -> {
        toLong(type);
        c.l2d();
      }
      case INT -> c.i2d();
      default -> {}
    }
  }

  /** Pushes the result of a call if it is an inline one; {@return whether}. */
  boolean object(Expr.Call call) {
    if (selectCount(call)) {
      int mark = code.mark();
      Variable.Pair temp = code.pair();
      select(call, temp);
      code.load(temp);
      code.release(mark);
      return true;
    }
    Optional<Intrinsic> intrinsic = find(call);
    if (intrinsic.isEmpty() || intrinsic.get().result() == Type.NONE) {
      return false;
    }
    inline(call, intrinsic.get(), () -> box(intrinsic.get().result()), code::first);
    return true;
  }

  private void box(Type type) {
    switch (type) {
      case NUMBER, BITS, INT -> {
        toDouble(type);
        code.box();
      }
      case BOOLEAN -> code.boxBoolean();
      case INTEGER -> c.invokestatic(Names.LONG, "valueOf", Names.type(Names.LONG, CD_long));
      default -> {}
    }
  }

  /** Makes a call for its effects if it is an inline one; {@return whether}. */
  boolean effect(Expr.Call call) {
    Optional<Intrinsic> intrinsic = find(call);
    if (intrinsic.isPresent() && intrinsic.get().result() == Type.NONE) {
      inline(call, intrinsic.get(), () -> {}, c::pop);
      return true;
    }
    if (!object(call)) {
      return false;
    }
    c.pop();
    return true;
  }

  /**
   * Calls the intrinsic's method or, where it can't, the function.
   *
   * @param direct what to do with the method's result on the stack
   * @param general what to do with the function's results on the stack
   */
  private void inline(Expr.Call call, Intrinsic intrinsic, Runnable direct, Runnable general) {
    int mark = code.mark();
    List<Variable> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      arguments.add(
          intrinsic.parameters().get(i).number()
              ? f.expressions.operand(argument)
              : f.expressions.anywhere(argument));
    }
    Label slow = code.label();
    Label end = code.label();
    code.line(call.callee().span().endLine());
    f.builtins.testPure(slow);
    for (int i = 0; i < arguments.size(); i++) {
      test(intrinsic.parameters().get(i), arguments.get(i), slow);
    }
    for (int i = 0; i < arguments.size(); i++) {
      load(intrinsic.parameters().get(i), arguments.get(i));
    }
    c.invokestatic(intrinsic.owner(), intrinsic.method(), intrinsic.descriptor());
    if (intrinsic.partial()) {
      Variable.Num result = code.num();
      c.dstore(result.slot());
      c.dload(result.slot());
      c.dconst_0();
      c.dcmpl();
      c.iflt(slow);
      c.dload(result.slot());
    }
    direct.run();
    c.goto_(end);
    code.bind(slow);
    callee(call.callee());
    if (arguments.size() <= Calls.MAX_PLAIN) {
      arguments.forEach(code::load);
      c.invokevirtual(Names.FUNCTION, "call", Calls.plain(arguments.size()));
    } else {
      code.intConstant(arguments.size());
      c.anewarray(Names.OBJECT);
      for (int i = 0; i < arguments.size(); i++) {
        c.dup();
        code.intConstant(i);
        code.load(arguments.get(i));
        c.aastore();
      }
      c.invokevirtual(Names.FUNCTION, "call", Names.type(Names.OBJECT, Names.OBJECTS));
    }
    general.run();
    code.bind(end);
    code.release(mark);
  }

  private void test(Type type, Variable argument, Label otherwise) {
    switch (type) {
      case NUMBER, BITS, INT -> code.testNumber(argument, otherwise);
      case ANY -> {}
      default -> {
        code.load(argument);
        c.instanceOf(type == Type.INTEGER ? Names.LONG : type.desc());
        c.ifeq(otherwise);
      }
    }
  }

  private void load(Type type, Variable argument) {
    switch (type) {
      case NUMBER -> code.loadNumber(argument);
      case BITS, INT -> f.integers.loadInt(argument, type);
      case ANY -> code.load(argument);
      case INTEGER -> {
        code.load(argument);
        c.checkcast(Names.LONG);
        c.invokevirtual(Names.LONG, "longValue", Names.type(CD_long));
      }
      default -> {
        code.load(argument);
        c.checkcast(type.desc());
      }
    }
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
    callee(call.callee());
    f.expressions.arrayOfAll(call.arguments());
    code.line(call.callee().span().endLine());
    c.invokevirtual(Names.FUNCTION, "call", Names.type(Names.OBJECT, Names.OBJECTS));
    code.first();
    code.store(target);
    code.bind(end);
  }

  /**
   * Declares variables that hold the first results of {@code string.byte} with two positions, if
   * the call is one; {@return whether}. The usual case, that all of them are bytes, makes no array.
   */
  boolean bytes(Expr.Call call, List<LocalVar> variables) {
    if (call.self()
        || call.arguments().size() != 3
        || f.analysis.multiple(call.arguments().get(2))
        || variables.stream().anyMatch(f::inCell)
        || f.builtins
            .resolve(call.callee())
            .filter(b -> b.path().equals("string.byte"))
            .isEmpty()) {
      return false;
    }
    List<Variable> places = variables.stream().map(f::place).toList();
    int mark = code.mark();
    final Variable string = f.expressions.anywhere(call.arguments().get(0));
    final Variable from = f.expressions.operand(call.arguments().get(1));
    final Variable to = f.expressions.operand(call.arguments().get(2));
    Label slow = code.label();
    Label end = code.label();
    code.line(call.callee().span().endLine());
    f.builtins.testPure(slow);
    test(Type.STRING, string, slow);
    test(Type.INT, from, slow);
    test(Type.INT, to, slow);
    load(Type.STRING, string);
    load(Type.INT, from);
    load(Type.INT, to);
    code.intConstant(places.size());
    c.invokestatic(Names.STRING_LIB, "firstByte", FIRST_BYTE);
    int at = code.refSlot();
    c.istore(at);
    c.iload(at);
    c.iflt(slow);
    for (Variable place : places) {
      load(Type.STRING, string);
      c.iload(at);
      c.invokestatic(Names.STRING_LIB, "byteOf", Names.type(CD_double, Names.STRING, CD_int));
      code.storeNumber(place);
      c.iinc(at, 1);
    }
    c.goto_(end);
    code.bind(slow);
    callee(call.callee());
    code.load(string);
    code.load(from);
    code.load(to);
    c.invokevirtual(Names.FUNCTION, "call", Calls.plain(3));
    Variable.Ref results = code.storeRef();
    for (int i = 0; i < places.size(); i++) {
      f.statements.result(results, i);
      code.store(places.get(i));
    }
    code.bind(end);
    code.release(mark);
    return true;
  }

  private void callee(Expr callee) {
    f.builtins.general(callee);
    code.operator("callable", Names.type(Names.FUNCTION, Names.OBJECT));
  }

  /** Leaves the running function where a builtin that asks for it will look. */
  void noteCaller(Expr callee) {
    if (ASK_CALLER.contains(Exprs.lastName(callee))) {
      code.pool.load(c, f.environment.state, f.environment.state, Names.STATE);
      code.self();
      c.putfield(Names.STATE, "caller", Names.CLOSURE);
    }
  }
}
