package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.vm.ChunkEnvironment;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Compiles the body of one function to one method; ties together the parts that do it. */
final class FunctionCompiler {
  final Analysis analysis;
  final ChunkEnvironment environment;
  final FunctionUnit unit;
  final Code code;

  /** Whether code size matters more than speed. */
  final boolean compact;

  final Parameters parameters;
  final Expressions expressions;
  final Integers integers;
  final WholeNumbers wholeNumbers;
  final Arithmetic arithmetic;
  final Conditions conditions;
  final Tables tables;
  final Constructors constructors;
  final Globals globals;
  final Builtins builtins;
  final Intrinsics intrinsics;
  final Calls calls;
  final Closures closures;
  final Loops loops;
  final Statements statements;
  final UserdataPaths userdata;

  /** How the function is cut into parts, if it is. */
  final Optional<Outline> outline;

  /** Whether this is a part and not the body itself. */
  final boolean part;

  /** How the function runs in steps, if that is what is compiled. */
  Optional<Steps> steps = Optional.empty();

  private final Map<LocalVar, Variable> variables;

  FunctionCompiler(
      Analysis analysis,
      ChunkEnvironment environment,
      FunctionUnit unit,
      CodeBuilder c,
      ConstantPool pool,
      boolean compact,
      Optional<Outline> outline,
      boolean part,
      MethodTypeDesc type) {
    this.analysis = analysis;
    this.environment = environment;
    this.unit = unit;
    this.compact = compact;
    this.outline = outline;
    this.part = part;
    variables = outline.map(o -> o.variables).orElseGet(IdentityHashMap::new);
    int parameterSlots = 0;
    for (ClassDesc parameter : type.parameterList()) {
      parameterSlots += parameter == CD_double ? 2 : 1;
    }
    code = new Code(c, pool, unit, parameterSlots, lineBase(unit));
    parameters = new Parameters(this);
    expressions = new Expressions(this);
    integers = new Integers(this);
    wholeNumbers = new WholeNumbers(this);
    arithmetic = new Arithmetic(this);
    conditions = new Conditions(this);
    userdata = new UserdataPaths(code, compact);
    tables = new Tables(this);
    constructors = new Constructors(this);
    globals = new Globals(this);
    builtins = new Builtins(this);
    intrinsics = new Intrinsics(this);
    calls = new Calls(this);
    closures = new Closures(this);
    loops = new Loops(this);
    statements = new Statements(this);
  }

  /** {@return what is to be added to a line number of the class file to get the source line} */
  static int lineBase(FunctionUnit unit) {
    return unit.body.span().endLine() < 0xffff ? 0 : unit.body.span().beginLine() - 1;
  }

  /** Compiles the method of a function that runs in steps. */
  Steps steps() {
    Steps made = new Steps(this);
    steps = Optional.of(made);
    code.line(unit.body.span().beginLine());
    made.begin();
    CallDepth.enter(this);
    poll();
    statements.block(unit.body.body());
    statements.returnNothing();
    made.end();
    return made;
  }

  /** Compiles the body's method. */
  void body() {
    code.line(unit.body.span().beginLine());
    CallDepth.enter(this);
    int slot = 1;
    if (unit.body.vararg()) {
      code.varargSlot = slot++;
    }
    outline.ifPresent(this::makeFrame);
    if (unit.direct()) {
      for (LocalVar parameter : unit.body.parameters()) {
        slot = parameter(parameter, slot);
      }
    } else {
      arrayParameters(slot);
    }
    poll();
    statements.block(unit.body.body());
    statements.returnNothing();
  }

  private void makeFrame(Outline cut) {
    code.pool.load(code.c, cut.frameSize, cut.frameSize, CD_int.arrayType());
    code.c.iconst_0();
    code.c.iaload();
    code.c.anewarray(Names.OBJECT);
    code.frameSlot = code.refSlot();
    code.c.astore(code.frameSlot);
  }

