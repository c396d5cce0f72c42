package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.ffi.DirectMemory.Overflow;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;

/**
 * Direct ways from compiled code to memory: for one place that repeats an access, a method handle
 * in which the type, the offset and the conversion are constants. It does the same checks as the
 * general way, and HotSpot compiles it into the loop round it.
 *
 * <pre>
 *   ints[i]                 (o, i) -> ofI32(readInt(o, elementAddress(4, o, i)))
 *   view.x = d              (o, d) -> write(o, fieldAddress(8, 4, o), (float) floating(d))
 *   ffi.read(p, n, "i32")   (f, p, n, type) -> ofI32(readInt(p, rawAddress(4, p, offset(n))))
 * </pre>
 *
 * <p>What is accessed is tested by its class, since code that several classes share would lose the
 * knowledge of which it is. Keys and offsets come as longs, doubles or objects, and there is a
 * method of one name for each.
 */
final class DirectAccess {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private static final MethodHandle TAKES =
      own("takes", boolean.class, Class.class, Object.class, Object.class, Object.class);
  private static final MethodHandle CALLS =
      own(
          "calls",
          boolean.class,
          Object.class,
          Class.class,
          Object.class,
          Object.class,
          Object.class,
          Object.class);
  private static final MethodHandle CALLS_ANY =
      own("callsAny", boolean.class, Object.class, Object.class, Object.class, Object.class);
  private static final MethodHandle NOTHING = MethodHandles.constant(Object.class, Results.NONE);

  private DirectAccess() {}

  // ---- elements of typed pointers ----

  /** {@return the way to the elements of pointers to scalars of one type} */
  static Optional<UserdataLink> element(TypedPointer pointer, Access access) {
    if (!(pointer.element() instanceof ElementType.Scalar(NativeType type))) {
      return Optional.empty();
    }
    boolean write = access.type().parameterCount() == 3;
    MethodHandle address =
        MethodHandles.insertArguments(
            own("elementAddress", long.class, long.class, boolean.class, Object.class, long.class),
            0,
            type.byteSize(),
            write);
    address = converted(address, 1, "index", access.type().parameterType(1));
    MethodHandle test =
        MethodHandles.insertArguments(
            own("pointsTo", boolean.class, NativeType.class, Object.class), 0, type);
    return memory(pointer.host, type, address, access).map(target -> link(test, target, access));
  }

  static boolean pointsTo(NativeType type, Object o) {
    return o instanceof TypedPointer pointer && pointer.scalar == type;
  }

  static long elementAddress(long stride, boolean write, Object o, long index) {
    TypedPointer pointer = (TypedPointer) o;
    return pointer.reaches(index)
        ? pointer.address() + index * stride
        : pointer.checkedAddress(index, write);
  }

  static long index(double key) {
    long index = (long) key;
    return index == key ? index : TypedPointer.whole(key);
  }

  static long index(Object key) {
    return key instanceof Double d ? index(d.doubleValue()) : TypedPointer.whole(key);
  }

  // ---- fields of views ----

  /** {@return the way to a scalar field of views of one record} */
  static Optional<UserdataLink> field(StructView view, Access access) {
    if (!view.definition().has(access.key())) {
      return Optional.empty();
    }
    StructDefinition.Member member = view.definition().member(access.key());
    if (member.place().isBitField()
        || !(member.type() instanceof ElementType.Scalar(NativeType type))) {
      return Optional.empty();
    }
    boolean write = access.type().parameterCount() == 2;
    if (view.isHeld()) {
      return write
          ? Optional.empty()
          : heldField(view, member.place().offset(), type)
              .map(
                  target ->
                      link(
                          MethodHandles.insertArguments(
                              own("holds", boolean.class, StructDefinition.class, Object.class),
                              0,
                              view.definition()),
                          target,
                          access));
    }
    MethodHandle address =
        MethodHandles.insertArguments(
            own("fieldAddress", long.class, long.class, long.class, boolean.class, Object.class),
            0,
            member.place().offset(),
            type.byteSize(),
            write);
    MethodHandle test =
        MethodHandles.insertArguments(
            own("isViewOf", boolean.class, StructDefinition.class, Object.class),
            0,
            view.definition());
    return memory(view.host, type, address, access).map(target -> link(test, target, access));
  }

  /** {@return the way to a field of a record that its view holds} */
  private static Optional<MethodHandle> heldField(StructView view, long offset, NativeType type) {
    if (offset / 8 != (offset + type.byteSize() - 1) / 8) {
      return Optional.empty();
    }
    MethodHandle bits =
        MethodHandles.insertArguments(
            own("heldBits", long.class, long.class, Object.class), 0, offset);
    return DirectMemory.ofBits(view.host, type)
        .map(convert -> MethodHandles.filterReturnValue(bits, convert));
  }

