package dev.ligature.ffi.exports;

import java.util.Optional;

/** The machine numbers of COFF headers. */
final class CoffMachine {
  static final int I386 = 0x14c;

  private CoffMachine() {}

  /** {@return the architecture in the words of the IDL's targets} */
  static Optional<String> arch(int machine) {
    return switch (machine) {
      case I386 -> Optional.of("i686");
      case 0x8664 -> Optional.of("x86_64");
      case 0xaa64 -> Optional.of("aarch64");
      case 0x1c0, 0x1c4 -> Optional.of("arm");
      default -> Optional.empty();
    };
  }
}
