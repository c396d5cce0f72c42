package dev.ligature.generator.passes;

import dev.ligature.idl.Idl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives declarations other names: {@code --rename 'gtk_(.*)=$1'}. What a library calls them stays,
 * as the {@code symbol} of a function or variable.
 *
 * <p>A rule has to match a whole name; of several rules that match, the first counts. Tags are
 * renamed by their tag and stay tags.
 */
public record Rename(List<Rule> rules) {
  public Rename {
    rules = List.copyOf(rules);
  }

  /** Which declarations a rule is about. */
  public enum Scope {
    ALL,
    FUNCTIONS,
    VARIABLES,
    CONSTANTS,
    /** Typedefs, callbacks, and the tags of structs, unions and enums. */
    TYPES,
    ENUMERATORS
  }

  /**
   * One rule.
   *
   * @param pattern has to match the whole name
   * @param replacement may refer to the pattern's groups: {@code $1}, {@code ${name}}
   */
  public record Rule(Scope scope, Pattern pattern, String replacement) {
    public Rule {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(pattern, "pattern");
      Objects.requireNonNull(replacement, "replacement");
    }

    /**
     * Reads {@code [SCOPE:]REGEX=REPLACEMENT}, SCOPE being functions, variables, constants, types
     * or enumerators.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    public static Rule parse(String text) {
      int equals = text.lastIndexOf('=');
      if (equals <= 0 || equals == text.length() - 1) {
        throw new IllegalArgumentException(
            "'" + text + "' is no rename rule: write OLD=NEW, for example 'gtk_(.*)=$1'");
      }
      String left = text.substring(0, equals);
      Scope scope = Scope.ALL;
      int colon = left.indexOf(':');
      if (colon > 0) {
        for (Scope candidate : Scope.values()) {
          if (candidate.name().equalsIgnoreCase(left.substring(0, colon))) {
            scope = candidate;
            left = left.substring(colon + 1);
            break;
          }
        }
      }
      Rule rule = new Rule(scope, Pattern.compile(left), text.substring(equals + 1));
      rule.checkGroups(text);
      return rule;
    }

    private void checkGroups(String text) {
      Matcher matcher = Pattern.compile("\\$(\\d)").matcher(replacement);
      int groups = pattern.matcher("").groupCount();
      while (matcher.find()) {
        if (Integer.parseInt(matcher.group(1)) > groups) {
          throw new IllegalArgumentException(
              "'" + text + "' refers to group " + matcher.group() + " of " + groups);
        }
      }
    }

    private Optional<String> apply(String name) {
      Matcher matcher = pattern.matcher(name);
      return matcher.matches() ? Optional.of(matcher.replaceFirst(replacement)) : Optional.empty();
    }
  }

  /**
   * {@return the IDL with its new names}
   *
   * @throws RenameException if two declarations would get one name, or a name is no C identifier
   */
  public PassResult apply(Idl idl) {
    return PassResult.of(rules.isEmpty() ? idl : new RenameTable(this, idl).apply());
  }

  String newName(Scope scope, String name) {
    for (Rule rule : rules) {
      if (rule.scope() != Scope.ALL && rule.scope() != scope) {
        continue;
      }
      Optional<String> renamed = rule.apply(name);
      if (renamed.isPresent()) {
        if (!isIdentifier(renamed.get())) {
          throw new RenameException(
              "--rename makes '" + renamed.get() + "' of '" + name + "', which is no C identifier");
        }
        return renamed.get();
      }
    }
    return name;
  }

  private static boolean isIdentifier(String name) {
    if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
      return false;
    }
    return name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }

  /** Rules that cannot be applied; the message is for the user. */
  public static final class RenameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RenameException(String message) {
      super(message);
    }

    static RenameException collision(String name, List<String> olds) {
      return new RenameException(
          "--rename gives "
              + String.join(" and ", new ArrayList<>(olds))
              + " the one name '"
              + name
              + "'");
    }
  }
}
