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
 * Turns the wanted files' macros into constants, aliases and skips. {@link MacroPlanner} decides on
 * a thread of its own, while the declarations are read, what needs nothing but the macros' text;
 * what depends on the declarations is evaluated when they are there; the compiler is asked about
 * the rest.
 */
final class MacroReader {
  /** Bytes of stack, for clang, which parses once more if it has to be asked. */
  private static final long STACK = 64L << 20;

  /** Macros of the compiler's own in one expression. */
  private static final int MAX_PREDEFINED = 16;

  /** A file that defines macros, with the parts that the preprocessor left out. */
  private record Source(SourceFile file, boolean wanted, List<int[]> skipped) {}

  private final MacroTable macros;
  private final OwnFiles own;
  private final ForeignNames foreign;
  private final SourceText source;
  private final DeclarationTable table;
  private final CLiterals literals;
  private final MacroProbe probe;
  private final MacroRemovals removals;
  private final MacroEntries entries;
  private final MacroPlanner planner;
  private final List<Source> sources = new ArrayList<>();
  private final List<Macro> wanted = new ArrayList<>();
  private final List<MacroPlan> plans = new ArrayList<>();
  private final List<Integer> asked = new ArrayList<>();
  private CompletableFuture<Optional<List<Answer>>> answers;

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
    this.source = source;
    this.table = table;
    this.literals = new CLiterals(target);
    this.probe = probe;
    this.removals = removals;
    this.entries = new MacroEntries(names, source);
    this.planner = new MacroPlanner(macros, removals, literals, entries);
  }

  /** Starts what needs no declarations, without waiting for it. */
  void begin() {
    // The translation unit is for this thread alone: what the other one needs is fetched now.
    Map<SourceFile, List<int[]>> skipped = source.skipped();
    for (SourceFile file : macros.files()) {
      source.contents(file);
      sources.add(new Source(file, own.contains(file), skipped.getOrDefault(file, List.of())));
    }
    answers = Background.start("macro-probe", STACK, result -> result.complete(planAndAsk()));
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
      MacroPlan plan = planner.plan(macro);
      plans.add(plan);
      needed |= plan instanceof MacroPlan.Asked;
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
            case MacroPlan.Asked(Question q) -> Optional.of(q);
            case MacroPlan.Deferred(List<CToken> _, Question q) -> Optional.of(q);
            case MacroPlan.Name _ -> Optional.of(planner.question(macro, false));
            case MacroPlan.BuiltinType _ when planner.isUnstable(macro) ->
                Optional.of(planner.question(macro, false));
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
      if (byPlan.get(i) instanceof Answer.Aggregate && !(plans.get(i) instanceof MacroPlan.Name)) {
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
        skip(macro, Reason.UNDEFINED_MACRO);
        continue;
      }
      switch (plans.get(i)) {
        case MacroPlan.Solved(Declaration.Constant constant) -> constant(macro, constant);
        case MacroPlan.Skipped(Optional<Skip> skip) -> skip.ifPresent(table.skips::add);
        case MacroPlan.BuiltinType(Converted type) -> alias(macro, type);
        case MacroPlan.Name(String target) -> name(macro, target, answer, declared);
        case MacroPlan.Deferred _, MacroPlan.Asked _ -> {
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
      boolean removable = planner.isUnstable(wanted.get(i));
      switch (plans.get(i)) {
        case MacroPlan.Deferred(List<CToken> tokens, Question _) -> {
          switch (evaluate(tokens, declared)) {
            case Outcome.Known(ConstantValue value, String type) ->
                byPlan.put(i, new Answer.Value(value, type));
            case Outcome.Undeclared(String name) -> undeclared.put(i, name);
            case Outcome.Failure failure -> {
              Optional<MacroPlan> skipped = planner.skipped(failure, wanted.get(i));
              if (skipped.isPresent()) {
                plans.set(i, skipped.get());
              } else {
                open.add(i);
              }
            }
          }
        }
        case MacroPlan.Name(String target) -> {
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
        case MacroPlan.BuiltinType _ -> {
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
    return plans.get(index) instanceof MacroPlan.Deferred(List<CToken> _, Question question)
        ? question
        : planner.question(wanted.get(index), false);
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
            table.skips.add(
                entries.skip(
                    macro,
                    Reason.NOT_CONSTANT,
                    "stands for " + target + ", which is not among the declarations"));
        case Answer.NotAnExpression _, Answer.Undefined _ -> skip(macro, Reason.NOT_AN_EXPRESSION);
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
                  : kind == TypeKind.COMPLEX ? Reason.COMPLEX : Reason.NOT_CONSTANT);
      case Answer.Aggregate _ -> skip(macro, Reason.NOT_CONSTANT);
      case Answer.NotAnExpression _ -> skip(macro, Reason.NOT_AN_EXPRESSION);
      case Answer.Undefined _ -> skip(macro, Reason.UNDEFINED_MACRO);
    }
  }

  private Optional<Type> typeNamed(String name) {
    return table.aliases.containsKey(name) || table.callbacks.containsKey(name)
        ? Optional.of(new Type.AliasRef(name))
        : Optional.empty();
  }

  private void constant(Macro macro, ConstantValue value, Optional<Type> type) {
    constant(macro, entries.constant(macro, value, type));
  }

  private void constant(Macro macro, Declaration.Constant constant) {
    // The macro hides a declaration of its own name, which stays reachable by it.
    if (!table.functions.containsKey(macro.name) && !table.variables.containsKey(macro.name)) {
      table.constants.put(macro.name, constant);
    }
  }

  private void alias(Macro macro, Converted type) {
    if (!table.aliases.containsKey(macro.name)) {
      table.aliases.put(macro.name, entries.alias(macro, type));
    }
  }

  private void skip(Macro macro, Reason reason) {
    table.skips.add(entries.skip(macro, reason));
  }
}
