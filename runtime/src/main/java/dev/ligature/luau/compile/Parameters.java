package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;

import dev.ligature.luau.syntax.LocalVar;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** In what form the method of a function's body takes its parameters. */
final class Parameters {
  /** The forms. */
  enum Form {
    NUMBER,
    PAIR,
    BOXED
  }

  private final FunctionCompiler f;

  Parameters(FunctionCompiler f) {
    this.f = f;
  }

  Form form(LocalVar parameter) {
    return form(f.analysis, parameter);
  }

  static Form form(Analysis analysis, LocalVar parameter) {
    LocalInfo info = analysis.info(parameter);
    if (info.cell()) {
      return Form.BOXED;
    }
    if (LuauType.isNumber(info.types)) {
      return Form.NUMBER;
    }
    return info.numeric && (info.types == 0 || LuauType.mayBeNumber(info.types))
        ? Form.PAIR
        : Form.BOXED;
  }

  /**
   * {@return the type of a body's method}: the closure, the extra arguments if it takes any, the
   * parameters one by one or as an array.
   */
  static MethodTypeDesc bodyType(Analysis analysis, FunctionUnit unit) {
    List<ClassDesc> types = new ArrayList<>();
    types.add(unit.closureClass);
    if (unit.body.vararg()) {
      types.add(Names.OBJECTS);
    }
    if (unit.direct()) {
      for (LocalVar parameter : unit.body.parameters()) {
        switch (form(analysis, parameter)) {
          case NUMBER -> types.add(CD_double);
          case PAIR -> {
            types.add(Names.OBJECT);
            types.add(CD_double);
          }
          case BOXED -> types.add(Names.OBJECT);
        }
      }
    } else {
      types.add(Names.OBJECTS);
    }
    return MethodTypeDesc.of(
        unit.returnsNumber() ? CD_double : Names.OBJECT, types.toArray(ClassDesc[]::new));
  }

  /** Pushes nil for a parameter without argument. */
  void pushNil(LocalVar parameter) {
    switch (form(parameter)) {
      case NUMBER -> f.code.c.dconst_0();
      case PAIR -> {
        f.code.c.aconst_null();
        f.code.c.dconst_0();
      }
      case BOXED -> f.code.c.aconst_null();
    }
  }

  /** Pushes a stable variable as a pair. */
  void pushPair(Variable v) {
    if (Code.isNumber(v)) {
      f.code.number();
      f.code.loadNumber(v);
    } else if (v instanceof Variable.Pair p) {
      f.code.c.aload(p.tag());
      f.code.c.dload(p.number());
    } else {
      f.code.load(v);
      f.code.c.invokestatic(Names.TAG, "tag", Code.OBJECT_TO_OBJECT);
      f.code.load(v);
      f.code.c.invokestatic(Names.TAG, "number", Code.OBJECT_TO_DOUBLE);
    }
  }
}
