package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.FunctionBody;
import dev.ligature.luau.syntax.LocalVar;
import dev.ligature.luau.vm.Prototype;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;

/** A function of a chunk on its way to bytecode, with what the analysis found out about it. */
final class FunctionUnit {
  /** Functions of more parameters than this take them as an array. */
  static final int MAX_DIRECT_PARAMETERS = 30;

  final int id;
  final FunctionBody body;
  final Prototype prototype;
  final Optional<LocalVar> variable;
  final ClassDesc closureClass;
  final ClassDesc bodyClass;

  /** Whether the function is used as a value, not only called by its name. */
  boolean escapes;

  /** Whether it calls, iterates over or yields to what the compiler doesn't know. */
  boolean callsUnknown;

  /** What its return statements give, joined. */
  int returnTypes;

  /** Whether some return gives more or fewer than one value. */
  boolean returnsList;

  FunctionUnit(
      int id,
      FunctionBody body,
      Prototype prototype,
      Optional<LocalVar> variable,
      String className) {
    this.id = id;
    this.body = body;
    this.prototype = prototype;
    this.variable = variable;
    this.escapes = variable.isEmpty();
    this.closureClass = ClassDesc.of(className + "$closure");
    this.bodyClass = ClassDesc.of(className);
  }

  List<LocalVar> upvalues() {
    return body.scope().upvalues();
  }

  /** {@return whether the body's method takes each parameter by itself} */
  boolean direct() {
    return body.parameters().size() <= MAX_DIRECT_PARAMETERS;
  }

  boolean returnsNumber() {
    return !returnsList && LuauType.isNumber(returnTypes);
  }
}