  /** Gets ready to compile a part. */
  void enterPart() {
    code.frameSlot = 1;
    code.varargSlot = 2;
  }

  private int parameter(LocalVar parameter, int slot) {
    switch (parameters.form(parameter)) {
      case NUMBER -> {
        bindParameter(parameter, new Variable.Num(slot));
        return slot + 2;
      }
      case PAIR -> {
        bindParameter(parameter, new Variable.Pair(slot, slot + 1));
        return slot + 3;
      }
      case BOXED -> {
        if (inCell(parameter)) {
          code.c.aload(slot);
          define(parameter);
        } else {
          variables.put(parameter, new Variable.Ref(slot));
        }
        return slot + 1;
      }
    }
    throw new IllegalArgumentException("no form: " + parameter);
  }

  private void bindParameter(LocalVar parameter, Variable v) {
    if (inCell(parameter)) {
      code.load(v);
      define(parameter);
    } else {
      variables.put(parameter, v);
    }
  }

  /** {@return whether a variable of this function lives in a cell, here or in the frame} */
  boolean inCell(LocalVar variable) {
    return analysis.info(variable).cell() || framed(variable);
  }

  private boolean framed(LocalVar variable) {
    return outline.isPresent() && outline.get().framed(variable);
  }

  private void arrayParameters(int slot) {
    int index = 0;
    for (LocalVar parameter : unit.body.parameters()) {
      code.c.aload(slot);
      code.c.loadConstant(index++);
      code.c.aaload();
      define(parameter);
    }
  }

  // ---- variables ----

  /** {@return where the value of a variable is, one of this function or a captured one} */
  Variable variable(LocalVar variable) {
    Variable known = variables.get(variable);
    if (known == null && framed(variable)) {
      LocalInfo info = analysis.info(variable);
      known =
          info.literal.isPresent() && !info.cell()
              ? new Variable.Literal(info.literal.get())
              : new Variable.CellInFrame(outline.orElseThrow().index(variable));
      variables.put(variable, known);
    }
    if (known == null) {
      known = Closures.upvalue(analysis, unit, variable);
      variables.put(variable, known);
    }
    return known;
  }

  void bind(LocalVar variable, Variable place) {
    variables.put(variable, place);
  }

  /** {@return a new place for a variable that lives in no cell} */
  Variable place(LocalVar variable) {
    LocalInfo info = analysis.info(variable);
    Variable place =
        LuauType.isNumber(info.types)
            ? code.num()
            : info.numeric && (info.types == 0 || LuauType.mayBeNumber(info.types))
                ? code.pair()
                : code.ref();
    variables.put(variable, place);
    return place;
  }

  /** Pops a boxed value into a new variable. */
  void define(LocalVar variable) {
    if (framed(variable)) {
      int index = outline.orElseThrow().index(variable);
      code.newCell();
      code.c.aload(code.frameSlot);
      code.c.swap();
      code.intConstant(index);
      code.c.swap();
      code.c.aastore();
      variables.put(variable, new Variable.CellInFrame(index));
    } else if (analysis.info(variable).cell()) {
      code.newCell();
      defineCell(variable);
    } else {
      code.store(place(variable));
    }
  }

  private void defineCell(LocalVar variable) {
    Variable.CellLocal cell = new Variable.CellLocal(code.refSlot(Names.CELL));
    code.c.astore(cell.slot());
    variables.put(variable, cell);
  }

  /** Looks whether the host wants to interrupt the script, if it may. */
  void poll() {
    if (environment.state.interruptible) {
      Label go = code.label();
      code.pool.load(code.c, environment.state, environment.state, Names.STATE);
      code.c.getfield(Names.STATE, "interrupted", CD_boolean);
      code.c.ifeq(go);
      code.pool.load(code.c, environment.state, environment.state, Names.STATE);
      code.c.invokevirtual(Names.STATE, "interrupt", Names.type(CD_void));
      code.bind(go);
    }
  }
}
