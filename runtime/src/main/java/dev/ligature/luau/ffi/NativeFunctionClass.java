package dev.ligature.luau.ffi;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.ligature.ffi.CallShape;
import dev.ligature.luau.vm.LuauError;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.lang.reflect.AccessFlag;
import java.util.BitSet;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes a subclass of {@link NativeFunction} for each signature. The class holds the signature's
 * {@link CallTarget} in a static final field, so that HotSpot compiles a call through it like
 * hand-written code. What it generates for two arguments, in Java:
 *
 * <pre>
 *   final class Native7 extends NativeFunction {
 *     private static final MethodHandle TARGET = NativeFunctionClass.take(7);
 *
 *     public Object call(Object a, Object b) {
 *       int mark = enter(SCRATCH, LEAF);
 *       Object result;
 *       try {
 *         result = TARGET.invokeExact((NativeFunction) this, a, b);
 *         Reference.reachabilityFence(a);
 *         Reference.reachabilityFence(b);
 *       } catch (Throwable e) {
 *         throw fail(mark, SCRATCH, e);
 *       }
 *       leave(mark, SCRATCH, LEAF);
 *       return result;
 *     }
 *
 *     public Object call(Object[] args) {
 *       if (args.length != 2) throw wrongCount(2, args.length);
 *       return call(args[0], args[1]);
 *     }
 *   }
 * </pre>
 *
 * SCRATCH and LEAF are literals: whether arguments or the result need memory for the time of the
 * call, and whether C never calls back. Functions of more than four arguments have the second
 * method alone, with the body of the first.
 */
final class NativeFunctionClass {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final String PACKAGE = NativeFunction.class.getPackageName();
  private static final ClassDesc FUNCTION = ClassDesc.of(NativeFunction.class.getName());
  private static final ClassDesc BINDING = ClassDesc.of(NativeFunction.Binding.class.getName());
  private static final ClassDesc HANDLE = ClassDesc.of(MethodHandle.class.getName());
  private static final ClassDesc REFERENCE = ClassDesc.of(Reference.class.getName());
  private static final ClassDesc EXCEPTION = ClassDesc.of(RuntimeException.class.getName());
  private static final ClassDesc LUAU_ERROR = ClassDesc.of(LuauError.class.getName());
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final MethodTypeDesc INIT = MethodTypeDesc.of(CD_void, BINDING);

  /** The arities for which {@link dev.ligature.luau.vm.LuauFunction} has a method of its own. */
  private static final int MOST_POSITIONAL = 4;

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Map<Integer, MethodHandle> TARGETS = new ConcurrentHashMap<>();

  private final MethodHandle target;
  private final Kind kind;

  /** {@code (Binding)NativeFunction}. */
  private final MethodHandle constructor;

  private NativeFunctionClass(MethodHandle target, Kind kind, MethodHandle constructor) {
    this.target = target;
    this.kind = kind;
    this.constructor = constructor;
  }

  /** Makes a new class. */
  static NativeFunctionClass create(Signature signature, CallShape shape) {
    MethodHandle target = CallTarget.of(signature, shape);
    Kind kind =
        new Kind(
            CallTarget.needsScratch(signature, shape), shape.leaf(), CallTarget.ints(signature));
    return new NativeFunctionClass(target, kind, define(target, kind));
  }

  /** {@return the function of a binding} */
  NativeFunction instantiate(NativeFunction.Binding binding) {
    try {
      NativeFunction function = (NativeFunction) constructor.invokeExact(binding);
      function.setTarget(target, kind.scratch(), kind.leaf(), kind.ints());
      return function;
    } catch (Throwable e) {
      throw new AssertionError("the constructor of a native function does not throw", e);
    }
  }

