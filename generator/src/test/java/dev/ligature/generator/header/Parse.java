package dev.ligature.generator.header;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip;
import java.math.BigInteger;
import java.util.List;

/** Short forms for tests: C in, parts of the IDL out. */
final class Parse {
  static final String LINUX = "x86_64-unknown-linux-gnu";
  static final String WINDOWS = "x86_64-w64-windows-gnu";
  static final String WINDOWS_32 = "i686-w64-windows-gnu";

  private Parse() {}

  /** {@return the IDL of a header for x86_64 Linux, which must have no errors} */
  static Idl c(String text) {
    return c(LINUX, text);
  }

  static Idl c(String triple, String text, String... arguments) {
    ParsedHeaders parsed = headers(triple, text, arguments);
    assertThat(parsed.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::text))
        .isEmpty();
    return parsed.idl();
  }

  static ParsedHeaders headers(String triple, String text, String... arguments) {
    return new HeaderFrontend()
        .parse(
            ParseRequest.of("Test", new HeaderInput.Text("test.h", text))
                .withTriple(triple)
                .withClangArguments(List.of(arguments)));
  }

  static Lowering lowering(CType ctype) {
    return Lowering.of(ctype);
  }

  static List<Lowering> arguments(Idl idl, String function) {
    return idl.functions().get(function).signature().args().stream()
        .map(argument -> argument.lowering())
        .toList();
  }

  static Lowering result(Idl idl, String function) {
    return idl.functions().get(function).signature().retLowering();
  }

  static Declaration.Field field(Idl idl, String record, String name) {
    return idl.records().get(record).fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static ConstantValue constant(Idl idl, String name) {
    assertThat(idl.constants()).containsKey(name);
    return idl.constants().get(name).value();
  }

  static ConstantValue integer(String value, CType ctype) {
    return new ConstantValue.Int(new BigInteger(value), ctype);
  }

  /** {@return the units of a string of characters below 256} */
  static List<Long> units(String text) {
    return text.chars().mapToObj(c -> (long) c).toList();
  }

  static Skip skip(Idl idl, String name) {
    return idl.skipped().stream()
        .filter(skip -> skip.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not skipped: " + idl.skipped()));
  }
}
