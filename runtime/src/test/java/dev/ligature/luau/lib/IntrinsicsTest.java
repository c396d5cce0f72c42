package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.luau.lib.Intrinsics.Intrinsic;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.junit.jupiter.api.Test;

class IntrinsicsTest {
  @Test
  void everyIntrinsicIsAStaticMethodAndABuiltin() throws ReflectiveOperationException {
    LuauState state = new LuauState();
    StandardLibrary.open(state);
    for (var entry : Intrinsics.all().entrySet()) {
      String[] names = entry.getKey().split("[./]");
      LuauTable library =
          names[0].isEmpty()
              ? state.globals
              : (LuauTable) state.globals.get(LuauString.of(names[0]));
      assertThat(library.get(LuauString.of(names[1])))
          .as(entry.getKey())
          .isInstanceOf(LibraryFunction.class);
      Intrinsic intrinsic = entry.getValue();
      String owner = intrinsic.owner().packageName() + "." + intrinsic.owner().displayName();
      MethodType type =
          MethodType.fromMethodDescriptorString(
              intrinsic.descriptor().descriptorString(), getClass().getClassLoader());
      assertThat(
              MethodHandles.publicLookup()
                  .findStatic(Class.forName(owner), intrinsic.method(), type))
          .as(entry.getKey())
          .isNotNull();
    }
  }

  @Test
  void findsByNumberOfArguments() {
    assertThat(Intrinsics.find("math", "floor", 1)).isPresent();
    assertThat(Intrinsics.find("math", "floor", 2)).isEmpty();
    assertThat(Intrinsics.find("", "type", 1)).isPresent();
    assertThat(Intrinsics.find("string", "format", 1)).isEmpty();
  }
}
