package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Direct ways from compiled code to memory: for one place that repeats an access, a method handle
 * in which the type, the offset and the conversion are constants. It does the same checks as the
 * general way, and HotSpot compiles it into the loop round it.
 *
 * <pre>
 *   ints[i]      (o, i) -> ofI32(Memory.readInt(block(o), elementAddress(o, i)))
 *   view.x = d   (o, d) -> Memory.writeFloat(block(o), fieldAddress(offset, o), toF32(d))
 * </pre>
 */
final class DirectAccess {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private DirectAccess() {}

  // ---- elements of typed pointers ----

  /** {@return the way to the elements of pointers to scalars of one type} */
  static Optional<UserdataLink> element(TypedPointer pointer, Access access) {
    if (!(pointer.element() instanceof ElementType.Scalar(NativeType type))) {
      return Optional.empty();
    }
    MethodHandle address = own("elementAddress", long.class, Object.class, long.class);
    Class<?> key = access.type().parameterType(1);
    if (key != long.class) {
      address = MethodHandles.filterArguments(address, 1, own("index", long.class, key));
    }
    MethodHandle test =
        MethodHandles.insertArguments(
            own("pointsTo", boolean.class, NativeType.class, Object.class), 0, type);
    return memory(pointer.host, type, address, access).map(target -> link(test, target, access));
  }

  static boolean pointsTo(NativeType type, Object o) {
    return o instanceof TypedPointer pointer && pointer.scalar == type;
  }

  static long elementAddress(Object o, long index) {
    return ((TypedPointer) o).elementAddress(index);
  }

  static long index(double key) {
    long index = (long) key;
    return index == key ? index : TypedPointer.whole(key);
  }

  static long index(Object key) {
    return TypedPointer.whole(key);
  }

  // ---- fields of views ----

  /** {@return the way to a scalar field of views of one record} */
  static Optional<UserdataLink> field(StructView view, Access access) {
    StructDefinition.Member member = view.definition().member(access.key());
    if (member.place().isBitField()
        || !(member.type() instanceof ElementType.Scalar(NativeType type))) {
      return Optional.empty();
    }
    MethodHandle address =
        MethodHandles.insertArguments(
            own("fieldAddress", long.class, long.class, Object.class), 0, member.place().offset());
    MethodHandle test =
        MethodHandles.insertArguments(
            own("isViewOf", boolean.class, StructDefinition.class, Object.class),
            0,
            view.definition());
    return memory(view.host, type, address, access).map(target -> link(test, target, access));
  }

  static boolean isViewOf(StructDefinition definition, Object o) {
    return o instanceof StructView view && view.definition() == definition;
  }

  static long fieldAddress(long offset, Object o) {
    return ((StructView) o).requireAddress("access") + offset;
  }

  // ---- reading and writing ----

  /**
   * {@return the access to memory}
   *
   * @param address {@code (Object, key...)long}
   */
  private static Optional<MethodHandle> memory(
      FfiHost host, NativeType type, MethodHandle address, Access access) {
    boolean read = access.type().returnType() != void.class;
    Optional<MethodHandle> operation =
        read ? read(host, type) : write(type, access.type().lastParameterType());
    return operation.map(
        op -> {
          MethodHandle target = MethodHandles.collectArguments(op, 1, address);
          target =
              MethodHandles.filterArguments(target, 0, own("block", Block.class, Object.class));
          // (Object for the block, Object for the address, ...): one and the same
          MethodType wanted = target.type().dropParameterTypes(0, 1);
          int[] order = new int[target.type().parameterCount()];
          for (int i = 1; i < order.length; i++) {
            order[i] = i - 1;
          }
          return MethodHandles.permuteArguments(target, wanted, order);
        });
  }

  static Block block(Object o) {
    return ((FfiObject) o).block();
  }

  /** {@return {@code (Block, long)Object}} */
  private static Optional<MethodHandle> read(FfiHost host, NativeType type) {
    if (type == NativeType.VOID || type.isAddress() || type == NativeType.BOOL) {
      return Optional.empty();
    }
    MethodHandle read =
        find(Memory.class, "read" + carrierName(type), carrier(type), Block.class, long.class);
    MethodHandle convert =
        find(CallTarget.class, "of" + type.name(), Object.class, FfiHost.class, carrier(type));
    return Optional.of(
        MethodHandles.filterReturnValue(read, MethodHandles.insertArguments(convert, 0, host)));
  }

  /**
   * {@return {@code (Block, long, double)void}, where a double comes in and a direct way exists}
   */
  private static Optional<MethodHandle> write(NativeType type, Class<?> value) {
    if (value != double.class) {
      return Optional.empty();
    }
    return switch (type) {
      case I8, U8, I16, U16, I32, U32, F32, F64 -> {
        MethodHandle write =
            find(
                Memory.class,
                "write" + carrierName(type),
                void.class,
                Block.class,
                long.class,
                carrier(type));
        yield Optional.of(
            type == NativeType.F64
                ? write
                : MethodHandles.filterArguments(
                    write, 2, own("to" + type.name(), carrier(type), double.class)));
      }
      default -> Optional.empty();
    };
  }

