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
    split(
        key,
        () -> linkable(base, operation),
        () -> {
          c.aload(base.slot());
          operands.emit();
          access(operation, key, type);
        },
        general);
  }

  /** Does something directly where a test on the stack says so, else in the general way. */
  private void split(LuauString key, Part test, Part direct, Part general) {
    if (compact || !ascii(key)) {
      general.emit();
      return;
    }
    Label other = code.label();
    Label end = code.label();
    test.emit();
    c.ifeq(other);
    direct.emit();
    c.goto_(end);
    code.bind(other);
    general.emit();
    code.bind(end);
  }

  /**
   * Calls directly through userdata or a function that can be linked, anything else in the general
   * way.
   *
   * @param base the object or function
   * @param key the name of the field or method; empty for calls
   * @param test pushes whether the base is something that {@link #linkable} says
   * @param arguments evaluated ones
   * @param general calls in the general way, from nothing on the stack to the results
   */
  void splitCall(
      Variable.Ref base,
      Operation operation,
      LuauString key,
      Part test,
      List<Variable> arguments,
      Part general) {
    split(key, test, () -> call(base, operation, key, arguments), general);
  }

  /** Calls, with longs where all arguments that may be whole numbers turned out to be. */
  private void call(
      Variable.Ref base, Operation operation, LuauString key, List<Variable> arguments) {
    Label mixed = code.label();
    Label end = code.label();
    boolean perhaps = false;
    for (Variable argument : arguments) {
      if (argument instanceof Variable.Perhaps p) {
        c.iload(p.whole());
        c.ifeq(mixed);
        perhaps = true;
      }
    }
    if (perhaps) {
      List<Variable> whole = arguments.stream().map(UserdataPaths::whole).toList();
      access(base, operation, key, whole);
      c.goto_(end);
      code.bind(mixed);
    }
    access(base, operation, key, arguments);
    code.bind(end);
  }

  private static Variable whole(Variable argument) {
    return argument instanceof Variable.Perhaps p
        ? new Variable.Int(p.slot(), IntegerRange.EXACT)
        : argument;
  }

  private void access(
      Variable.Ref base, Operation operation, LuauString key, List<Variable> arguments) {
    c.aload(base.slot());
    arguments.forEach(this::load);
    access(
        operation,
        key,
        read(arguments.stream().map(UserdataPaths::type).toArray(ClassDesc[]::new)));
  }

  /** Pushes whether something is of the class that an operation's link is for. */
  void linkable(Variable.Ref base, Operation operation) {
    c.aload(base.slot());
    c.instanceOf(
        switch (operation) {
          case CALL -> Names.LINKED_FUNCTION;
          case CALL_FIELD -> Names.TABLE;
          default -> Names.USERDATA;
        });
  }

  /** Does an access on what is on the stack, directly if it can. */
  void access(Operation operation, LuauString key, MethodTypeDesc type) {
    c.invokedynamic(DynamicCallSiteDesc.of(BOOTSTRAP, operation.name(), type, key.toString()));
  }

  /** {@return the type in which an evaluated operand is passed: unboxed if it is a number} */
  private static ClassDesc type(Variable operand) {
    if (operand instanceof Variable.Int) {
      return CD_long;
    }
    return Code.isNumber(operand) ? CD_double : Names.OBJECT;
  }

  /** Pushes an evaluated operand in the form that {@link #type} gives. */
  private void load(Variable operand) {
    if (operand instanceof Variable.Int i) {
      c.lload(i.slot());
    } else if (Code.isNumber(operand)) {
      code.loadNumber(operand);
    } else {
      code.load(operand);
    }
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