  static boolean isViewOf(StructDefinition definition, Object o) {
    return o instanceof StructView view && view.definition() == definition && !view.isHeld();
  }

  static boolean holds(StructDefinition definition, Object o) {
    return o instanceof StructView view && view.definition() == definition && view.isHeld();
  }

  static long heldBits(long offset, Object o) {
    return ((StructView) o).held(offset);
  }

  static long fieldAddress(long offset, long size, boolean write, Object o) {
    StructView view = (StructView) o;
    long start = view.rawAddress();
    return view.block().allowsWithin(start, offset + size)
        ? start + offset
        : view.checkedAddress(offset, size, write);
  }

  // ---- bytes behind pointers ----

  /** {@return the way of {@code pointer:read(offset, type)} or {@code :write(…, value)}} */
  static Optional<UserdataLink> method(RawPointer pointer, Access access, Object[] args) {
    boolean write = access.key().toString().equals("write");
    if (args.length != (write ? 4 : 3)) {
      return Optional.empty();
    }
    return type(args[2])
        .flatMap(
            type ->
                operation(pointer.host, type, access, write, Overflow.REFUSE)
                    .map(
                        operation -> {
                          MethodHandle address =
                              address(pointer, type, write, access.type().parameterType(1));
                          MethodHandle test =
                              MethodHandles.insertArguments(TAKES, 0, pointer.getClass(), args[2]);
                          return link(
                              permuted(test, access, 0, 2),
                              permuted(
                                  MethodHandles.collectArguments(operation, 1, address),
                                  access,
                                  write ? new int[] {0, 0, 1, 3} : new int[] {0, 0, 1}),
                              access);
                        }));
  }

  /**
   * {@return the way of {@code ffi.read(pointer, offset, type)} or {@code ffi.write(…, value)}}
   *
   * @param args the function first
   */
  static Optional<UserdataLink> function(
      FfiHost host, Access access, Object[] args, boolean write) {
    if (args.length != (write ? 5 : 4)
        || !(args[1] instanceof FfiObject pointer)
        || !(pointer instanceof RawPointer || pointer instanceof TypedPointer)) {
      return Optional.empty();
    }
    return type(args[3])
        .flatMap(
            type ->
                operation(host, type, access, write, Overflow.REFUSE)
                    .map(
                        operation -> {
                          MethodHandle address =
                              address(pointer, type, write, access.type().parameterType(2));
                          MethodHandle test =
                              MethodHandles.insertArguments(
                                  CALLS, 0, args[0], pointer.getClass(), args[3]);
                          return link(
                              permuted(test, access, 0, 1, 3),
                              permuted(
                                  MethodHandles.collectArguments(operation, 1, address),
                                  access,
                                  write ? new int[] {1, 1, 2, 4} : new int[] {1, 1, 2}),
                              access);
                        }));
  }

  /**
   * {@return the way of {@code ffi.unsafe.read(address, type)} or {@code ffi.unsafe.write(…,
   * value)}}
   *
   * @param args the function first
   */
  static Optional<UserdataLink> unsafe(FfiHost host, Access access, Object[] args, boolean write) {
    if (args.length != (write ? 4 : 3) || !(host.access instanceof NativeAccess.Full)) {
      return Optional.empty();
    }
    return type(args[2])
        .flatMap(
            type ->
                operation(host, type, access, write, Overflow.TRUNCATE)
                    .map(
                        operation -> {
                          MethodHandle address =
                              own("anyAddress", long.class, access.type().parameterType(1));
                          MethodHandle test =
                              MethodHandles.insertArguments(CALLS_ANY, 0, args[0], args[2]);
                          return link(
                              permuted(test, access, 0, 2),
                              permuted(
                                  MethodHandles.filterArguments(operation, 1, address),
                                  access,
                                  write ? new int[] {0, 1, 3} : new int[] {0, 1}),
                              access);
                        }));
  }

  private static Optional<NativeType> type(Object name) {
    return name instanceof LuauString text ? NativeType.ofName(text.toString()) : Optional.empty();
  }

  /** {@return {@code (Object owner, long address)Object}, with a value behind if it writes} */
  private static Optional<MethodHandle> operation(
      FfiHost host, NativeType type, Access access, boolean write, Overflow overflow) {
    return write
        ? DirectMemory.writer(type, access.type().lastParameterType(), overflow)
            .map(writer -> MethodHandles.filterReturnValue(writer, NOTHING))
        : DirectMemory.reader(host, type);
  }

