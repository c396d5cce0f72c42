package dev.ligature.luau.compile;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Compiles what places do that meet userdata or call functions of the host: an {@code
 * invokedynamic} behind a class check, so that tables and code that never runs pay nothing for it.
 */
final class UserdataPaths {
  private static final DirectMethodHandleDesc BOOTSTRAP =
      ConstantDescs.ofCallsiteBootstrap(
          Names.USERDATA_SITE, "bootstrap", ConstantDescs.CD_CallSite, ConstantDescs.CD_String);

  private final Code code;
  private final CodeBuilder c;
  private final boolean compact;

  /**
   * @param compact whether code should be small rather than fast
   */
  UserdataPaths(Code code, boolean compact) {
    this.code = code;
    this.c = code.c;
    this.compact = compact;
  }

  /** Something that pushes operands or finishes an access. */
  interface Part {
    void emit();
  }

  /**
   * Does an access on userdata directly, on anything else in the general way.
   *
   * @param base the object
   * @param key the name of the field or method; empty for elements
   * @param type of the access, the object first
   * @param operands pushes what the type takes behind the object
   * @param general does it in the general way, from nothing on the stack to the result
   */
  void split(
      Variable.Ref base,
      Operation operation,
      LuauString key,
      MethodTypeDesc type,
      Part operands,
      Part general) {
    if (compact || !ascii(key)) {
      general.emit();
      return;
    }
    c.aload(base.slot());
    c.instanceOf(
        switch (operation) {
          case CALL -> Names.LINKED_FUNCTION;
          case CALL_FIELD -> Names.TABLE;
          default -> Names.USERDATA;
        });
    finish(base, operation, key, type, operands, general);
  }

  /** Calls a field of userdata directly, a field of anything else in the general way. */
  void splitCall(
      Variable.Ref base, LuauString key, MethodTypeDesc type, Part operands, Part general) {
    c.aload(base.slot());
    c.instanceOf(Names.USERDATA);
    finish(base, Operation.CALL_FIELD, key, type, operands, general);
  }

  /** Goes on behind a test of the object. */
  private void finish(
      Variable.Ref base,
      Operation operation,
      LuauString key,
      MethodTypeDesc type,
      Part operands,
      Part general) {
    Label other = code.label();
    Label end = code.label();
    c.ifeq(other);
    c.aload(base.slot());
    operands.emit();
    access(operation, key, type);
    c.goto_(end);
    code.bind(other);
    general.emit();
    code.bind(end);
  }

  /** Does an access on what is on the stack, directly if it can. */
  void access(Operation operation, LuauString key, MethodTypeDesc type) {
    c.invokedynamic(DynamicCallSiteDesc.of(BOOTSTRAP, operation.name(), type, key.toString()));
  }

  /** {@return the type in which an evaluated operand is passed: unboxed if it is a number} */
  static ClassDesc type(Variable operand) {
    if (operand instanceof Variable.Int) {
      return CD_long;
    }
    return Code.isNumber(operand) ? CD_double : Names.OBJECT;
  }

  /** Pushes an evaluated operand in the form that {@link #type} gives. */
  void load(Variable operand) {
    if (operand instanceof Variable.Int i) {
      c.lload(i.slot());
    } else if (Code.isNumber(operand)) {
      code.loadNumber(operand);
    } else {
      code.load(operand);
    }
  }

  /** {@return the type of a call with evaluated arguments} */
  static MethodTypeDesc call(List<Variable> arguments) {
    return read(arguments.stream().map(UserdataPaths::type).toArray(ClassDesc[]::new));
  }

  /** {@return the type of a read} */
  static MethodTypeDesc read(ClassDesc... keys) {
    return access(Names.OBJECT, keys);
  }

  /** {@return the type of a write} */
  static MethodTypeDesc write(ClassDesc... keyAndValue) {
    return access(CD_void, keyAndValue);
  }

  private static MethodTypeDesc access(ClassDesc result, ClassDesc[] operands) {
    return MethodTypeDesc.of(result, operands).insertParameterTypes(0, Names.OBJECT);
  }

  /** Keys travel as Java strings in the class file. */
  static boolean ascii(LuauString key) {
    for (byte b : key.bytes()) {
      if (b <= 0) {
        return false;
      }
    }
    return true;
  }
}
