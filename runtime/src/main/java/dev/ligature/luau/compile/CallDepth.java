package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.vm.LuauState;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/** Where the calls of a function are counted, for the official limit on recursion. */
enum CallDepth {
  /** Nowhere: it calls nothing, so recursion can't go through it. */
  NOWHERE,

  /** In the closure: calls of a function that the compiler knows stay free. */
  CLOSURE,

  /**
   * In the body, for every call: next to the closures that it makes, or the unknown functions that
   * it calls, the count costs nothing. One of these may yield, which moves the frames of a
   * coroutine to the heap; then the end of the thread's stack would not end a recursion.
   */
  BODY;

  static CallDepth of(FunctionUnit unit) {
    if (!unit.body.scope().calls()) {
      return NOWHERE;
    }
    return unit.body.scope().closures() || unit.callsUnknown ? BODY : CLOSURE;
  }

  /** Counts up at the begin of a body. */
  static void enter(FunctionCompiler f) {
    if (of(f.unit) == BODY) {
      CodeBuilder c = f.code.c;
      Label go = f.code.label();
      state(f);
      c.dup();
      c.getfield(Names.STATE, "calls", CD_int);
      c.iconst_1();
      c.iadd();
      c.dup_x1();
      c.putfield(Names.STATE, "calls", CD_int);
      c.loadConstant(LuauState.MAX_CALLS);
      c.if_icmple(go);
      state(f);
      c.invokevirtual(Names.STATE, "callOverflow", Names.type(CD_void));
      f.code.bind(go);
    }
  }

  /** Counts down before a return, whose result may be on the operand stack. */
  static void leave(FunctionCompiler f) {
    if (of(f.unit) == BODY) {
      CodeBuilder c = f.code.c;
      state(f);
      c.dup();
      c.getfield(Names.STATE, "calls", CD_int);
      c.iconst_1();
      c.isub();
      c.putfield(Names.STATE, "calls", CD_int);
    }
  }

  private static void state(FunctionCompiler f) {
    f.code.pool.load(f.code.c, f.environment.state, f.environment.state, Names.STATE);
  }
}
