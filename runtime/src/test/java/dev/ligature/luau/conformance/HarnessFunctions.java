package dev.ligature.luau.conformance;

import dev.ligature.luau.HostFunction;
import dev.ligature.luau.Luau;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.Results;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/** The global functions that the scripts expect of their host. */
final class HarnessFunctions {
  private HarnessFunctions() {}

  static void add(Luau.Builder builder) {
    builder
        .function("is_native", args -> true)
        .function("is_native_if_supported", args -> true)
        .function(
            "cxxthrow",
            args -> {
              throw new LuauError(LuauString.of("oops"));
            })
        .function(
            "resumeerror",
            args -> {
              ((LuauCoroutine) args[0]).resumeError(args[1]);
              return Results.NONE;
            })
        .function("makelud", new LightUserdata())
        .function(
            "singleYield",
            args -> {
              suspend(2.0);
              return 4.0;
            })
        .function("multipleYields", HarnessFunctions::multipleYields)
        .function("multipleYieldsWithNestedCall", HarnessFunctions::yieldsWithNestedCall)
        .function("cYieldingIterator", HarnessFunctions::yieldingIterator)
        .function("pcallThenCall", args -> callTwice(args, false))
        .function("pcallThenPcall", args -> callTwice(args, true));
    for (String name :
        new String[] {"passthroughCall", "passthroughCallMoreResults", "passthroughCallArgReuse"}) {
      builder.function(name, args -> Results.first(callee(args).call(args[1], args[2])));
    }
    for (String name : new String[] {"passthroughCallVaradic", "passthroughCallWithState"}) {
      builder.function(name, args -> callee(args).call(Arrays.copyOfRange(args, 1, args.length)));
    }
  }

  private static LuauFunction callee(Object[] args) {
    return (LuauFunction) args[0];
  }

  private static Object suspend(Object values) {
    return LuauCoroutine.yield(LuauState.current(), values);
  }

  private static Object multipleYields(Object... args) {
    double base = (Double) args[0];
    for (int i = 1; i < 4; i++) {
      suspend(base + i);
    }
    return base + 4;
  }

  private static Object yieldsWithNestedCall(Object... args) {
    double base = (Double) args[0];
    if ((Boolean) args[1]) {
      suspend(105.0);
      suspend(115.0);
    } else {
      suspend(110.0);
    }
    suspend(base + 200);
    return base + 210;
  }

  private static Object yieldingIterator(Object... args) {
    double max = (Double) args[0];
    double index = (Double) args[1];
    if (index >= max) {
      return Results.NONE;
    }
    suspend(index + 1);
    return new Object[] {index + 1, index + 1};
  }

  /** The product of two functions' results, -1 for the result of a protected one that fails. */
  private static Object callTwice(Object[] args, boolean secondProtected) {
    double first = protectedCall(callee(args));
    LuauFunction second = (LuauFunction) args[1];
    return first
        * (secondProtected ? protectedCall(second) : (Double) Results.first(second.call()));
  }

  private static double protectedCall(LuauFunction function) {
    LuauState state = LuauState.current();
    int mark = state.nativeMark();
    state.protectedCalls++;
    try {
      return (Double) Results.first(function.call());
    } catch (LuauError e) {
      state.resetNative(mark);
      return -1;
    } finally {
      state.protectedCalls--;
    }
  }

  /** Userdata that stand for addresses: equal addresses are the same object. */
  private static final class LightUserdata implements HostFunction {
    private final Map<Object, LuauUserdata> known = new HashMap<>();

    @Override
    public Object call(Object... args) {
      return known.computeIfAbsent(args[0], address -> new LuauUserdata());
    }
  }

  /** A builtin of two operands. */
  static LuauFunction binary(String name, BinaryOperator<Object> operation) {
    return new LuauBuiltin(name) {
      @Override
      public Object call(Object[] args) {
        return operation.apply(args[0], args.length > 1 ? args[1] : null);
      }
    };
  }
}
