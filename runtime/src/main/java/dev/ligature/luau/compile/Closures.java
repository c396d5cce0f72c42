package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.syntax.LocalVar;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** What closures capture, and how they are made. */
final class Closures {
  private final FunctionCompiler f;
  private final Code code;
  private final CodeBuilder c;

  Closures(FunctionCompiler f) {
    this.f = f;
    this.code = f.code;
    this.c = f.code.c;
  }

  /** A captured variable that takes a field of the closure. */
  record Capture(LocalVar variable, String field, ClassDesc type) {}

  /** {@return where a function finds a variable of an enclosing one} */
  static Variable upvalue(Analysis analysis, FunctionUnit unit, LocalVar variable) {
    LocalInfo info = analysis.info(variable);
    String field = "u" + unit.upvalues().indexOf(variable);
    if (info.cell()) {
      return new Variable.CellField(field);
    }
    if (info.literal.isPresent()) {
      return new Variable.Literal(info.literal.get());
    }
    if (info.function.isPresent()) {
      return info.function.get() == unit
          ? new Variable.Self()
          : new Variable.RefField(field, info.function.get().closureClass);
    }
    return LuauType.isNumber(info.types)
        ? new Variable.NumField(field)
        : new Variable.RefField(field, Names.OBJECT);
  }

  /** {@return the fields that a function's closures have} */
  static List<Capture> captures(Analysis analysis, FunctionUnit unit) {
    List<Capture> captures = new ArrayList<>();
    for (LocalVar variable : unit.upvalues()) {
      switch (upvalue(analysis, unit, variable)) {
        case Variable.CellField x -> captures.add(new Capture(variable, x.name(), Names.CELL));
        case Variable.NumField x -> captures.add(new Capture(variable, x.name(), CD_double));
        case Variable.RefField x -> captures.add(new Capture(variable, x.name(), x.type()));
        default -> {}
      }
    }
    return captures;
  }

  /** {@return the type of a closure's constructor: the environment, then the captures} */
  static MethodTypeDesc constructor(List<Capture> captures) {
    ClassDesc[] types = new ClassDesc[captures.size() + 1];
    types[0] = Names.TABLE;
    for (int i = 0; i < captures.size(); i++) {
      types[i + 1] = captures.get(i).type();
    }
    return Names.type(CD_void, types);
  }

  /** Pushes a new closure. */
  void create(FunctionUnit unit) {
    List<Capture> captures = captures(f.analysis, unit);
    c.new_(unit.closureClass);
    c.dup();
    code.self();
    c.getfield(Names.CLOSURE, "environment", Names.TABLE);
    for (Capture capture : captures) {
      Variable v = f.variable(capture.variable());
      if (capture.type() == Names.CELL) {
        code.loadCell(v);
      } else if (capture.type() == CD_double) {
        code.loadNumber(f.expressions.stable(v));
      } else {
        code.load(v);
        if (capture.type() != Names.OBJECT && !(v instanceof Variable.Self)) {
          c.checkcast(capture.type());
        }
      }
    }
    c.invokespecial(unit.closureClass, "<init>", constructor(captures));
  }
}