  /** {@return {@code (Object pointer, K offset)long} for pointers of one class} */
  private static MethodHandle address(
      FfiObject pointer, NativeType type, boolean write, Class<?> offset) {
    MethodHandle address =
        own(
            pointer instanceof RawPointer ? "rawAddress" : "typedAddress",
            long.class,
            long.class,
            boolean.class,
            Object.class,
            long.class);
    return converted(
        MethodHandles.insertArguments(address, 0, type.byteSize(), write), 1, "offset", offset);
  }

  static boolean takes(Class<?> pointer, Object name, Object p, Object n) {
    return n == name && p != null && p.getClass() == pointer;
  }

  static boolean calls(
      Object function, Class<?> pointer, Object name, Object f, Object p, Object n) {
    return f == function && n == name && p != null && p.getClass() == pointer;
  }

  static boolean callsAny(Object function, Object name, Object f, Object n) {
    return f == function && n == name;
  }

  static long rawAddress(long size, boolean write, Object o, long offset) {
    RawPointer pointer = (RawPointer) o;
    return checked(pointer.address, pointer.block, offset, size, write);
  }

  static long typedAddress(long size, boolean write, Object o, long offset) {
    TypedPointer pointer = (TypedPointer) o;
    return checked(pointer.address(), pointer.block(), offset, size, write);
  }

  private static long checked(long start, Block block, long offset, long size, boolean write) {
    long address = start + offset;
    if (start == 0 || !block.allows(address, size)) {
      check(block, start == 0 ? 0 : address, size, write);
    }
    return address;
  }

  /** Throws what is wrong, if anything is. */
  static void check(Block block, long address, long size, boolean write) {
    if (write) {
      block.checkWrite(address, size);
    } else {
      block.checkRead(address, size);
    }
  }

  static long anyAddress(double address) {
    long whole = (long) address;
    return whole == address && whole > 0 ? whole : anyAddress((Object) address);
  }

  static long anyAddress(long address) {
    return address > 0 ? address : anyAddress((Object) (double) address);
  }

  static long anyAddress(Object address) {
    if (address instanceof Double d) {
      long whole = (long) d.doubleValue();
      if (whole == d && whole > 0) {
        return whole;
      }
    }
    long any = Conversions.integer(NativeType.USIZE, address, 1);
    if (any <= 0) {
      Block.UNMANAGED.checkRead(any, 1);
    }
    return any;
  }

  static long offset(double offset) {
    long whole = (long) offset;
    return whole == offset ? whole : offset((Object) offset);
  }

  static long offset(Object offset) {
    return offset instanceof Double d && d == (long) d.doubleValue()
        ? (long) d.doubleValue()
        : Arguments.integer(new Object[] {offset}, 0, "offset");
  }

  // ---- methods that give or take pointers, and what a library holds ----

  /** {@return the way of {@code pointer:offset(n)}} */
  static Optional<UserdataLink> offset(Access access) {
    if (access.type().parameterCount() != 2) {
      return Optional.empty();
    }
    MethodHandle plus = own("plus", Object.class, Object.class, long.class);
    return Optional.of(
        link(
            own("isRawPointer", boolean.class, Object.class),
            converted(plus, 1, "offset", access.type().parameterType(1)),
            access));
  }

  static boolean isRawPointer(Object o) {
    return o instanceof RawPointer;
  }

  static Object plus(Object o, long bytes) {
    return ((RawPointer) o).plus(bytes);
  }

  /** {@return the way of {@code view:pointTo(pointer)}} */
  static Optional<UserdataLink> pointTo(FfiHost host, Access access, Object[] args) {
    if (access.type().parameterCount() != 2) {
      return Optional.empty();
    }
    Class<?> pointer = access.type().parameterType(1);
    if (args[1] instanceof Double && !(host.access instanceof NativeAccess.Full)) {
      return Optional.empty();
    }
    MethodHandle unmanaged = own("isUnmanaged", boolean.class, Object.class);
    if (pointer != Object.class) {
      return Optional.of(
          link(
              own("isView", boolean.class, Object.class),
              pointing(unmanaged, "ToNumber", pointer),
              access));
    }
    return switch (args[1]) {
      case Double number ->
          Optional.of(
              link(
                  own("goesToNumber", boolean.class, Object.class, Object.class),
                  pointing(unmanaged, "ToNumber", Object.class),
                  access));
      case RawPointer raw ->
          Optional.of(
              link(
                  own("goesToPointer", boolean.class, Object.class, Object.class),
                  pointing(
                      own("isInBlock", boolean.class, Object.class, Object.class),
                      "ToPointer",
                      Object.class),
                  access));
      case null, default -> Optional.empty();
    };
  }

