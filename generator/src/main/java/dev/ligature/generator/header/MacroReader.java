package dev.ligature.generator.header;

import dev.ligature.generator.clang.SourceFile;
import dev.ligature.generator.clang.TypeKind;
import dev.ligature.generator.header.ConstantExpression.Outcome;
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
import java.util.LinkedHashMap;
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

  /** Macros of the compiler's own in one expression. */
  private static final int MAX_PREDEFINED = 16;

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

  /** What is to become of a macro. */
  private sealed interface Plan {
    record Solved(ConstantValue value) implements Plan {}

    /** Another name or {@code struct tag}, which a declaration may explain. */
    record Name(String target) implements Plan {}

    /** A type in C's own words. */
    record BuiltinType(Converted type) implements Plan {}

    record Skipped(Reason reason, String detail) implements Plan {}

    /** To be evaluated when all names are known; what remains then the compiler is asked. */
    record Deferred(List<CToken> tokens, Question question) implements Plan {}

    record Asked(Question question) implements Plan {}
  }

  /** A file that defines macros, with the parts that the preprocessor left out. */
  private record Source(SourceFile file, boolean wanted, List<int[]> skipped) {}

  private final MacroTable macros;
  private final OwnFiles own;
  private final ForeignNames foreign;
  private final FileNames names;
  private final SourceText source;
  private final DeclarationTable table;
  private final CLiterals literals;
  private final MacroProbe probe;
  private final MacroRemovals removals;
  private final MacroExpander expander;
  private final List<Source> sources = new ArrayList<>();
  private final List<Macro> wanted = new ArrayList<>();
  private final List<Plan> plans = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private final CompletableFuture<Optional<List<Answer>>> answers = new CompletableFuture<>();

  MacroReader(
      MacroTable macros,
      OwnFiles own,
      MacroRemovals removals,
      ForeignNames foreign,
      FileNames names,
      SourceText source,
      DeclarationTable table,
      Target target,
      MacroProbe probe) {
    this.macros = macros;
    this.own = own;
    this.foreign = foreign;
    this.names = names;
    this.source = source;
    this.table = table;
    this.literals = new CLiterals(target);
    this.probe = probe;
    this.removals = removals;
    this.expander = new MacroExpander(macros, removals.unstable, removals.removed);
  }

  /** Starts what needs no declarations, without waiting for it. */
  void begin() {
    // The translation unit is for this thread alone: what the other one needs is fetched now.
    Map<SourceFile, List<int[]>> skipped = source.skipped();
    for (SourceFile file : macros.files()) {
      source.contents(file);
      sources.add(new Source(file, own.contains(file), skipped.getOrDefault(file, List.of())));
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
    Set<SourceFile> ownFiles = new HashSet<>();
    for (Source one : sources) {
      removals.scan(one.file(), source.contents(one.file()), one.skipped());
      if (one.wanted()) {
        ownFiles.add(one.file());
      }
    }
    removals.decide();
    for (Macro macro : macros.all()) {
      if (isIn(ownFiles, macro)) {
        wanted.add(macro);
      }
    }
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
            case Plan.Deferred(List<CToken> _, Question q) -> Optional.of(q);
            case Plan.Name _ -> Optional.of(question(macro, false));
            case Plan.BuiltinType _ when removals.unstable.contains(macro.name) ->
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
  private static boolean isIn(Set<SourceFile> files, Macro macro) {
    Optional<Macro> one = Optional.of(macro);
    while (one.isPresent()) {
      if (files.contains(one.get().file())) {
        return true;
      }
      one = one.get().before;
    }
    return false;
  }

  private Question question(Macro macro, boolean address) {
    return new Question(
        macro.name, removals.unstable.contains(macro.name) ? macro.name : "", address);
  }

  private Plan plan(Macro macro) {
    if (removals.removed.contains(macro.name)) {
      return new Plan.Skipped(Reason.UNDEFINED_MACRO, shortened(macro.text()));
    }
    if (macro.functionLike) {
      return new Plan.Skipped(Reason.FUNCTION_LIKE_MACRO, shortened(macro.text()));
    }
    boolean stable = !removals.unstable.contains(macro.name);
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
      if (ConstantExpression.evaluate(literals, Names.NONE, own)
          instanceof Outcome.Known(ConstantValue value, String _)) {
        return new Plan.Solved(value);
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
    boolean certain = stable && !expander.metUnstable();
    Optional<Plan> decided = decide(macro, list, certain);
    if (decided.isPresent()) {
      return decided.get();
    }
    Question question = question(macro, list.stream().anyMatch(token -> token.is("(")));
    boolean sizes = list.stream().anyMatch(token -> token.isWord("sizeof"));
    return certain
            && list.stream()
                .noneMatch(
                    token -> isForCompiler(token) && !(sizes && token.kind() == CToken.Kind.STRING))
        ? new Plan.Deferred(list, question)
        : new Plan.Asked(question);
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
    return switch (ConstantExpression.evaluate(literals, Names.NONE, list)) {
      case Outcome.Known(ConstantValue value, String _) -> Optional.of(new Plan.Solved(value));
      case Outcome.Undeclared _ -> Optional.empty();
      case Outcome.Failure failure -> skipped(failure, macro);
    };
  }

  private static Optional<Plan> skipped(Outcome.Failure failure, Macro macro) {
    String text = shortened(macro.text());
    return switch (failure) {
      case UNCERTAIN -> Optional.empty();
      case SHIFTS_TOO_FAR ->
          Optional.of(new Plan.Skipped(Reason.NOT_CONSTANT, "shifts by too many bits: " + text));
      case NOT_CONSTANT -> Optional.of(new Plan.Skipped(Reason.NOT_CONSTANT, text));
      case NOT_AN_EXPRESSION -> Optional.of(new Plan.Skipped(Reason.NOT_AN_EXPRESSION, text));
    };
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
    DeclaredNames declared = new DeclaredNames(table);
    Map<Integer, Answer> byPlan = new HashMap<>();
    Optional<List<Answer>> answered = join();
    if (answered.isPresent()) {
      List<Answer> list = answered.get();
      for (int i = 0; i < list.size(); i++) {
        byPlan.put(asked.get(i), list.get(i));
      }
    } else {
      evaluate(declared, byPlan);
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
        case Plan.Name(String target) -> name(macro, target, answer, declared);
        case Plan.Deferred _, Plan.Asked _ -> {
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

  /**
   * Evaluates by the declarations what could not be evaluated before. The compiler is asked only
   * for what they do not explain.
   */
  private void evaluate(DeclaredNames declared, Map<Integer, Answer> byPlan) {
    Map<Integer, String> undeclared = new LinkedHashMap<>();
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      boolean removable = removals.unstable.contains(wanted.get(i).name);
      switch (plans.get(i)) {
        case Plan.Deferred(List<CToken> tokens, Question _) -> {
          switch (evaluate(tokens, declared)) {
            case Outcome.Known(ConstantValue value, String type) ->
                byPlan.put(i, new Answer.Value(value, type));
            case Outcome.Undeclared(String name) -> undeclared.put(i, name);
            case Outcome.Failure failure -> {
              Optional<Plan> skipped = skipped(failure, wanted.get(i));
              if (skipped.isPresent()) {
                plans.set(i, skipped.get());
              } else {
                open.add(i);
              }
            }
          }
        }
        case Plan.Name(String target) -> {
          if (removable) {
            open.add(i);
          } else if (!isDeclared(target) && declared.enumerator(target).isEmpty()) {
            CToken name = new CToken(CToken.Kind.IDENTIFIER, target);
            if (evaluate(List.of(name), declared)
                instanceof Outcome.Known(ConstantValue value, String type)) {
              byPlan.put(i, new Answer.Value(value, type));
            } else {
              undeclared.put(i, target);
            }
          }
        }
        case Plan.BuiltinType _ -> {
          if (removable) {
            open.add(i);
          }
        }
        default -> {}
      }
    }
    undeclared.forEach(
        (i, name) -> {
          switch (macros.contains(name) ? ForeignNames.Kind.OTHER : foreign.kind(name)) {
            case NOTHING -> byPlan.put(i, Answer.NotAnExpression.INSTANCE);
            case FUNCTION -> byPlan.put(i, new Answer.NotConstant(TypeKind.POINTER, ""));
            case OTHER -> open.add(i);
          }
        });
    if (!open.isEmpty()) {
      List<Answer> list = probe.ask(open.stream().map(this::questionOf).toList());
      for (int i = 0; i < list.size(); i++) {
        byPlan.put(open.get(i), list.get(i));
      }
    }
  }

  /** {@return what an expression is worth, in which macros of the compiler's own may stand} */
  private Outcome evaluate(List<CToken> tokens, DeclaredNames declared) {
    List<CToken> expanded = tokens;
    for (int i = 0; i < MAX_PREDEFINED; i++) {
      Outcome outcome = ConstantExpression.evaluate(literals, declared, expanded);
      if (!(outcome instanceof Outcome.Undeclared(String name))) {
        return outcome;
      }
      Optional<List<CToken>> text = macros.predefined(name);
      if (text.isEmpty()) {
        return outcome;
      }
      List<CToken> replaced = new ArrayList<>();
      for (CToken token : expanded) {
        if (token.isWord(name)) {
          replaced.addAll(text.get());
        } else {
          replaced.add(token);
        }
      }
      expanded = replaced;
    }
    return Outcome.Failure.UNCERTAIN;
  }

  private Question questionOf(int index) {
    return plans.get(index) instanceof Plan.Deferred(List<CToken> _, Question question)
        ? question
        : question(wanted.get(index), false);
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

  private void name(Macro macro, String target, Optional<Answer> answer, DeclaredNames declared) {
    Optional<Names.Meaning.Enumerator> enumerator = declared.enumerator(target);
    boolean itself = target.equals(macro.name);
    if (itself && (isDeclared(target) || enumerator.isPresent())) {
      // #define stdin stdin says only that there is one.
      return;
    }
    if (enumerator.isPresent()) {
      BigInteger value = enumerator.get().value();
      // An enumerator is an int wherever it fits (C17 6.7.2.2).
      CType ctype = value.bitLength() < 32 ? CType.I32 : enumerator.get().enumType();
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
        && answer.orElse(Answer.NotAnExpression.INSTANCE) == Answer.NotAnExpression.INSTANCE) {
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
