package dev.ligature.generator.header;

import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TypeKind;
import dev.ligature.generator.header.MacroProbe.Answer;
import dev.ligature.generator.header.MacroProbe.Question;
import dev.ligature.generator.header.MacroTable.Macro;
import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.ConstantValue.AliasKind;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Skip.Reason;
import dev.ligature.idl.Target;
import dev.ligature.idl.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Turns the wanted files' macros into constants, aliases and skips. What is a literal, or an
 * expression of literals, is worked out here; what is another name is looked up among the
 * declarations; the rest the compiler is asked about. All that happens on a thread of its own while
 * the declarations are read.
 */
final class MacroReader {
  private static final int MAX_TEXT = 200;

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

  private static final Set<String> TYPE_WORDS =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "_Bool",
          "_Complex",
          "__int8",
          "__int16",
          "__int32",
          "__int64",
          "__int128",
          "struct",
          "union",
          "enum");

  private static final Set<String> TAG_WORDS = Set.of("struct", "union", "enum");

  private static final Set<String> OPERATOR_WORDS =
      Set.of("sizeof", "_Alignof", "__alignof__", "__alignof", "_Generic", "__extension__");

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

  /** What is to become of a macro. */
  private sealed interface Plan {
    record Solved(ConstantValue value) implements Plan {}

    /** Another name or {@code struct tag}, which a declaration may explain. */
    record Name(String target) implements Plan {}

    /** A type in C's own words. */
    record BuiltinType(Converted type) implements Plan {}

    record Skipped(Reason reason, String detail) implements Plan {}

    record Asked(Question question) implements Plan {}
  }

  private final MacroTable macros;
  private final OwnFiles own;
  private final FileNames names;
  private final SourceText source;
  private final DeclarationTable table;
  private final CLiterals literals;
  private final MacroProbe probe;
  private final Set<String> unstable;
  private final Set<String> removed;
  private final MacroExpander expander;
  private final List<Macro> wanted = new ArrayList<>();
  private final List<Plan> plans = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final CompletableFuture<Optional<List<Answer>>> answers = new CompletableFuture<>();

  MacroReader(
      MacroTable macros,
      OwnFiles own,
      FileNames names,
      SourceText source,
      DeclarationTable table,
      Target target,
      MacroProbe probe) {
    this.macros = macros;
    this.own = own;
    this.names = names;
    this.source = source;
    this.table = table;
    this.literals = new CLiterals(target);
    this.probe = probe;
    this.unstable = new HashSet<>();
    this.removed = new HashSet<>();
    this.expander = new MacroExpander(macros, unstable, removed);
  }

  /** Collects the wanted macros and starts what needs no declarations, without waiting for it. */
  void begin() {
    List<Macro> all = macros.all();
    Set<SourceFile> scanned = new HashSet<>();
    for (Macro macro : all) {
      if (isOwn(macro)) {
        wanted.add(macro);
        if (macro.redefined) {
          unstable.add(macro.name);
        }
        if (scanned.add(macro.file())) {
          removals(macro.file());
        }
      }
    }
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                answers.complete(planAndAsk());
              } catch (RuntimeException | Error e) {
                answers.completeExceptionally(e);
              }
            },
            "macro-probe",
            64L << 20);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Decides about each macro and asks the compiler if it has to. It looks at the macros' text
   * alone, not at the translation unit, which another thread reads meanwhile.
   *
   * @return the answers to {@link #asked}; empty if the compiler was not needed
   */
  private Optional<List<Answer>> planAndAsk() {
    boolean needed = false;
    for (Macro macro : wanted) {
      Plan plan = plan(macro);
      plans.add(plan);
      needed |= plan instanceof Plan.Asked;
    }
    if (!needed) {
      return Optional.empty();
    }
    // Other names ride along: asking costs little once the headers are parsed again.
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      Macro macro = wanted.get(i);
      Optional<Question> question =
          switch (plans.get(i)) {
            case Plan.Asked(Question q) -> Optional.of(q);
            case Plan.Name _ -> Optional.of(question(macro, false));
            case Plan.BuiltinType _ when unstable.contains(macro.name) ->
                Optional.of(question(macro, false));
            default -> Optional.empty();
          };
      if (question.isPresent()) {
        questions.add(question.get());
        asked.add(i);
      }
    }
    return Optional.of(probe.ask(questions));
  }

  /** {@return whether some definition is in a wanted file: the last one may be elsewhere} */
  private boolean isOwn(Macro macro) {
    Optional<Macro> one = Optional.of(macro);
    while (one.isPresent()) {
      if (own.contains(one.get().file())) {
        return true;
      }
      one = one.get().before;
    }
    return false;
  }

  /**
   * Looks for what removes macros in a file. If that happens in the file of the only definition, it
   * is plain what comes first; else only the compiler knows.
   */
  private void removals(SourceFile file) {
    int[] skipped = source.skipped(file);
    Directives.removals(
        source.contents(file),
        (name, offset, undef) -> {
          if (!macros.contains(name)) {
            return;
          }
          Macro macro = macros.get(name);
          if (!undef || macro.redefined || macro.file() != file) {
            unstable.add(name);
          } else if (offset > macro.place.offset() && !isSkipped(skipped, offset)) {
            removed.add(name);
          }
        });
  }

  private static boolean isSkipped(int[] ranges, int offset) {
    for (int i = 0; i < ranges.length; i += 2) {
      if (offset >= ranges[i] && offset < ranges[i + 1]) {
        return true;
      }
    }
    return false;
  }

  private Question question(Macro macro, boolean address) {
    return new Question(macro.name, unstable.contains(macro.name) ? macro.name : "", address);
  }

  private Plan plan(Macro macro) {
    if (removed.contains(macro.name)) {
      return new Plan.Skipped(Reason.UNDEFINED_MACRO, shortened(macro.text()));
    }
    if (macro.functionLike) {
      return new Plan.Skipped(Reason.FUNCTION_LIKE_MACRO, shortened(macro.text()));
    }
    boolean stable = !unstable.contains(macro.name);
    if (macro.text().isEmpty()) {
      return new Plan.Skipped(Reason.EMPTY_MACRO, "");
    }
    // Not by tokens(), which keeps them: most macros are one number that no other one names.
    Optional<List<CToken>> lexed = CToken.lex(macro.text());
    if (lexed.isEmpty()) {
      return new Plan.Skipped(Reason.NOT_AN_EXPRESSION, shortened(macro.text()));
    }
    List<CToken> own = lexed.get();
    if (stable && own.size() == 1 && own.getFirst().kind() != CToken.Kind.IDENTIFIER) {
      Optional<ConstantValue> value = ConstantExpression.evaluate(literals, own);
      if (value.isPresent()) {
        return new Plan.Solved(value.get());
      }
    }
    Optional<List<CToken>> expanded = expander.expand(macro.name, own);
    if (expanded.isEmpty() && expander.explodes(own)) {
      return new Plan.Skipped(
          Reason.NOT_CONSTANT, "expands to too many tokens: " + shortened(macro.text()));
    }
    if (expanded.isEmpty()) {
      return new Plan.Asked(question(macro, true));
    }
    List<CToken> list = expanded.get();
    Optional<Plan> decided = decide(macro, list, stable && !expander.metUnstable());
    return decided.orElseGet(
        () -> new Plan.Asked(question(macro, list.stream().anyMatch(token -> token.is("(")))));
  }

  private Optional<Plan> decide(Macro macro, List<CToken> list, boolean stable) {
    if (list.isEmpty()) {
      return Optional.of(new Plan.Skipped(Reason.EMPTY_MACRO, shortened(macro.text())));
    }
    CToken first = list.getFirst();
    if (!isBalanced(list)
        || (first.kind() == CToken.Kind.IDENTIFIER && NOT_FIRST.contains(first.text()))) {
      return Optional.of(new Plan.Skipped(Reason.NOT_AN_EXPRESSION, shortened(macro.text())));
    }
    if (list.size() == 2 && TAG_WORDS.contains(first.text())) {
      CToken tag = list.getLast();
      return Optional.of(
          tag.kind() == CToken.Kind.IDENTIFIER
              ? new Plan.Name(first.text() + " " + tag.text())
              : new Plan.Skipped(Reason.NOT_AN_EXPRESSION, shortened(macro.text())));
    }
    if (first.kind() == CToken.Kind.IDENTIFIER && TYPE_WORDS.contains(first.text())) {
      return Optional.of(
          BuiltinTypes.parse(list, literals)
              .<Plan>map(Plan.BuiltinType::new)
              .orElseGet(
                  () -> new Plan.Skipped(Reason.NOT_AN_EXPRESSION, shortened(macro.text()))));
    }
    if (list.stream().anyMatch(CLiterals::isTooLarge)) {
      // Clang goes on with the low bits.
      return Optional.of(
          new Plan.Skipped(Reason.INT128, "more than 64 bits: " + shortened(macro.text())));
    }
    if (list.stream().anyMatch(token -> PLACES.contains(token.text()))) {
      return Optional.of(new Plan.Skipped(Reason.NOT_CONSTANT, shortened(macro.text())));
    }
    if (list.size() == 1 && first.kind() == CToken.Kind.IDENTIFIER) {
      if (macros.contains(first.text()) && macros.get(first.text()).functionLike) {
        return Optional.of(new Plan.Skipped(Reason.FUNCTION_LIKE_MACRO, shortened(macro.text())));
      }
      return Optional.of(new Plan.Name(first.text()));
    }
    for (int i = 0; i + 1 < list.size(); i++) {
      CToken token = list.get(i);
      if (token.kind() == CToken.Kind.IDENTIFIER
          && list.get(i + 1).is("(")
          && !macros.contains(token.text())
          && !OPERATOR_WORDS.contains(token.text())
          && !token.text().startsWith("__builtin_")) {
        return Optional.of(new Plan.Skipped(Reason.NOT_CONSTANT, shortened(macro.text())));
      }
    }
    if (!stable) {
      return Optional.empty();
    }
    Optional<ConstantValue> value = ConstantExpression.evaluate(literals, list);
    if (value.isEmpty() && ConstantExpression.isUndefined(literals, list)) {
      return Optional.of(
          new Plan.Skipped(
              Reason.NOT_CONSTANT, "shifts by too many bits: " + shortened(macro.text())));
    }
    return value.map(Plan.Solved::new);
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

  private boolean isGuard(Macro macro) {
    return Directives.isIncludeGuard(
        source.contents(macro.file()), macro.place.offset(), macro.name);
  }

  private static String shortened(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
  }

  /** Puts the constants into the table, now that the declarations are known. */
  void finish() {
    Map<String, Declaration.Enumerator> enumerators = new HashMap<>();
    Map<String, CType> enumTypes = new HashMap<>();
    for (Declaration.Enum one : table.enums.values()) {
      for (Declaration.Enumerator member : one.members()) {
        enumerators.put(member.name(), member);
        enumTypes.put(member.name(), one.ctype());
      }
    }
    Map<Integer, Answer> byPlan = new HashMap<>();
    Optional<List<Answer>> answered = join();
    if (answered.isPresent()) {
      List<Answer> list = answered.get();
      for (int i = 0; i < list.size(); i++) {
        byPlan.put(asked.get(i), list.get(i));
      }
    } else {
      askLate(byPlan, enumerators);
    }
    List<Integer> aggregates = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (plans.get(i) instanceof Plan.Asked && byPlan.get(i) instanceof Answer.Aggregate) {
        aggregates.add(i);
      }
    }
    Map<Integer, ConstantValue> compounds =
        aggregates.isEmpty()
            ? Map.of()
            : new CompoundProbe(table, probe).ask(aggregates, wanted, byPlan);
    for (int i = 0; i < wanted.size(); i++) {
      Macro macro = wanted.get(i);
      Optional<Answer> answer = Optional.ofNullable(byPlan.get(i));
      if (answer.equals(Optional.of(Answer.Undefined.INSTANCE))) {
        skip(macro, Reason.UNDEFINED_MACRO, shortened(macro.text()));
        continue;
      }
      switch (plans.get(i)) {
        case Plan.Solved(ConstantValue value) -> constant(macro, value, Optional.empty());
        case Plan.Skipped(Reason reason, String detail) -> {
          if (reason != Reason.EMPTY_MACRO || !isGuard(macro)) {
            skip(macro, reason, detail);
          }
        }
        case Plan.BuiltinType(Converted type) -> alias(macro, type);
        case Plan.Name(String target) -> name(macro, target, answer, enumerators, enumTypes);
        case Plan.Asked _ -> {
          ConstantValue compound = compounds.get(i);
          if (compound != null) {
            constant(macro, compound, Optional.empty());
          } else {
            answered(macro, answer.orElse(Answer.NotAnExpression.INSTANCE));
          }
        }
      }
    }
  }

  private Optional<List<Answer>> join() {
    try {
      return answers.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        default -> throw e;
      }
    }
  }

  /** Asks about names that no declaration explains, where nothing else had to be asked. */
  private void askLate(
      Map<Integer, Answer> byPlan, Map<String, Declaration.Enumerator> enumerators) {
    List<Question> questions = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      boolean removable = unstable.contains(wanted.get(i).name);
      boolean ask =
          switch (plans.get(i)) {
            case Plan.Name(String target) ->
                removable || (!isDeclared(target) && !enumerators.containsKey(target));
            case Plan.BuiltinType _ -> removable;
            default -> false;
          };
      if (ask) {
        questions.add(question(wanted.get(i), false));
        indices.add(i);
      }
    }
    if (!questions.isEmpty()) {
      List<Answer> list = probe.ask(questions);
      for (int i = 0; i < list.size(); i++) {
        byPlan.put(indices.get(i), list.get(i));
      }
    }
  }

  private boolean isDeclared(String name) {
    return table.functions.containsKey(name)
        || table.variables.containsKey(name)
        || table.constants.containsKey(name)
        || isType(name)
        || Types.isStandard(name);
  }

  private boolean isType(String name) {
    return table.aliases.containsKey(name)
        || table.callbacks.containsKey(name)
        || table.records.containsKey(name)
        || table.enums.containsKey(name);
  }

  private void name(
      Macro macro,
      String target,
      Optional<Answer> answer,
      Map<String, Declaration.Enumerator> enumerators,
      Map<String, CType> enumTypes) {
    boolean itself = target.equals(macro.name);
    if (itself && (isDeclared(target) || enumerators.containsKey(target))) {
      // #define stdin stdin says only that there is one.
      return;
    }
    if (enumerators.containsKey(target)) {
      BigInteger value = enumerators.get(target).value();
      // An enumerator is an int wherever it fits (C17 6.7.2.2).
      CType ctype = value.bitLength() < 32 ? CType.I32 : enumTypes.get(target);
      constant(macro, new ConstantValue.Int(value, ctype), Optional.empty());
    } else if (table.functions.containsKey(target)) {
      constant(macro, new ConstantValue.Alias(target, AliasKind.FUNCTION), Optional.empty());
    } else if (table.variables.containsKey(target)) {
      constant(macro, new ConstantValue.Alias(target, AliasKind.VARIABLE), Optional.empty());
    } else if (target.indexOf(' ') > 0 && table.records.containsKey(target)) {
      alias(
          macro,
          new Converted(
              new Type.RecordRef(target), new Lowering.ByValue(target), Optional.empty()));
    } else if (target.indexOf(' ') > 0 && table.enums.containsKey(target)) {
      alias(macro, Converted.of(new Type.EnumRef(target), table.enums.get(target).ctype()));
    } else if (isType(target)) {
      constant(macro, new ConstantValue.Alias(target, AliasKind.TYPE), Optional.empty());
    } else if (table.constants.containsKey(target)) {
      Declaration.Constant other = table.constants.get(target);
      constant(macro, other.value(), other.type());
    } else if (Types.isStandard(target)
        && answer.equals(Optional.of(Answer.NotAnExpression.INSTANCE))) {
      alias(macro, BuiltinTypes.standard(target));
    } else {
      switch (answer.orElse(Answer.NotAnExpression.INSTANCE)) {
        case Answer.Value value -> answered(macro, value);
        case Answer.NotConstant _, Answer.Aggregate _ ->
            skip(
                macro,
                Reason.NOT_CONSTANT,
                "stands for " + target + ", which is not among the declarations");
        case Answer.NotAnExpression _, Answer.Undefined _ ->
            skip(macro, Reason.NOT_AN_EXPRESSION, shortened(macro.text()));
      }
    }
  }

  private void answered(Macro macro, Answer answer) {
    switch (answer) {
      case Answer.Value(ConstantValue value, String type) ->
          constant(macro, value, type.isEmpty() ? Optional.empty() : typeNamed(type));
      case Answer.NotConstant(TypeKind kind, String _) ->
          skip(
              macro,
              kind == TypeKind.INT128 || kind == TypeKind.UINT128
                  ? Reason.INT128
                  : kind == TypeKind.COMPLEX ? Reason.COMPLEX : Reason.NOT_CONSTANT,
              shortened(macro.text()));
      case Answer.Aggregate _ -> skip(macro, Reason.NOT_CONSTANT, shortened(macro.text()));
      case Answer.NotAnExpression _ ->
          skip(macro, Reason.NOT_AN_EXPRESSION, shortened(macro.text()));
      case Answer.Undefined _ -> skip(macro, Reason.UNDEFINED_MACRO, shortened(macro.text()));
    }
  }

  private Optional<Type> typeNamed(String name) {
    return table.aliases.containsKey(name) || table.callbacks.containsKey(name)
        ? Optional.of(new Type.AliasRef(name))
        : Optional.empty();
  }

  private void constant(Macro macro, ConstantValue value, Optional<Type> type) {
    if (table.functions.containsKey(macro.name) || table.variables.containsKey(macro.name)) {
      // The macro hides a declaration of its own name, which stays reachable by it.
      return;
    }
    table.constants.put(
        macro.name,
        new Declaration.Constant(
            value, type, macro.text(), doc(macro), names.location(macro.place)));
  }

  /** A macro for a type does what a typedef does. */
  private void alias(Macro macro, Converted type) {
    if (!table.aliases.containsKey(macro.name)) {
      table.aliases.put(
          macro.name,
          new Declaration.Alias(
              type.type(),
              type.lowering(),
              Optional.empty(),
              doc(macro),
              names.location(macro.place)));
    }
  }

  private Optional<Doc> doc(Macro macro) {
    return Directives.doc(source.contents(macro.file()), macro.place.offset())
        .flatMap(DocComment::parse);
  }

  private void skip(Macro macro, Reason reason, String detail) {
    table.skips.add(new Skip(macro.name, reason, detail, Optional.of(names.location(macro.place))));
  }
}
