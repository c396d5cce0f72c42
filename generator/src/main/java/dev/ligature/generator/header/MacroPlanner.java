package dev.ligature.generator.header;

import dev.ligature.generator.header.ConstantExpression.Outcome;
import dev.ligature.generator.header.MacroProbe.Question;
import dev.ligature.generator.header.MacroTable.Macro;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Skip.Reason;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what is to become of macros. It knows nothing but their text, so that it can work while
 * another thread reads the declarations.
 */
final class MacroPlanner {
  /** Tokens of an expression that the compiler may be asked about. */
  private static final int MAX_TOKENS = 20_000;

  /**
   * As deep as clang follows brackets; operators and casts it follows until its stack is used up.
   */
  private static final int MAX_NESTING = 256;

  /** What cannot begin an expression, apart from types. */
  private static final Set<String> NOT_FIRST =
      Set.of(
          "extern",
          "static",
          "inline",
          "__inline",
          "__inline__",
          "__forceinline",
          "const",
          "__const",
          "volatile",
          "__volatile__",
          "typedef",
          "return",
          "if",
          "else",
          "for",
          "while",
          "do",
          "switch",
          "case",
          "default",
          "goto",
          "break",
          "continue",
          "register",
          "auto",
          "restrict",
          "__restrict",
          "__restrict__",
          "__declspec",
          "__attribute__",
          "__attribute",
          "asm",
          "__asm",
          "__asm__",
          "_Noreturn",
          "_Pragma",
          "__pragma",
          "__cdecl",
          "_cdecl",
          "__stdcall",
          "_stdcall",
          "__fastcall",
          "__thiscall",
          "__vectorcall",
          "_Static_assert",
          "_Alignas",
          "_Thread_local",
          "__thread",
          "__unaligned",
          "__ptr32",
          "__ptr64",
          "__w64",
          "_Nonnull",
          "_Nullable",
          "_Null_unspecified",
          "__block",
          "_Atomic",
          "__try",
          "__except",
          "__finally",
          "__leave",
          "typeof",
          "__typeof__",
          "__typeof",
          "__signed__");

  private static final Set<String> OPERATOR_WORDS =
      Set.of("sizeof", "_Alignof", "__alignof__", "__alignof", "_Generic", "__extension__");

  /** Words of expressions that only the compiler evaluates. */
  private static final Set<String> FOR_COMPILER =
      Set.of(
          "_Generic",
          "_Alignof",
          "__alignof__",
          "__alignof",
          "__extension__",
          "__int128",
          "__int128_t",
          "__uint128_t",
          "_Complex",
          "__real__",
          "__imag__",
          "float",
          "double");

  /** Macros and names that mean another thing at each place. */
  private static final Set<String> PLACES =
      Set.of(
          "__FILE__",
          "__LINE__",
          "__FILE_NAME__",
          "__BASE_FILE__",
          "__INCLUDE_LEVEL__",
          "__COUNTER__",
          "__DATE__",
          "__TIME__",
          "__TIMESTAMP__",
          "__func__",
          "__FUNCTION__",
          "__PRETTY_FUNCTION__");

  private final MacroTable macros;
  private final MacroRemovals removals;
  private final CLiterals literals;
  private final MacroEntries entries;
  private final MacroExpander expander;

  MacroPlanner(
      MacroTable macros, MacroRemovals removals, CLiterals literals, MacroEntries entries) {
    this.macros = macros;
    this.removals = removals;
    this.literals = literals;
    this.entries = entries;
    this.expander = new MacroExpander(macros, removals.unstable, removals.removed);
  }