  /**
   * {@return a method that points a view elsewhere} Its branch between views that stay in their
   * block and others is one of this method handle, so that a loop in which all stay need not expect
   * that the block changes, whatever other loops do.
   *
   * @param stays tests whether the view stays in its block
   * @param where the end of the names of the methods that do it
   * @param pointer what the view is pointed to: long, double or Object
   */
  private static MethodHandle pointing(MethodHandle stays, String where, Class<?> pointer) {
    return MethodHandles.guardWithTest(
        stays,
        own("move" + where, Object.class, Object.class, pointer),
        own("point" + where, Object.class, Object.class, pointer));
  }

  static boolean isView(Object o) {
    return o instanceof StructView;
  }

  static boolean goesToNumber(Object o, Object pointer) {
    return o instanceof StructView && pointer instanceof Double;
  }

  static boolean goesToPointer(Object o, Object pointer) {
    return o instanceof StructView && pointer instanceof RawPointer;
  }

  static boolean isUnmanaged(Object o) {
    return ((StructView) o).isIn(Block.UNMANAGED);
  }

  static boolean isInBlock(Object o, Object pointer) {
    return ((StructView) o).isIn(((RawPointer) pointer).block);
  }

  static Object moveToNumber(Object o, long address) {
    if (address < 0) {
      return pointToNumber(o, address);
    }
    ((StructView) o).moveTo(address);
    return Results.NONE;
  }

  static Object moveToNumber(Object o, double address) {
    long whole = (long) address;
    if (whole != address || whole < 0 || whole == Long.MAX_VALUE) {
      return pointToNumber(o, address);
    }
    ((StructView) o).moveTo(whole);
    return Results.NONE;
  }

  static Object moveToNumber(Object o, Object address) {
    return moveToNumber(o, ((Double) address).doubleValue());
  }

  static Object pointToNumber(Object o, long address) {
    return pointToNumber(o, (double) address);
  }

  static Object pointToNumber(Object o, double address) {
    return pointToNumber(o, (Object) address);
  }

  static Object pointToNumber(Object o, Object address) {
    ((StructView) o).pointTo(address);
    return Results.NONE;
  }

  static Object moveToPointer(Object o, Object pointer) {
    ((StructView) o).moveTo(((RawPointer) pointer).address);
    return Results.NONE;
  }

  static Object pointToPointer(Object o, Object pointer) {
    RawPointer raw = (RawPointer) pointer;
    ((StructView) o).pointTo(raw.address, raw.block);
    return Results.NONE;
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

  /** {@return the way of {@code library.function(…)}} */
  static Optional<UserdataLink> call(FfiObject holder, NativeFunction function, Access access) {
    MethodHandle test =
        MethodHandles.insertArguments(
            own("isSame", boolean.class, Object.class, Object.class), 0, holder);
    MethodHandle target =
        MethodHandles.dropArguments(
            function.direct(
                access.type().parameterList().subList(1, access.type().parameterCount())),
            0,
            Object.class);
    return Optional.of(new UserdataLink(test, access.adapt(target)));
  }

  static boolean isSame(Object holder, Object o) {
    return holder == o;
  }

  // ---- putting accesses together ----

  /**
   * {@return an access to fields or elements}
   *
   * @param address {@code (Object, key...)long}
   */
  private static Optional<MethodHandle> memory(
      FfiHost host, NativeType type, MethodHandle address, Access access) {
    boolean read = access.type().returnType() != void.class;
    Optional<MethodHandle> operation =
        read
            ? DirectMemory.reader(host, type)
            : DirectMemory.writer(type, access.type().lastParameterType(), Overflow.REFUSE);
    return operation.map(
        op -> {
          MethodHandle target = MethodHandles.collectArguments(op, 1, address);
          // (Object for the owner, Object for the address, ...): one and the same
          MethodType wanted = target.type().dropParameterTypes(0, 1);
          int[] order = new int[target.type().parameterCount()];
          for (int i = 1; i < order.length; i++) {
            order[i] = i - 1;
          }
          return MethodHandles.permuteArguments(target, wanted, order);
        });
  }

  /**
   * {@return a method that takes a key or an offset in the form that compiled code has it in}
   *
   * @param conversion to long, of whole numbers alone
   */
  private static MethodHandle converted(
      MethodHandle target, int position, String conversion, Class<?> from) {
    return from == long.class
        ? target
        : MethodHandles.filterArguments(target, position, own(conversion, long.class, from));
  }

  /** {@return a method that takes the arguments of the access}, given some of them in order */
  private static MethodHandle permuted(MethodHandle method, Access access, int... order) {
    return MethodHandles.permuteArguments(
        method, access.type().changeReturnType(method.type().returnType()), order);
  }

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
    try {
      return LOOKUP.findStatic(DirectAccess.class, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no method " + name, e);
    }
  }
}
