package dev.ligature.luau.syntax;

import java.util.Optional;

/** Characters that slip into source text from word processors and look like ASCII ones. */
final class Confusables {
  /** Pairs of a look-alike and the ASCII character meant, by code point. */
  private static final String PAIRS =
      "\u00a0 \u00b4'\u00b8,\u00d7x\u01c3!\u02b9'\u02bb'\u02bc'\u02bd'\u02c6^\u02cb'\u02d7-\u02dc~"
          + "\u037e;\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399l\u039aK\u039cM\u039dN\u039fO\u03a1P"
          + "\u03a4T\u03a5Y\u03a7X\u03b1a\u03b3y\u03b9i\u03bdv\u03bfo\u03c1p\u03c3o\u03c5u"
          + "\u0405S\u0406l\u0408J\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C"
          + "\u0422T\u0425X\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0455s\u0456i\u0458j"
          + "\u2002 \u2003 \u2007 \u2009 \u200a \u2010-\u2011-\u2012-\u2013-\u2018'\u2019'\u201a,"
          + "\u201b'\u2024.\u202f \u2032'\u2039<\u203a>\u2044/\u204e*\u2212-\u2215/\u2217*\u2223l"
          + "\u2236:\u223c~\u2264<\u3000 \uff01!\uff07'\uff3b[\uff3d]\uff40'\uff0e.\uff1a:";

  private Confusables() {}

  /** {@return the ASCII text that was probably meant} */
  static Optional<String> lookup(int codePoint) {
    return switch (codePoint) {
      case 0x201c, 0x201d, 0x201f, 0x2033, 0xff02 -> Optional.of("\"");
      case 0x2025 -> Optional.of("..");
      case 0x2026 -> Optional.of("...");
      default -> {
        for (int i = 0; i < PAIRS.length(); i += 2) {
          if (PAIRS.charAt(i) == codePoint) {
            yield Optional.of(PAIRS.substring(i + 1, i + 2));
          }
        }
        yield Optional.empty();
      }
    };
  }
}
