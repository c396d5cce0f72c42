package dev.ligature.luau.vm;

import dev.ligature.luau.vm.UserdataLink.Access;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.Arrays;
import java.util.Optional;

/**
 * The call site of one place in compiled code that met userdata, a {@link LinkedFunction} or a
 * read-only table. It starts with the general way; when the place turns out to be hot it asks the
 * objects it meets for direct ones, tries them in turn, and gives up when they are too many.
 */
public final class UserdataSite extends MutableCallSite {
  private static final int HOT = 50;
  private static final int MOST_LINKS = 3;
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle RUN;
  private static final MethodHandle SAME;

  static {
    try {
      RUN =
          LOOKUP.findVirtual(
              UserdataSite.class, "run", MethodType.methodType(Object.class, Object[].class));
      SAME =
          LOOKUP.findStatic(
              UserdataSite.class,
              "same",
              MethodType.methodType(boolean.class, Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Access access;
  private final MethodHandle general;
  private MethodSite method;
  private int runs;
  private int links;

  private UserdataSite(Access access) {
    super(access.type());
    this.access = access;
    this.general =
        access.adapt(RUN.bindTo(this).asCollector(Object[].class, access.type().parameterCount()));
    setTarget(general);
  }

  /**
   * Makes the call site of an {@code invokedynamic} instruction.
   *
   * @param operation the name of an {@link Operation}
   * @param key the name of the field or method, in ASCII; empty for elements and calls
   */
  public static CallSite bootstrap(
      MethodHandles.Lookup caller, String operation, MethodType type, String key) {
    return new UserdataSite(
        new Access(Operation.valueOf(operation), LuauString.interned(key), type));
  }

  /** Does the access in the general way, and counts. */
  @SuppressWarnings("unused") // by its name in RUN
  private Object run(Object[] args) {
    if (links < MOST_LINKS && ++runs % HOT == 0) {
      findLink(args).ifPresent(this::addLink);
    }
    return switch (access.operation()) {
      case GET_FIELD -> Operators.index(args[0], access.key());
      case SET_FIELD -> {
        Operators.setIndex(args[0], access.key(), args[1]);
        yield null;
      }
      case GET_INDEX -> Operators.index(args[0], args[1]);
      case SET_INDEX -> {
        Operators.setIndex(args[0], args[1], args[2]);
        yield null;
      }
      case CALL_METHOD -> {
        if (method == null) {
          method = new MethodSite(LuauState.current(), access.key());
        }
        yield method.find(args[0]).call(args);
      }
      case CALL -> ((LuauFunction) args[0]).call(Arrays.copyOfRange(args, 1, args.length));
      case CALL_FIELD ->
          Operators.callable(Operators.index(args[0], access.key()))
              .call(Arrays.copyOfRange(args, 1, args.length));
    };
  }

  private Optional<UserdataLink> findLink(Object[] args) {
    return switch (args[0]) {
      case Linkable object -> object.link(access, args);
      case LuauTable table when table.readonly && table.get(access.key()) != null ->
          linkConstant(table, table.get(access.key()), args);
      case null, default -> Optional.empty();
    };
  }

  /** What a read-only table holds, it holds for good. */
  private Optional<UserdataLink> linkConstant(LuauTable table, Object value, Object[] args) {
    return switch (access.operation()) {
      case GET_FIELD ->
          Optional.of(
              new UserdataLink(
                  MethodHandles.insertArguments(SAME, 0, table),
                  MethodHandles.dropArguments(
                      MethodHandles.constant(Object.class, value), 0, Object.class)));
      case CALL_FIELD ->
          value instanceof Linkable function ? function.link(access, args) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean same(Object a, Object b) {
    return a == b;
  }

  private void addLink(UserdataLink link) {
    links++;
    MethodHandle next = links == MOST_LINKS ? general : getTarget();
    setTarget(MethodHandles.guardWithTest(link.test(), link.target(), next));
  }
}
