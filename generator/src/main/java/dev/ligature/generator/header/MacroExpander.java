package dev.ligature.generator.header;

import dev.ligature.generator.header.MacroTable.Macro;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces macros by what they stand for (C17 6.10.3): object-like ones, and function-like ones
 * with {@code ##} but without {@code #} and {@code ...}, which the compiler does better.
 */
final class MacroExpander {
  private static final int MAX_TOKENS = 4000;
  private static final int MAX_DEPTH = 300;

  /** Tokens that the compiler may be asked to expand a macro to, however deep they nest. */
  private static final int MAX_EXPANSION = 1000;

  /** Macros within macros whose tokens are counted. */
  private static final int MAX_COUNTED_DEPTH = 2000;

  /** The expansion is too long, or needs more than this class does. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused() {
      super(null, null, false, false);
    }
  }

  private final MacroTable macros;
  private final Set<String> unstable;
  private final Set<String> removed;
  private boolean metUnstable;
  private int produced;
  private int work;

  /**
   * @param unstable names whose definition at the end of the headers may be another one
   * @param removed names that mean no macro any more at the end of the headers
   */
  MacroExpander(MacroTable macros, Set<String> unstable, Set<String> removed) {
    this.removed = removed;
    this.macros = macros;
    this.unstable = unstable;
  }

  /** {@return the tokens of a macro, expanded; empty if only the compiler can do that} */
  Optional<List<CToken>> expand(String name, List<CToken> tokens) {
    metUnstable = false;
    produced = 0;
    Set<String> hidden = new HashSet<>();
    hidden.add(name);
    try {
      return Optional.of(expand(tokens, hidden, 0));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /** {@return whether the last expansion met a macro that is redefined or removed somewhere} */
  boolean metUnstable() {
    return metUnstable;
  }

  /**
   * {@return whether a macro is so long when it is expanded that nobody should try: each of forty
   * macros that holds the one before it twice, and the compiler never ends}
   */
  boolean explodes(List<CToken> tokens) {
    work = 0;
    return size(tokens, Map.of(), 0) > MAX_EXPANSION;
  }

  /** {@return about how many tokens that is; more than the limit as soon as it is more} */
  private long size(List<CToken> tokens, Map<String, Long> arguments, int depth) {
    long sum = 0;
    for (int i = 0; i < tokens.size() && sum <= MAX_EXPANSION; i++) {
      if (++work > MAX_EXPANSION || depth > MAX_COUNTED_DEPTH) {
        return MAX_EXPANSION + 1;
      }
      CToken token = tokens.get(i);
      Long argument = arguments.get(token.text());
      if (argument != null) {
        sum += argument;
      } else if (token.kind() != CToken.Kind.IDENTIFIER || !macros.contains(token.text())) {
        sum++;
      } else {
        Macro macro = macros.get(token.text());
        Optional<List<CToken>> body = macro.tokens();
        Map<String, Long> inner = Map.of();
        if (macro.functionLike && body.isPresent()) {
          // Each parameter counts for all the arguments of the call.
          long given = i + 1 < tokens.size() ? size(rest(tokens, i + 1), arguments, depth + 1) : 1;
          inner = new HashMap<>();
          for (CToken parameter : body.get()) {
            if (parameter.is(")")) {
              break;
            }
            inner.put(parameter.text(), given);
          }
        }
        sum += body.isEmpty() ? 1 : size(body.get(), inner, depth + 1);
      }
    }
    return sum;
  }

  private static List<CToken> rest(List<CToken> tokens, int open) {
    try {
      return tokens.get(open).is("(") ? tokens.subList(open + 1, closing(tokens, open)) : List.of();
    } catch (Refused e) {
      return List.of();
    }
  }

  private List<CToken> expand(List<CToken> tokens, Set<String> hidden, int depth) throws Refused {
    if (depth > MAX_DEPTH) {
      throw new Refused();
    }
    List<CToken> out = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      CToken token = tokens.get(i);
      if (!isMacro(token, hidden)) {
        out.add(token);
        continue;
      }
      Macro macro = macros.get(token.text());
      if (macro.functionLike) {
        if (i + 1 == tokens.size() || !tokens.get(i + 1).is("(")) {
          out.add(token);
          continue;
        }
        int end = closing(tokens, i + 1);
        out.addAll(replaced(macro, tokens.subList(i + 2, end), hidden, depth));
        i = end;
      } else {
        out.addAll(replaced(macro, List.of(), hidden, depth));
      }
      // What a replacement ends with may be called by what follows it (C17 6.10.3.4).
      while (!out.isEmpty()
          && i + 1 < tokens.size()
          && tokens.get(i + 1).is("(")
          && isMacro(out.getLast(), hidden)
          && macros.get(out.getLast().text()).functionLike) {
        Macro called = macros.get(out.removeLast().text());
        int end = closing(tokens, i + 1);
        out.addAll(replaced(called, tokens.subList(i + 2, end), hidden, depth));
        i = end;
      }
    }
    return out;
  }

  private boolean isMacro(CToken token, Set<String> hidden) {
    return token.kind() == CToken.Kind.IDENTIFIER
        && !hidden.contains(token.text())
        && !removed.contains(token.text())
        && macros.contains(token.text());
  }

  /** {@return what stands for a macro, expanded} */
  private List<CToken> replaced(Macro macro, List<CToken> arguments, Set<String> hidden, int depth)
      throws Refused {
    metUnstable |= unstable.contains(macro.name);
    List<CToken> body = macro.tokens().orElseThrow(Refused::new);
    if (macro.functionLike) {
      body = substitute(body, arguments, hidden, depth);
    }
    produced += body.size();
    if (produced > MAX_TOKENS) {
      throw new Refused();
    }
    boolean added = hidden.add(macro.name);
    List<CToken> expanded = expand(body, hidden, depth + 1);
    if (added) {
      hidden.remove(macro.name);
    }
    return expanded;
  }

  private static int closing(List<CToken> tokens, int open) throws Refused {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")") && --depth == 0) {
        return i;
      }
    }
    throw new Refused();
  }

  /**
   * Puts arguments into a body.
   *
   * @param definition the parameters in parentheses and the replacement list
   */
  private List<CToken> substitute(
      List<CToken> definition, List<CToken> arguments, Set<String> hidden, int depth)
      throws Refused {
    int close = closing(definition, 0);
    List<List<CToken>> given = split(arguments);
    Map<String, List<CToken>> byName = new HashMap<>();
    int count = 0;
    for (int i = 1; i < close; i++) {
      CToken token = definition.get(i);
      if (token.kind() == CToken.Kind.IDENTIFIER) {
        if (count == given.size()) {
          throw new Refused();
        }
        byName.put(token.text(), given.get(count++));
      } else if (!token.is(",")) {
        throw new Refused();
      }
    }
    if (count != given.size() && !(count == 0 && arguments.isEmpty())) {
      throw new Refused();
    }
    List<CToken> body = definition.subList(close + 1, definition.size());
    List<CToken> out = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      CToken token = body.get(i);
      if (token.is("##")) {
        if (out.isEmpty() || i + 1 == body.size()) {
          throw new Refused();
        }
        List<CToken> right = raw(body.get(++i), byName);
        if (right.isEmpty()) {
          continue;
        }
        CToken left = out.removeLast();
        List<CToken> pasted =
            CToken.lex(left.text() + right.getFirst().text()).orElseThrow(Refused::new);
        if (pasted.size() != 1) {
          throw new Refused();
        }
        out.addAll(pasted);
        out.addAll(right.subList(1, right.size()));
        continue;
      }
      List<CToken> argument = byName.get(token.text());
      if (token.kind() != CToken.Kind.IDENTIFIER || argument == null) {
        out.add(token);
      } else if (i + 1 < body.size() && body.get(i + 1).is("##")) {
        if (argument.isEmpty()) {
          throw new Refused();
        }
        out.addAll(argument);
      } else {
        out.addAll(expand(argument, hidden, depth + 1));
      }
    }
    return out;
  }

  private static List<CToken> raw(CToken token, Map<String, List<CToken>> arguments) {
    List<CToken> argument = arguments.get(token.text());
    return token.kind() == CToken.Kind.IDENTIFIER && argument != null ? argument : List.of(token);
  }

  private static List<List<CToken>> split(List<CToken> arguments) {
    List<List<CToken>> list = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < arguments.size(); i++) {
      CToken token = arguments.get(i);
      if (token.is("(")) {
        depth++;
      } else if (token.is(")")) {
        depth--;
      } else if (depth == 0 && token.is(",")) {
        list.add(arguments.subList(start, i));
        start = i + 1;
      }
    }
    list.add(arguments.subList(start, arguments.size()));
    return list;
  }
}
