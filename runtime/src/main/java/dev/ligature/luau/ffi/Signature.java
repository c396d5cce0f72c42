package dev.ligature.luau.ffi;

import dev.ligature.ffi.CallShape;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Layout;
import dev.ligature.ffi.NativeType;
import dev.ligature.ffi.Platform;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How to call a C function, as a script describes it.
 *
 * @param symbol the linker's name where it is not the function's
 * @param optional whether the library may lack it
 * @param size bytes behind the pointer that it returns, if that is said
 */
record Signature(
    ElementType ret,
    List<ElementType> args,
    boolean variadic,
    boolean errno,
    boolean leaf,
    Optional<String> symbol,
    boolean optional,
    OptionalLong size) {
  static final Set<String> KEYS =
      Set.of(
          "args", "ret", "variadic", "symbol", "optional", "errno", "leaf", "convention", "size");

  Signature {
    args = List.copyOf(args);
  }

  /** {@return a plain signature} */
  static Signature of(ElementType ret, List<ElementType> args) {
    return new Signature(
        ret, args, false, false, false, Optional.empty(), false, OptionalLong.empty());
  }

  /** {@return the signature with further arguments behind those of a variadic one} */
  Signature extended(List<ElementType> further) {
    List<ElementType> all = new ArrayList<>(args);
    all.addAll(further);
    return new Signature(ret, all, variadic, errno, leaf, symbol, optional, size);
  }

  /**
   * {@return what the linker needs of it}
   *
   * @param fixedArgs arguments before {@code ...}, or -1 if it is not variadic
   */
  CallShape shape(int fixedArgs) {
    List<Layout> layouts = args.stream().map(ElementType::layout).toList();
    return new CallShape(ret.layout(), layouts, fixedArgs, errno, leaf);
  }

  /**
   * {@return the signature that a table of an interface describes}
   *
   * @param function its name, for errors
   */
  static Signature read(String function, LuauTable table) {
    try {
      for (Object[] entry : Tables.entries(table)) {
        if (!KEYS.contains(Describe.key(entry[0]))) {
          throw new FfiException("unknown key '" + Describe.key(entry[0]) + "'");
        }
      }
      CallingConventions.check(get(table, "convention"), Platform.host());
      Object args = get(table, "args");
      if (args != null && !(args instanceof LuauTable)) {
        throw new FfiException("args must be a table, got " + Describe.value(args));
      }
      ElementType ret = readType(get(table, "ret"));
      return new Signature(
          ret,
          readArgs((LuauTable) args),
          Conversions.bool(get(table, "variadic")),
          Conversions.bool(get(table, "errno")),
          Conversions.bool(get(table, "leaf")),
          Optional.ofNullable(get(table, "symbol")).map(Describe::key),
          Conversions.bool(get(table, "optional")),
          readSize(get(table, "size"), ret));
    } catch (FfiException e) {
      throw new FfiException("Function '" + function + "': " + e.getMessage());
    }
  }

  /**
   * {@return the signature of result and argument types, as {@code lib:call} and {@code
   * ffi.callback} take them}
   *
   * @param ret nil for void
   * @param args nil for none
   */
  static Signature read(Object ret, Object args) {
    if (args != null && !(args instanceof LuauTable)) {
      throw new FfiException("Argument types must be a table, got " + Describe.value(args));
    }
    return of(readType(ret), readArgs((LuauTable) args));
  }

  private static OptionalLong readSize(Object value, ElementType ret) {
    if (value == null) {
      return OptionalLong.empty();
    }
    if (ret.layout() != NativeType.POINTER) {
      throw new FfiException("size is of what a returned pointer points to: ret is no pointer");
    }
    long size = Arguments.count(new Object[] {value}, 0, "size");
    if (size >= 1L << 47) {
      throw new FfiException("size " + size + " is more than memory has");
    }
    return OptionalLong.of(size);
  }

  private static ElementType readType(Object value) {
    if (value == null) {
      return new ElementType.Scalar(NativeType.VOID);
    }
    return value instanceof LuauString
        ? new ElementType.Scalar(TypeNames.cType(value))
        : ElementType.of(value);
  }

  private static List<ElementType> readArgs(LuauTable table) {
    List<ElementType> args = new ArrayList<>();
    for (int i = 1; table != null && i <= table.length(); i++) {
      ElementType type = readType(table.get(i));
      if (type.layout() == NativeType.VOID) {
        throw new FfiException("Cannot pass void as argument");
      }
      args.add(type);
    }
    return args;
  }

  private static Object get(LuauTable table, String key) {
    return table.get(LuauString.interned(key));
  }
}
