package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks that C text asks the preprocessor for no file, for scripts that may read none. A compiler
 * shows what it reads in its messages, so it must not read in the first place.
 *
 * <p>Every way to a file begins with a directive or with an operator that has a name. So each
 * {@code #} of the text, wherever it stands, must begin one of the directives that are harmless,
 * and the operators' names must not occur nor be put together by {@code ##}. That refuses some text
 * that would do no harm, such as a {@code #} in a comment.
 */
final class SelfContainedC {
  private static final Set<String> DIRECTIVES =
      Set.of(
          "define",
          "undef",
          "if",
          "ifdef",
          "ifndef",
          "elif",
          "elifdef",
          "elifndef",
          "else",
          "endif",
          "error",
          "warning");

  /** A backslash at the end of a line joins it with the next (C11 5.1.1.2, phase 2). */
  private static final Pattern SPLICE = Pattern.compile("\\\\[ \\t\\f\\x0B]*(\\r\\n|\\n|\\r)");

  /** Other spellings of {@code #} and of the backslash (C11 5.2.1.1 and 6.4.6). */
  private static final Pattern OTHER_SPELLING = Pattern.compile("%:|\\?\\?[=/]");

  private static final Pattern FILE_OPERATOR =
      Pattern.compile("__has_include(_next)?|__has_embed|_Pragma|__pragma");

  private static final Pattern DIRECTIVE = Pattern.compile("#[ \\t]*([A-Za-z_][A-Za-z_0-9]*)?");

  /** The pragma that declarations need. */
  private static final Pattern PACK = Pattern.compile("\\G[ \\t]+pack\\b");

  private SelfContainedC() {}

  /**
   * Checks a text.
   *
   * @throws FfiException naming what it must not say
   */
  static void check(String text) {
    String joined = SPLICE.matcher(text).replaceAll("");
    refuse(OTHER_SPELLING.matcher(joined));
    refuse(FILE_OPERATOR.matcher(joined));
    Matcher directives = DIRECTIVE.matcher(joined);
    while (directives.find()) {
      String name = directives.group(1) == null ? "" : directives.group(1);
      boolean pack =
          name.equals("pragma")
              && PACK.matcher(joined).region(directives.end(), joined.length()).find();
      if (!DIRECTIVES.contains(name) && !pack) {
        throw refusal(directives.group());
      }
    }
  }

  private static void refuse(Matcher matcher) {
    if (matcher.find()) {
      throw refusal(matcher.group());
    }
  }

  private static FfiException refusal(String what) {
    return new FfiException(
        "'"
            + what
            + "' in C text is not allowed: native access is narrowed, and only #define, #undef,"
            + " conditions and #pragma pack can read no file");
  }
}
