package dev.ligature.luau.lib;

import dev.ligature.luau.vm.CallStack;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Operators;
import java.nio.charset.StandardCharsets;

/** Errors that libraries raise: a text behind the place of the call, if Luau code made it. */
final class LibError {
  private LibError() {}

  static LuauError of(String message) {
    return LuauError.builtin(message);
  }

  /** An error whose message holds bytes of the script, each as a character below 256. */
  static LuauError latin(String message) {
    return of(LuauString.of(message.getBytes(StandardCharsets.ISO_8859_1)));
  }

  static LuauError of(LuauString message) {
    return new LuauError(Operators.concat(LuauString.of(CallStack.whereCalled()), message));
  }
}
