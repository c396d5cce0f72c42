package dev.ligature.luau;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Results;

/** A host's function as a function of Luau. */
final class HostFunctionAdapter extends LuauBuiltin {
  private final HostFunction function;

  HostFunctionAdapter(String name, HostFunction function) {
    super(name);
    this.function = function;
  }

  @Override
  public Object call(Object[] args) {
    Object result;
    try {
      // The callee may keep an array of ours, so the host gets one of its own.
      result = function.call(args.clone());
    } catch (LuauRuntimeException e) {
      // The host called back into the script: its error goes on as the one that it was.
      throw new LuauError(e.value());
    } catch (LuauSyntaxException e) {
      throw new LuauError(LuauString.of(e.getMessage()));
    } catch (LuauError | LuauException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    } catch (Exception e) {
      throw failure(e.toString(), e);
    }
    if (result instanceof Object[] several) {
      Object[] converted = new Object[several.length];
      for (int i = 0; i < several.length; i++) {
        converted[i] = JavaValues.toLuau(several[i]);
      }
      return Results.of(converted);
    }
    return JavaValues.toLuau(result);
  }

  private static LuauError failure(String message, Exception cause) {
    return new LuauError(LuauString.of(CallStack.where(1) + message), cause);
  }
}