  static byte toI8(double value) {
    byte exact = (byte) value;
    return exact == value ? exact : (byte) slowly(NativeType.I8, value);
  }

  static byte toU8(double value) {
    int exact = (int) value;
    return exact == value && (exact & ~0xff) == 0
        ? (byte) exact
        : (byte) slowly(NativeType.U8, value);
  }

  static short toI16(double value) {
    short exact = (short) value;
    return exact == value ? exact : (short) slowly(NativeType.I16, value);
  }

  static short toU16(double value) {
    int exact = (int) value;
    return exact == value && (exact & ~0xffff) == 0
        ? (short) exact
        : (short) slowly(NativeType.U16, value);
  }

  static int toI32(double value) {
    int exact = (int) value;
    return exact == value ? exact : (int) slowly(NativeType.I32, value);
  }

  static int toU32(double value) {
    long exact = (long) value;
    return exact == value && exact >>> 32 == 0 ? (int) exact : (int) slowly(NativeType.U32, value);
  }

  static float toF32(double value) {
    return (float) value;
  }

  /** What does not fit is refused there. */
  private static long slowly(NativeType type, double value) {
    return Conversions.integer(type, value, Place.MEMORY);
  }

  private static Class<?> carrier(NativeType type) {
    return switch ((int) type.byteSize()) {
      case 1 -> byte.class;
      case 2 -> short.class;
      case 4 -> type == NativeType.F32 ? float.class : int.class;
      default -> type == NativeType.F64 ? double.class : long.class;
    };
  }

  private static String carrierName(NativeType type) {
    String name = carrier(type).getName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  // ---- methods, and what a library holds ----

  /** {@return the way that {@code pointer:offset(n)} goes} */
  static Optional<UserdataLink> offset(Access access) {
    return method(access, RawPointer.class, "offset", 2);
  }

  static Object offset(Object o, Object bytes) {
    if (bytes instanceof Double d && d == (long) d.doubleValue()) {
      return ((RawPointer) o).plus((long) d.doubleValue());
    }
    return ((RawPointer) o).plus(Arguments.integer(new Object[] {bytes}, 0, "offset"));
  }

  /** {@return the way that {@code view:pointTo(pointer)} goes} */
  static Optional<UserdataLink> pointTo(Access access) {
    return method(access, StructView.class, "pointTo", 2);
  }

  static Object pointTo(Object o, Object pointer) {
    ((StructView) o).pointTo(pointer);
    return Results.NONE;
  }

  private static Optional<UserdataLink> method(
      Access access, Class<? extends LuauUserdata> receiver, String name, int arity) {
    if (access.type().parameterCount() != arity) {
      return Optional.empty();
    }
    MethodHandle test =
        MethodHandles.insertArguments(
            own("isA", boolean.class, Class.class, Object.class), 0, receiver);
    MethodHandle target =
        own(name, Object.class, Collections.nCopies(arity, Object.class).toArray(Class[]::new));
    return Optional.of(link(test, target, access));
  }

  static boolean isA(Class<?> type, Object o) {
    return o != null && o.getClass() == type;
  }

  /** {@return the way to what a library object holds under one name for good} */
  static Optional<UserdataLink> constant(FfiObject holder, Object value, Access access) {
    MethodHandle test =
        MethodHandles.insertArguments(
            own("isSame", boolean.class, Object.class, Object.class), 0, holder);
    MethodHandle target =
        MethodHandles.dropArguments(
            MethodHandles.constant(Object.class, value), 0, List.of(Object.class));
    return Optional.of(new UserdataLink(test, target.asType(access.type())));
  }

  static boolean isSame(Object holder, Object o) {
    return holder == o;
  }

  // ---- plumbing ----

  private static UserdataLink link(MethodHandle test, MethodHandle target, Access access) {
    MethodHandle raise = MethodHandles.throwException(access.type().returnType(), LuauError.class);
    MethodHandle handler =
        MethodHandles.filterArguments(
            raise, 0, own("positioned", LuauError.class, FfiException.class));
    return new UserdataLink(
        test, MethodHandles.catchException(access.adapt(target), FfiException.class, handler));
  }

  static LuauError positioned(FfiException e) {
    return LuauError.runtime(e.getMessage());
  }

  private static MethodHandle own(String name, Class<?> result, Class<?>... parameters) {
    return find(DirectAccess.class, name, result, parameters);
  }

  private static MethodHandle find(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return LOOKUP.findStatic(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no method " + name, e);
    }
  }
}
