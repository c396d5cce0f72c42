package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.vm.ChunkEnvironment;
import dev.ligature.luau.vm.LuauState;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.function.Consumer;

/**
 * Generates the class of a function's closures: its captured variables as fields, and {@code call}
 * methods that bring the arguments into the form in which the body's method takes them. The body is
 * a class of its own, which the JVM loads at the first call.
 */
final class ClosureClass {
  private static final int MAX_PLAIN = 4;

  private final Analysis analysis;
  private final FunctionUnit unit;
  private final List<Closures.Capture> captures;
  private final ConstantPool pool;

  ClosureClass(Analysis analysis, FunctionUnit unit) {
    this.analysis = analysis;
    this.unit = unit;
    this.captures = Closures.captures(analysis, unit);
    this.pool = new ConstantPool(unit.closureClass);
  }

  ConstantPool pool() {
    return pool;
  }

  /** The static field of the last closure of a function that captures nothing. */
  static final String LATEST = "latest";

  /** {@return whether all closures of a function are alike, so that the last stands for any} */
  static boolean isShared(FunctionUnit unit) {
    return unit.body.scope().upvalues().isEmpty();
  }

  void generate(ClassBuilder cb, ChunkEnvironment environment) {
    pool.clear();
    cb.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL);
    cb.withSuperclass(Names.CLOSURE);
    if (isShared(unit)) {
      cb.withField(LATEST, Names.CLOSURE, ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC);
    }
    for (Closures.Capture capture : captures) {
      cb.withField(capture.field(), capture.type(), ClassFile.ACC_FINAL | ClassFile.ACC_PUBLIC);
    }
    cb.withMethodBody(
        ConstantDescs.INIT_NAME,
        Closures.constructor(captures),
        ClassFile.ACC_PUBLIC,
        this::constructor);
    cb.withMethodBody(
        "prototype",
        Names.type(Names.PROTOTYPE),
        ClassFile.ACC_PUBLIC,
        c -> {
          pool.load(c, unit.prototype, unit.prototype, Names.PROTOTYPE);
          c.areturn();
        });
    cb.withMethodBody(
        "chunkEnvironment",
        Names.type(Names.CHUNK_ENVIRONMENT),
        ClassFile.ACC_PUBLIC,
        c -> {
          pool.load(c, environment, environment, Names.CHUNK_ENVIRONMENT);
          c.areturn();
        });
    if (Steps.suit(analysis, unit)) {
      cb.withMethodBody(
          "steps",
          Names.type(Names.STEP_CODE),
          ClassFile.ACC_PUBLIC,
          c -> {
            c.loadConstant(unit.closureClass);
            c.invokestatic(
                Names.CHUNK_LOADER, "steps", Names.type(Names.STEP_CODE, ConstantDescs.CD_Class));
            c.areturn();
          });
    }
    for (int count = 0; count <= MAX_PLAIN; count++) {
      int arguments = count;
      cb.withMethodBody(
          "call", Calls.plain(count), ClassFile.ACC_PUBLIC, c -> plain(c, arguments, environment));
    }
    cb.withMethodBody(
        "call",
        Names.type(Names.OBJECT, Names.OBJECTS),
        ClassFile.ACC_PUBLIC,
        c -> array(c, environment));
    pool.declare(
        cb,
        c -> {
          if (unit.prototype.main()) {
            create(c, environment);
          }
        });
  }

  /** The class of a main chunk makes its only closure itself, for want of anybody else. */
  private void create(CodeBuilder c, ChunkEnvironment environment) {
    c.new_(unit.closureClass);
    c.dup();
    pool.load(c, environment, environment, Names.CHUNK_ENVIRONMENT);
    c.getfield(Names.CHUNK_ENVIRONMENT, "globals", Names.TABLE);
    c.invokespecial(unit.closureClass, ConstantDescs.INIT_NAME, Closures.constructor(captures));
    c.invokestatic(Names.CHUNK_LOADER, "created", Names.type(CD_void, Names.CLOSURE));
  }

  private void constructor(CodeBuilder c) {
    c.aload(0);
    c.invokespecial(Names.CLOSURE, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
    c.aload(0);
    c.aload(1);
    c.putfield(Names.CLOSURE, "environment", Names.TABLE);
    int slot = 2;
    for (Closures.Capture capture : captures) {
      c.aload(0);
      if (capture.type() == CD_double) {
        c.dload(slot);
        slot += 2;
      } else {
        c.aload(slot++);
      }
      c.putfield(unit.closureClass, capture.field(), capture.type());
    }
    if (isShared(unit)) {
      c.aload(0);
      c.putstatic(unit.closureClass, LATEST, Names.CLOSURE);
    }
    c.return_();
  }

  /** Where an argument comes from. */
  private interface Argument {
    void push(int index);
  }

  private void plain(CodeBuilder c, int count, ChunkEnvironment environment) {
    int calls = enter(c, environment);
    c.aload(0);
    int parameters = unit.body.parameters().size();
    if (unit.body.vararg()) {
      int extra = Math.max(0, count - parameters);
      if (extra == 0) {
        c.getstatic(Names.RESULTS, "NONE", Names.OBJECTS);
      } else {
        c.loadConstant(extra);
        c.anewarray(Names.OBJECT);
        for (int i = 0; i < extra; i++) {
          c.dup();
          c.loadConstant(i);
          c.aload(1 + parameters + i);
          c.aastore();
        }
      }
    }
    body(
        c,
        index -> {
          if (index < count) {
            c.aload(1 + index);
          } else {
            c.aconst_null();
          }
        });
    leave(c, environment, calls);
  }

  private void array(CodeBuilder c, ChunkEnvironment environment) {
    int calls = enter(c, environment);
    boolean counted = unit.body.vararg() && unit.body.scope().calls();
    if (counted) {
      countVarargs(c, environment, CodeBuilder::iadd);
    }
    c.aload(0);
    if (unit.body.vararg()) {
      c.aload(1);
      c.loadConstant(unit.body.parameters().size());
      c.invokestatic(Names.RESULTS, "rest", Names.type(Names.OBJECTS, Names.OBJECTS, CD_int));
    }
    body(
        c,
        index -> {
          c.aload(1);
          c.loadConstant(index);
          c.invokestatic(
              Names.RESULTS, "argument", Names.type(Names.OBJECT, Names.OBJECTS, CD_int));
        });
    if (counted) {
      countVarargs(c, environment, CodeBuilder::isub);
    }
    leave(c, environment, calls);
  }

  /** Adds the number of arguments to the state's count of extra ones, or subtracts it. */
  private void countVarargs(
      CodeBuilder c, ChunkEnvironment environment, Consumer<CodeBuilder> operation) {
    pool.load(c, environment.state, environment.state, Names.STATE);
    c.dup();
    c.getfield(Names.STATE, "varargs", CD_int);
    c.aload(1);
    c.arraylength();
    operation.accept(c);
    c.putfield(Names.STATE, "varargs", CD_int);
  }

  /**
   * Counts a call that may recurse, for the official limit. {@return the slot of the count before
   * it, -1 if it is not counted}
   */
  private int enter(CodeBuilder c, ChunkEnvironment environment) {
    if (CallDepth.of(unit) != CallDepth.CLOSURE) {
      return -1;
    }
    int calls = c.allocateLocal(TypeKind.INT);
    Label go = c.newLabel();
    pool.load(c, environment.state, environment.state, Names.STATE);
    c.dup();
    c.getfield(Names.STATE, "calls", CD_int);
    c.dup();
    c.istore(calls);
    c.iconst_1();
    c.iadd();
    c.putfield(Names.STATE, "calls", CD_int);
    c.iload(calls);
    c.loadConstant(LuauState.MAX_CALLS);
    c.if_icmplt(go);
    pool.load(c, environment.state, environment.state, Names.STATE);
    c.invokevirtual(Names.STATE, "callOverflow", Names.type(CD_void));
    c.labelBinding(go);
    return calls;
  }

  /** Takes the count back and returns the result on the operand stack. */
  private void leave(CodeBuilder c, ChunkEnvironment environment, int calls) {
    if (calls >= 0) {
      pool.load(c, environment.state, environment.state, Names.STATE);
      c.iload(calls);
      c.putfield(Names.STATE, "calls", CD_int);
    }
    c.areturn();
  }

  private void body(CodeBuilder c, Argument argument) {
    List<LocalVar> parameters = unit.body.parameters();
    if (unit.direct()) {
      for (int i = 0; i < parameters.size(); i++) {
        switch (Parameters.form(analysis, parameters.get(i))) {
          case NUMBER -> {
            argument.push(i);
            c.invokestatic(Names.OPERATIONS, "proven", Code.OBJECT_TO_DOUBLE);
          }
          case PAIR -> {
            argument.push(i);
            c.invokestatic(Names.TAG, "tag", Code.OBJECT_TO_OBJECT);
            argument.push(i);
            c.invokestatic(Names.TAG, "number", Code.OBJECT_TO_DOUBLE);
          }
          case BOXED -> argument.push(i);
        }
      }
    } else {
      c.loadConstant(parameters.size());
      c.anewarray(Names.OBJECT);
      for (int i = 0; i < parameters.size(); i++) {
        c.dup();
        c.loadConstant(i);
        argument.push(i);
        c.aastore();
      }
    }
    c.invokestatic(unit.bodyClass, "body", Parameters.bodyType(analysis, unit));
    if (unit.returnsNumber()) {
      c.invokestatic(Names.DOUBLE, "valueOf", Names.type(Names.DOUBLE, CD_double));
    }
  }
}
