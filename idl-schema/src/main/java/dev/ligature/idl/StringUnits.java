package dev.ligature.idl;

import dev.ligature.idl.ConstantValue.Encoding;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The units of a C string constant as text, and back. */
final class StringUnits {
  private StringUnits() {}

  /**
   * {@return the text that has exactly these units, or empty if none has}
   *
   * @param wcharSize bytes of the target's {@code wchar_t}
   */
  static Optional<String> text(List<Long> units, Encoding encoding, int wcharSize) {
    return switch (unitSize(encoding, wcharSize)) {
      case 1 -> utf8(units);
      case 2 -> utf16(units);
      default -> utf32(units);
    };
  }

  /**
   * {@return the units of the text, or empty if it has half a surrogate pair}
   *
   * @param wcharSize bytes of the target's {@code wchar_t}
   */
  static Optional<List<Long>> units(String text, Encoding encoding, int wcharSize) {
    ByteBuffer bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    List<Long> units = new ArrayList<>(text.length());
    switch (unitSize(encoding, wcharSize)) {
      case 1 -> {
        while (bytes.hasRemaining()) {
          units.add((long) Byte.toUnsignedInt(bytes.get()));
        }
      }
      case 2 -> text.chars().forEach(unit -> units.add((long) unit));
      default -> text.codePoints().forEach(unit -> units.add((long) unit));
    }
    return Optional.of(units);
  }

  /** {@return bytes of one unit} */
  static int unitSize(Encoding encoding, int wcharSize) {
    return switch (encoding) {
      case NARROW, UTF8 -> 1;
      case UTF16 -> 2;
      case UTF32 -> 4;
      case WIDE -> wcharSize;
    };
  }

  private static Optional<String> utf8(List<Long> units) {
    byte[] bytes = new byte[units.size()];
    for (int i = 0; i < bytes.length; i++) {
      long unit = units.get(i);
      if (unit < 0 || unit > 0xff) {
        return Optional.empty();
      }
      bytes[i] = (byte) unit;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> utf16(List<Long> units) {
    StringBuilder text = new StringBuilder(units.size());
    for (long unit : units) {
      if (unit < 0 || unit > 0xffff) {
        return Optional.empty();
      }
      text.append((char) unit);
    }
    boolean paired = text.codePoints().noneMatch(StringUnits::isSurrogate);
    return paired ? Optional.of(text.toString()) : Optional.empty();
  }

  private static Optional<String> utf32(List<Long> units) {
    StringBuilder text = new StringBuilder(units.size());
    for (long unit : units) {
      if (unit < 0 || unit > Character.MAX_CODE_POINT || isSurrogate((int) unit)) {
        return Optional.empty();
      }
      text.appendCodePoint((int) unit);
    }
    return Optional.of(text.toString());
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