  private static MethodHandle define(MethodHandle target, Kind kind) {
    int number = NUMBERS.incrementAndGet();
    TARGETS.put(number, target);
    int arity = target.type().parameterCount() - 1;
    ClassDesc self = ClassDesc.of(PACKAGE, "Native" + number);
    byte[] bytes =
        ClassFile.of()
            .build(
                self,
                type -> {
                  type.withSuperclass(FUNCTION)
                      .withFlags(AccessFlag.FINAL, AccessFlag.SUPER)
                      .withField(
                          "TARGET",
                          HANDLE,
                          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
                  type.withMethodBody(
                      "<clinit>",
                      MethodTypeDesc.of(CD_void),
                      ClassFile.ACC_STATIC,
                      code ->
                          code.loadConstant(number)
                              .invokestatic(
                                  ClassDesc.of(NativeFunctionClass.class.getName()),
                                  "take",
                                  MethodTypeDesc.of(HANDLE, CD_int))
                              .putstatic(self, "TARGET", HANDLE)
                              .return_());
                  type.withMethodBody(
                      INIT_NAME,
                      INIT,
                      0,
                      code ->
                          code.aload(0)
                              .aload(1)
                              .invokespecial(FUNCTION, INIT_NAME, INIT)
                              .return_());
                  MethodTypeDesc positional =
                      MethodTypeDesc.of(CD_Object, Collections.nCopies(arity, CD_Object));
                  if (arity <= MOST_POSITIONAL) {
                    type.withMethodBody(
                        "call",
                        positional,
                        ClassFile.ACC_PUBLIC,
                        code -> body(code, self, kind, arity, false));
                  }
                  type.withMethodBody(
                      "call",
                      MethodTypeDesc.of(CD_Object, OBJECTS),
                      ClassFile.ACC_PUBLIC,
                      code -> {
                        checkCount(code, arity);
                        if (arity <= MOST_POSITIONAL) {
                          code.aload(0);
                          loadArguments(code, arity, true);
                          code.invokevirtual(self, "call", positional).areturn();
                        } else {
                          body(code, self, kind, arity, true);
                        }
                      });
                });
    try {
      Class<?> type = LOOKUP.defineClass(bytes);
      return LOOKUP
          .findConstructor(type, MethodType.methodType(void.class, NativeFunction.Binding.class))
          .asType(MethodType.methodType(NativeFunction.class, NativeFunction.Binding.class));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("a generated class is not accepted", e);
    }
  }

  /** Called by the initialiser of a generated class. */
  static MethodHandle take(int number) {
    return TARGETS.remove(number);
  }

  private static void checkCount(CodeBuilder code, int arity) {
    code.aload(1).arraylength().loadConstant(arity);
    code.ifThen(
        Opcode.IF_ICMPNE,
        wrong ->
            wrong
                .aload(0)
                .loadConstant(arity)
                .aload(1)
                .arraylength()
                .invokevirtual(
                    FUNCTION, "wrongCount", MethodTypeDesc.of(LUAU_ERROR, CD_int, CD_int))
                .athrow());
  }

  private static void loadArguments(CodeBuilder code, int arity, boolean spread) {
    for (int i = 0; i < arity; i++) {
      if (spread) {
        code.aload(1).loadConstant(i).aaload();
      } else {
        code.aload(1 + i);
      }
    }
  }

  /** What a call needs round it. */
  private record Kind(boolean scratch, boolean leaf, BitSet ints) {}

  private static void body(CodeBuilder code, ClassDesc self, Kind kind, int arity, boolean spread) {
    int mark = spread ? 2 : 1 + arity;
    int result = mark + 1;
    MethodTypeDesc exact =
        MethodTypeDesc.of(CD_Object, Collections.nCopies(arity, CD_Object))
            .insertParameterTypes(0, FUNCTION);
    code.aload(0);
    literal(code, kind.scratch());
    literal(code, kind.leaf());
    code.invokevirtual(FUNCTION, "enter", MethodTypeDesc.of(CD_int, CD_boolean, CD_boolean))
        .istore(mark);
    code.trying(
        attempt -> {
          attempt.getstatic(self, "TARGET", HANDLE).aload(0);
          loadArguments(attempt, arity, spread);
          attempt.invokevirtual(HANDLE, "invokeExact", exact).astore(result);
          for (int i = 1; i <= (spread ? 1 : arity); i++) {
            attempt
                .aload(i)
                .invokestatic(
                    REFERENCE, "reachabilityFence", MethodTypeDesc.of(CD_void, CD_Object));
          }
        },
        handlers ->
            handlers.catchingAll(
                handler -> {
                  handler.astore(result).aload(0).iload(mark);
                  literal(handler, kind.scratch());
                  handler
                      .aload(result)
                      .checkcast(CD_Throwable)
                      .invokevirtual(
                          FUNCTION,
                          "fail",
                          MethodTypeDesc.of(EXCEPTION, CD_int, CD_boolean, CD_Throwable))
                      .athrow();
                }));
    code.aload(0).iload(mark);
    literal(code, kind.scratch());
    literal(code, kind.leaf());
    code.invokevirtual(
            FUNCTION, "leave", MethodTypeDesc.of(CD_void, CD_int, CD_boolean, CD_boolean))
        .aload(result)
        .areturn();
  }

  private static void literal(CodeBuilder code, boolean value) {
    code.loadConstant(value ? 1 : 0);
  }
}
