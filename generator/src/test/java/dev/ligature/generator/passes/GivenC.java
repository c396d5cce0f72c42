package dev.ligature.generator.passes;

import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.idl.Idl;

/** The IDL of a few lines of C, so that tests of passes can say what they are given. */
final class GivenC {
  private GivenC() {}

  static Idl idl(String text) {
    return new HeaderFrontend()
        .parse(
            ParseRequest.of("M", new HeaderInput.Text("m.h", text))
                .withTriple("x86_64-unknown-linux-gnu"))
        .idl();
  }
}
