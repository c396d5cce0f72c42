package dev.ligature.generator.passes;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    ENUMERATORS;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
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

    /** {@return the rule as {@link #parse} reads it} */
    @Override
    public String toString() {
      return (scope == Scope.ALL ? "" : scope.word() + ":") + pattern + "=" + replacement;
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

  /** {@return the rules that match nothing that the headers declare, not even what is skipped} */
  public List<Unmatched> unmatched(Idl idl) {
    List<Unmatched> unmatched = new ArrayList<>();
    Map<Scope, Set<String>> names = rules.isEmpty() ? Map.of() : names(idl);
    for (Rule rule : rules) {
      Set<String> inScope = names.get(rule.scope());
      if (inScope.stream().noneMatch(name -> rule.pattern().matcher(name).matches())
          && idl.skipped().stream()
              .noneMatch(skip -> rule.pattern().matcher(skip.name()).matches())) {
        unmatched.add(
            new Unmatched(
                "--rename '" + rule + "'",
                rule.scope() == Scope.ALL
                    ? "the names that the headers declare (" + inScope.size() + ")"
                    : "the "
                        + rule.scope().word()
                        + " that the headers declare ("
                        + inScope.size()
                        + ")",
                wayOut(rule, names)));
      }
    }
    return unmatched;
  }

  private static String wayOut(Rule rule, Map<Scope, Set<String>> names) {
    for (Scope scope : Scope.values()) {
      if (scope != Scope.ALL) {
        for (String name : names.get(scope)) {
          if (rule.pattern().matcher(name).matches()) {
            return "'"
                + name
                + "' is one of the "
                + scope.word()
                + ", write '"
                + scope.word()
                + ":'";
          }
        }
      }
    }
    if (rule.scope() == Scope.ALL && rule.pattern().pattern().contains(":")) {
      return "the scopes are functions, variables, constants, types and enumerators";
    }
    return Unmatched.meant(rule.pattern(), names.get(rule.scope()))
        .orElse("rules see names as the headers have them, not what another rule makes of them");
  }

  private static Map<Scope, Set<String>> names(Idl idl) {
    Map<Scope, Set<String>> names = new EnumMap<>(Scope.class);
    for (Scope scope : Scope.values()) {
      names.put(scope, new LinkedHashSet<>());
    }
    Declarations.forEach(
        idl,
        (key, declaration) -> {
          Scope scope =
              switch (declaration) {
                case Declaration.Function _ -> Scope.FUNCTIONS;
                case Declaration.Variable _ -> Scope.VARIABLES;
                case Declaration.Constant _ -> Scope.CONSTANTS;
                case Declaration.Enum _,
                    Declaration.Record _,
                    Declaration.Alias _,
                    Declaration.Callback _ ->
                    Scope.TYPES;
              };
          if (declaration instanceof Declaration.Enum e) {
            e.members().forEach(member -> names.get(Scope.ENUMERATORS).add(member.name()));
          }
          if (Declarations.isNamed(key)) {
            names.get(scope).add(Declarations.plainName(key));
          }
        });
    names.values().forEach(names.get(Scope.ALL)::addAll);
    return names;
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
