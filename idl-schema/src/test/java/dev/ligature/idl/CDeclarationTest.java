package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** C's declarators, inside out. */
class CDeclarationTest {
  private static final Type INT = Type.Scalar.of(CType.I32);
  private static final Type CHAR = new Type.Scalar(CType.I8, "char");

  @Test
  void pointersAndQualifiers() {
    assertThat(CDeclaration.of(pointer(constant(CHAR)), "s")).isEqualTo("const char *s");
    assertThat(CDeclaration.of(constant(pointer(CHAR)), "s")).isEqualTo("char *const s");
    assertThat(CDeclaration.of(constant(pointer(CHAR)), "")).isEqualTo("char *const");
    assertThat(CDeclaration.of(pointer(pointer(new Type.RecordRef("struct s"))), "p"))
        .isEqualTo("struct s **p");
  }

  @Test
  void arraysBindTighterThanPointers() {
    Type five = new Type.Array(INT, OptionalLong.of(5));
    assertThat(CDeclaration.of(five, "a")).isEqualTo("int a[5]");
    assertThat(CDeclaration.of(new Type.Array(five, OptionalLong.of(2)), "a"))
        .isEqualTo("int a[2][5]");
    assertThat(CDeclaration.of(pointer(five), "p")).isEqualTo("int (*p)[5]");
    assertThat(CDeclaration.of(constant(five), "a")).isEqualTo("const int a[5]");
    assertThat(CDeclaration.of(new Type.Array(pointer(five), OptionalLong.empty()), ""))
        .isEqualTo("int (*[])[5]");
  }

  @Test
  void functions() {
    Signature handler = signature(Type.Scalar.of(CType.VOID), List.of(parameter("sig", INT)));
    Type pointer = pointer(new Type.Function(handler));
    assertThat(CDeclaration.of(pointer, "f")).isEqualTo("void (*f)(int sig)");
    assertThat(
            CDeclaration.of(
                signature(pointer, List.of(parameter("sig", INT), parameter("h", pointer))),
                "signal"))
        .isEqualTo("void (*signal(int sig, void (*h)(int sig)))(int sig)");
    assertThat(CDeclaration.of(signature(INT, List.of()), "f")).isEqualTo("int f(void)");
    assertThat(CDeclaration.of(pointer(pointer), "")).isEqualTo("void (**)(int sig)");
  }

  @Test
  void callingConventionsStandBeforeTheStar() {
    Signature stdcall =
        new Signature(
            List.of(),
            INT,
            Lowering.of(CType.I32),
            false,
            true,
            Optional.of(Signature.CallingConvention.STDCALL));
    assertThat(CDeclaration.of(pointer(new Type.Function(stdcall)), "f"))
        .isEqualTo("int (__attribute__((stdcall)) *f)(void)");
    assertThat(CDeclaration.of(stdcall, "f")).isEqualTo("int __attribute__((stdcall)) f(void)");
  }

  private static Type pointer(Type pointee) {
    return new Type.Pointer(pointee);
  }

  private static Type constant(Type type) {
    return new Type.Qualified(Type.Qualifier.CONST, type);
  }

  private static Signature signature(Type ret, List<Signature.Parameter> args) {
    return new Signature(args, ret, Lowering.of(CType.POINTER), false, true, Optional.empty());
  }

  private static Signature.Parameter parameter(String name, Type type) {
    return new Signature.Parameter(name, type, Lowering.of(CType.POINTER), Signature.Hints.NONE);
  }
}