  MacroPlan plan(Macro macro) {
    if (removals.removed.contains(macro.name)) {
      return skipped(macro, Reason.UNDEFINED_MACRO);
    }
    if (macro.functionLike) {
      return skipped(macro, Reason.FUNCTION_LIKE_MACRO);
    }
    boolean stable = !isUnstable(macro);
    if (macro.text().isEmpty()) {
      return skipped(macro, Reason.EMPTY_MACRO);
    }
    // Not by tokens(), which keeps them: most macros are one number that no other one names.
    Optional<List<CToken>> lexed = CToken.lex(macro.text());
    if (lexed.isEmpty()) {
      return skipped(macro, Reason.NOT_AN_EXPRESSION);
    }
    List<CToken> own = lexed.get();
    if (stable && own.size() == 1 && own.getFirst().kind() != CToken.Kind.IDENTIFIER) {
      if (ConstantExpression.evaluate(literals, Names.NONE, own)
          instanceof Outcome.Known(ConstantValue value, String _)) {
        return solved(macro, value);
      }
    }
    Optional<List<CToken>> expanded = expander.expand(macro.name, own);
    if (expanded.isEmpty() && expander.explodes(own)) {
      return skipped(macro, Reason.NOT_CONSTANT, "expands to too many tokens: ");
    }
    if (expanded.isEmpty()) {
      return new MacroPlan.Asked(question(macro, true));
    }
    List<CToken> list = expanded.get();
    boolean certain = stable && !expander.metUnstable();
    Optional<MacroPlan> decided = decide(macro, list, certain);
    if (decided.isPresent()) {
      return decided.get();
    }
    if (list.size() > MAX_TOKENS || nesting(list) > MAX_NESTING) {
      return skipped(macro, Reason.NOT_CONSTANT, "nests too deeply: ");
    }
    Question question = question(macro, list.stream().anyMatch(token -> token.is("(")));
    boolean sizes = list.stream().anyMatch(token -> token.isWord("sizeof"));
    return certain
            && list.stream()
                .noneMatch(
                    token -> isForCompiler(token) && !(sizes && token.kind() == CToken.Kind.STRING))
        ? new MacroPlan.Deferred(list, question)
        : new MacroPlan.Asked(question);
  }

  /** {@return whether an expression with that token is none that is evaluated here} */
  private static boolean isForCompiler(CToken token) {
    return switch (token.kind()) {
      case STRING -> true;
      case NUMBER -> CLiterals.floating(token.text()).isPresent();
      case IDENTIFIER ->
          FOR_COMPILER.contains(token.text())
              || (token.text().startsWith("__builtin_")
                  && !token.text().equals("__builtin_offsetof"));
      case PUNCTUATOR -> token.is("{") || token.is("##");
      case CHARACTER -> false;
    };
  }

  private Optional<MacroPlan> decide(Macro macro, List<CToken> list, boolean stable) {
    if (list.isEmpty()) {
      return Optional.of(skipped(macro, Reason.EMPTY_MACRO));
    }
    CToken first = list.getFirst();
    if (!isBalanced(list)
        || (first.kind() == CToken.Kind.IDENTIFIER && NOT_FIRST.contains(first.text()))) {
      return Optional.of(skipped(macro, Reason.NOT_AN_EXPRESSION));
    }
    if (list.size() == 2 && BuiltinTypes.TAGS.contains(first.text())) {
      CToken tag = list.getLast();
      return Optional.of(
          tag.kind() == CToken.Kind.IDENTIFIER
              ? new MacroPlan.Name(first.text() + " " + tag.text())
              : skipped(macro, Reason.NOT_AN_EXPRESSION));
    }
    if (first.kind() == CToken.Kind.IDENTIFIER
        && (BuiltinTypes.WORDS.contains(first.text())
            || BuiltinTypes.TAGS.contains(first.text()))) {
      return Optional.of(
          BuiltinTypes.parse(list, literals)
              .<MacroPlan>map(MacroPlan.BuiltinType::new)
              .orElseGet(() -> skipped(macro, Reason.NOT_AN_EXPRESSION)));
    }
    if (list.stream().anyMatch(CLiterals::isTooLarge)) {
      // Clang goes on with the low bits.
      return Optional.of(skipped(macro, Reason.INT128, "more than 64 bits: "));
    }
    if (list.stream().anyMatch(token -> PLACES.contains(token.text()))) {
      return Optional.of(skipped(macro, Reason.NOT_CONSTANT));
    }
    if (list.size() == 1 && first.kind() == CToken.Kind.IDENTIFIER) {
      if (macros.contains(first.text()) && macros.get(first.text()).functionLike) {
        return Optional.of(skipped(macro, Reason.FUNCTION_LIKE_MACRO));
      }
      return Optional.of(new MacroPlan.Name(first.text()));
    }
    for (int i = 0; i + 1 < list.size(); i++) {
      CToken token = list.get(i);
      if (token.kind() == CToken.Kind.IDENTIFIER
          && list.get(i + 1).is("(")
          && !macros.contains(token.text())
          && !OPERATOR_WORDS.contains(token.text())
          && !token.text().startsWith("__builtin_")) {
        return Optional.of(skipped(macro, Reason.NOT_CONSTANT));
      }
    }
    if (!stable) {
      return Optional.empty();
    }
    return switch (ConstantExpression.evaluate(literals, Names.NONE, list)) {
      case Outcome.Known(ConstantValue value, String _) -> Optional.of(solved(macro, value));
      case Outcome.Undeclared _ -> Optional.empty();
      case Outcome.Failure failure -> skipped(failure, macro);
    };
  }

