package dev.ligature.generator.passes;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of the user that matches nothing: a slip of the pen, more often than not.
 *
 * @param pattern the option and its value: {@code --allow 'foo_.*'}
 * @param against what it was compared with: {@code the 3 names that the headers declare}
 * @param wayOut what the user may have meant, or where to look
 */
public record Unmatched(String pattern, String against, String wayOut) {
  public Unmatched {
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(against, "against");
    Objects.requireNonNull(wayOut, "wayOut");
  }

  /** {@return one line for the user} */
  public String message() {
    return pattern + " matches none of " + against + ": " + wayOut;
  }

  /**
   * {@return what the author of a regular expression for whole names may have meant} Most often the
   * pattern fits the beginning of names, or differs from one by the case or a few letters.
   */
  static Optional<String> meant(Pattern pattern, Collection<String> names) {
    return wholeName(pattern, names)
        .or(() -> otherCase(pattern, names))
        .or(
            () ->
                Spelling.nearest(pattern.pattern(), names)
                    .map(name -> "did you mean '" + name + "'?"));
  }

  private static Optional<String> wholeName(Pattern pattern, Collection<String> names) {
    Optional<String> inside = Optional.empty();
    for (String name : names) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.lookingAt() && matcher.end() > 0) {
        return Optional.of(partOf(pattern, name, "", ".*"));
      }
      if (inside.isEmpty() && matcher.find() && matcher.end() > matcher.start()) {
        inside =
            Optional.of(partOf(pattern, name, ".*", matcher.end() == name.length() ? "" : ".*"));
      }
    }
    return inside;
  }

  private static String partOf(Pattern pattern, String name, String before, String after) {
    String text = pattern.pattern();
    String group = text.contains("|") ? "(" + text + ")" : text;
    return "a pattern has to match the whole name; '"
        + before
        + group
        + after
        + "' would match '"
        + name
        + "'";
  }

  private static Optional<String> otherCase(Pattern pattern, Collection<String> names) {
    Pattern any = Pattern.compile(pattern.pattern(), pattern.flags() | Pattern.CASE_INSENSITIVE);
    for (String name : names) {
      if (any.matcher(name).matches()) {
        return Optional.of("the case of letters counts, did you mean '" + name + "'?");
      }
    }
    return Optional.empty();
  }
}
