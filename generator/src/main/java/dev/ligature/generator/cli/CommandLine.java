package dev.ligature.generator.cli;

import dev.ligature.generator.passes.Spelling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A parsed command line. Values follow their option after a blank or a {@code =}; those of clang's
 * one-letter options may follow at once; {@code -f…}, {@code -m…}, {@code -W…} and {@code -pthread}
 * are clang's as they are. {@code --} ends the options. Of an option given twice the last counts,
 * unless it is repeatable.
 */
final class CommandLine {
  private final Map<String, List<String>> values = new HashMap<>();
  private final List<String> clang = new ArrayList<>();
  private final List<String> headers = new ArrayList<>();

  private CommandLine() {}

  /**
   * Parses the arguments by the table of {@link Options}.
   *
   * @throws UserException if they are malformed
   */
  static CommandLine parse(List<String> arguments) {
    CommandLine parsed = new CommandLine();
    Map<String, Option> byName = new HashMap<>();
    for (Option option : Options.ALL) {
      for (String name : option.names()) {
        byName.put(name, option);
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        parsed.headers.addAll(arguments.subList(i + 1, arguments.size()));
        break;
      }
      if (!argument.startsWith("-") || argument.equals("-")) {
        parsed.headers.add(argument);
        continue;
      }
      Option option = byName.get(argument);
      int equals = argument.indexOf('=');
      if (option != null && option.isFlag()) {
        parsed.add(option, "");
      } else if (option != null) {
        if (++i == arguments.size()) {
          throw new UserException(
              ExitCode.USAGE, argument + " needs a value: " + argument + " " + option.label());
        }
        parsed.add(option, arguments.get(i));
      } else if (equals > 0 && byName.containsKey(argument.substring(0, equals))) {
        Option named = byName.get(argument.substring(0, equals));
        if (named.isFlag()) {
          throw new UserException(ExitCode.USAGE, named.name() + " takes no value");
        }
        parsed.add(named, argument.substring(equals + 1));
      } else {
        parsed.addJoined(argument);
      }
    }
    return parsed;
  }

  private void addJoined(String argument) {
    for (Option option : Options.ALL) {
      if (option.joined() && argument.startsWith(option.name())) {
        add(option, argument.substring(option.name().length()));
        return;
      }
    }
    if (isCompilerFlag(argument)) {
      clang.add(argument);
      return;
    }
    throw unknown(argument);
  }

  /** What {@code pkg-config --cflags} says besides -I and -D, so that its output can be pasted. */
  private static boolean isCompilerFlag(String argument) {
    return argument.length() > 2 && "fmW".indexOf(argument.charAt(1)) >= 0
        || argument.equals("-pthread");
  }

  private void add(Option option, String value) {
    if (!option.isClang()) {
      values.computeIfAbsent(option.name(), _ -> new ArrayList<>()).add(value);
    } else if (option.clang().equals(Options.VERBATIM)) {
      clang.add(value);
    } else if (option.clang().endsWith(" ")) {
      clang.add(option.clang().strip());
      clang.add(value);
    } else {
      clang.add(option.clang() + value);
    }
  }

  private static UserException unknown(String argument) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    List<String> candidates = new ArrayList<>();
    for (Option option : Options.ALL) {
      option.names().stream().filter(candidate -> candidate.length() > 2).forEach(candidates::add);
    }
    Optional<String> nearest = Spelling.nearest(name, candidates, 2);
    return new UserException(
        ExitCode.USAGE,
        "unknown option '"
            + name
            + "': "
            + nearest
                .map(candidate -> "did you mean " + candidate + "?")
                .orElse("see bindgen --help"));
  }

  boolean flag(String name) {
    return values.containsKey(name);
  }

  Optional<String> one(String name) {
    List<String> given = values.get(name);
    return given == null ? Optional.empty() : Optional.of(given.getLast());
  }

  private List<String> many(String name) {
    return values.getOrDefault(name, List.of());
  }

  private Optional<Path> path(String name) {
    return one(name).map(Path::of);
  }

  private Optional<Boolean> set(String name) {
    return flag(name) ? Optional.of(true) : Optional.empty();
  }

  /** {@return what the command line says, without the config file} */
  Settings settings() {
    List<String> targets = many("--target");
    if (targets.size() > 1) {
      throw new UserException(
          ExitCode.USAGE,
          "several targets can't be merged into one binding yet: run bindgen once for each"
              + " --target");
    }
    for (String regex : many("--allow")) {
      checkRegex("--allow", regex);
    }
    for (String regex : many("--block")) {
      checkRegex("--block", regex);
    }
    return new Settings(
        headers,
        many("-o"),
        one("--module"),
        one("--target"),
        clang,
        libraries(),
        path("--exports"),
        many("--allow"),
        many("--block"),
        many("--allow-header"),
        set("--everything"),
        set("--full-intrinsics"),
        many("--rename"),
        path("--overlay"),
        one("--idl-out"),
        path("--templates"),
        choice("--lang", Settings.Language.values()),
        one("--package"),
        path("--depfile"),
        one("--report"),
        set("--keep-going"));
  }

  private Map<String, String> libraries() {
    Map<String, String> libraries = new LinkedHashMap<>();
    for (String text : many("--library")) {
      int equals = text.indexOf('=');
      libraries.put(equals < 0 ? "" : text.substring(0, equals), text.substring(equals + 1));
    }
    return libraries;
  }

  Console.Format diagnosticsFormat() {
    return choice("--diagnostics", Console.Format.values()).orElse(Console.Format.TEXT);
  }

  /** What {@code --color} may be. */
  enum When {
    AUTO,
    ALWAYS,
    NEVER
  }

  When color() {
    return choice("--color", When.values()).orElse(When.AUTO);
  }

  private <E extends Enum<E>> Optional<E> choice(String option, E[] constants) {
    Optional<String> text = one(option);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.get())) {
        return Optional.of(constant);
      }
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    throw new UserException(
        ExitCode.USAGE,
        option + " is one of " + String.join(", ", names) + ", not '" + text.get() + "'");
  }

  /**
   * Checks a regular expression.
   *
   * @throws UserException if it is none
   */
  static void checkRegex(String where, String regex) {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new UserException(
          ExitCode.USAGE,
          where + ": '" + regex + "' is no regular expression: " + e.getDescription(),
          e);
    }
  }
}