  /** {@return what follows if an expression has no value that is known here; empty if not known} */
  Optional<MacroPlan> skipped(Outcome.Failure failure, Macro macro) {
    return switch (failure) {
      case UNCERTAIN -> Optional.empty();
      case SHIFTS_TOO_FAR ->
          Optional.of(skipped(macro, Reason.NOT_CONSTANT, "shifts by too many bits: "));
      case NOT_CONSTANT -> Optional.of(skipped(macro, Reason.NOT_CONSTANT));
      case NOT_AN_EXPRESSION -> Optional.of(skipped(macro, Reason.NOT_AN_EXPRESSION));
    };
  }

  private MacroPlan solved(Macro macro, ConstantValue value) {
    return new MacroPlan.Solved(entries.constant(macro, value, Optional.empty()));
  }

  private MacroPlan skipped(Macro macro, Reason reason) {
    return skipped(macro, reason, "");
  }

  private MacroPlan skipped(Macro macro, Reason reason, String remark) {
    boolean guard = reason == Reason.EMPTY_MACRO && entries.isGuard(macro);
    return new MacroPlan.Skipped(
        guard
            ? Optional.empty()
            : Optional.of(entries.skip(macro, reason, remark + MacroEntries.text(macro))));
  }

  /** {@return what the compiler is asked about a macro} */
  Question question(Macro macro, boolean address) {
    return new Question(macro.name, isUnstable(macro) ? macro.name : "", address);
  }

  /** {@return whether a macro may mean something else behind the headers, or nothing} */
  boolean isUnstable(Macro macro) {
    return removals.unstable.contains(macro.name);
  }

  /**
   * {@return how deep an expression nests, about: in brackets, and in operators and casts that wait
   * for what follows them}
   */
  private static int nesting(List<CToken> list) {
    Deque<Integer> around = new ArrayDeque<>();
    int deepest = 0;
    int outside = 0;
    int waiting = 0;
    int chosen = 0;
    boolean operand = false;
    for (CToken token : list) {
      if (token.is("(") || token.is("[") || token.is("{")) {
        around.push(waiting + chosen + 1);
        outside += waiting + chosen + 1;
        waiting = 0;
        chosen = 0;
        operand = false;
      } else if (token.is(")") || token.is("]") || token.is("}")) {
        // Behind brackets another operand may follow, if they were a cast.
        int inside = around.isEmpty() ? 0 : around.pop();
        outside -= inside;
        waiting = inside;
        chosen = 0;
        operand = true;
      } else if (token.is("?") || token.is("=")) {
        chosen += waiting + 1;
        waiting = 0;
        operand = false;
      } else if (token.kind() != CToken.Kind.PUNCTUATOR && !OPERATOR_WORDS.contains(token.text())) {
        operand = true;
      } else if (operand) {
        waiting = 0;
        operand = false;
      } else {
        waiting++;
      }
      deepest = Math.max(deepest, outside + waiting + chosen);
    }
    return deepest;
  }

  /** {@return whether brackets match and nothing ends the expression before its end} */
  private static boolean isBalanced(List<CToken> list) {
    StringBuilder open = new StringBuilder();
    CToken before = null;
    for (CToken token : list) {
      if (token.kind() == CToken.Kind.PUNCTUATOR) {
        switch (token.text()) {
          case "(" -> open.append(')');
          case "[" -> open.append(']');
          case "{" -> {
            // Only a compound literal has one.
            if (before == null || !before.is(")")) {
              if (open.indexOf("}") < 0) {
                return false;
              }
            }
            open.append('}');
          }
          case ")", "]", "}" -> {
            int last = open.length() - 1;
            if (last < 0 || open.charAt(last) != token.text().charAt(0)) {
              return false;
            }
            open.setLength(last);
          }
          case "," -> {
            if (open.isEmpty()) {
              return false;
            }
          }
          case ";" -> {
            return false;
          }
          default -> {}
        }
      }
      before = token;
    }
    return open.isEmpty();
  }
}
