package dev.ligature.generator.header;

import dev.ligature.generator.clang.ClangType;
import dev.ligature.generator.clang.Cursor;
import dev.ligature.generator.clang.CursorKind;
import dev.ligature.generator.clang.Evaluation;
import dev.ligature.generator.clang.TranslationUnit;
import dev.ligature.generator.clang.TranslationUnit.Option;
import dev.ligature.generator.clang.TypeKind;
import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Target;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the compiler what macros are worth: one more translation unit with the same headers and
 * then, for each macro,
 *
 * <pre>
 *   #ifdef M                                  if the headers undefine it somewhere
 *   __auto_type __ligature_p7 = M
 *   ;                                         on a line of its own: M may end in a comment
 *   __auto_type __ligature_q7 = (unsigned long long)(M)
 *   ;                                         the address, should the first be a pointer
 *   #endif
 * </pre>
 *
 * A macro with a stray bracket may swallow what follows it: if the last line is not seen, the first
 * macro that is missing is left out and the rest tried again.
 */
final class MacroProbe {
  private static final String PREFIX = "__ligature_";
  private static final String END = PREFIX + "end";
  private static final int MAX_ROUNDS = 6;

  private final List<String> arguments;
  private final Map<String, String> texts;
  private final String includes;
  private final Target target;

  /**
   * @param includes the text of the main file that includes the headers
   */
  MacroProbe(List<String> arguments, Map<String, String> texts, String includes, Target target) {
    this.arguments = new ArrayList<>(arguments);
    this.arguments.addAll(List.of("-w", "-ferror-limit=0", "-Xclang", "-fno-recovery-ast"));
    this.texts = new LinkedHashMap<>(texts);
    this.includes = includes;
    this.target = target;
  }

  /**
   * What is asked about one macro.
   *
   * @param expression the macro's name, or an expression with it
   * @param guard the macro's name, if it may be undefined in the end; else empty
   * @param address whether it may be a pointer that is a number
   */
  record Question(String expression, String guard, boolean address) {}

  /** What the compiler says. */
  sealed interface Answer {

    /**
     * A value.
     *
     * @param type the typedef name of its type; empty if it has none
     */
    record Value(ConstantValue value, String type) implements Answer {}

    /** A struct or union, of that C type. */
    record Aggregate(String type) implements Answer {}

    /** An expression, but of no value at compile time; of that C type. */
    record NotConstant(TypeKind kind, String type) implements Answer {}

    /** No expression. */
    enum NotAnExpression implements Answer {
      INSTANCE
    }

    /** No longer defined behind the headers. */
    enum Undefined implements Answer {
      INSTANCE
    }
  }

  /** {@return an answer for each question, in order} */
  List<Answer> ask(List<Question> questions) {
    Set<Integer> dropped = new HashSet<>();
    for (int round = 0; ; round++) {
      Round one = new Round(questions, dropped);
      if (one.complete || round == MAX_ROUNDS) {
        return one.answers();
      }
      dropped.add(one.firstMissing());
    }
  }

  private final class Round {
    final Map<Integer, Answer> found = new HashMap<>();
    final Set<Integer> defined = new HashSet<>();
    final List<Question> questions;
    final Set<Integer> dropped;
    boolean complete;

    /** The pointer whose address the next declaration tells. */
    int pointer = -1;

    String pointerType = "";

    Round(List<Question> questions, Set<Integer> dropped) {
      this.questions = questions;
      this.dropped = dropped;
      Map<String, String> files = new LinkedHashMap<>(texts);
      files.put(ClangCommand.MAIN, text());
      try (TranslationUnit unit =
          TranslationUnit.parse(
              ClangCommand.MAIN,
              arguments,
              files,
              EnumSet.of(Option.SKIP_FUNCTION_BODIES, Option.KEEP_GOING))) {
        unit.visitTopLevel(this::visit);
      }
    }

    private String text() {
      StringBuilder text = new StringBuilder(includes);
      for (int i = 0; i < questions.size(); i++) {
        Question question = questions.get(i);
        boolean guarded = !question.guard().isEmpty();
        if (guarded) {
          text.append("#ifdef ").append(question.guard()).append('\n');
          text.append("extern int ").append(PREFIX).append('d').append(i).append(";\n");
        }
        if (!dropped.contains(i)) {
          text.append("__auto_type ").append(PREFIX).append('p').append(i).append(" = ");
          text.append(question.expression()).append("\n;\n");
          if (question.address()) {
            text.append("__auto_type ").append(PREFIX).append('q').append(i);
            text.append(" = (unsigned long long)(").append(question.expression());
            text.append(")\n;\n");
          }
        }
        if (guarded) {
          text.append("#endif\n");
        }
      }
      return text.append("extern int ").append(END).append(";\n").toString();
    }

    private void visit(Cursor cursor) {
      if (cursor.kind() != CursorKind.VARIABLE) {
        return;
      }
      String name = cursor.spelling();
      if (!name.startsWith(PREFIX)) {
        return;
      }
      if (name.equals(END)) {
        complete = true;
        return;
      }
      char kind = name.charAt(PREFIX.length());
      if (!Character.isDigit(name.charAt(name.length() - 1))) {
        return;
      }
      int index = Integer.parseInt(name, PREFIX.length() + 1, name.length(), 10);
      switch (kind) {
        case 'd' -> defined.add(index);
        case 'p' -> found.put(index, value(cursor, index));
        case 'q' -> address(cursor, index);
        default -> {}
      }
    }

    private Answer value(Cursor cursor, int index) {
      pointer = -1;
      if (cursor.isInvalid()) {
        return Answer.NotAnExpression.INSTANCE;
      }
      try (ClangType type = cursor.type();
          ClangType canonical = type.canonical()) {
        TypeKind kind = canonical.kind();
        return switch (kind) {
          case POINTER, BLOCK_POINTER, NULLPTR -> pointer(cursor, index, type, canonical);
          case RECORD -> new Answer.Aggregate(canonical.spelling());
          case FLOAT, DOUBLE, LONG_DOUBLE ->
              cursor.evaluate() instanceof Evaluation.Float(double number)
                  ? new Answer.Value(
                      new ConstantValue.Float(
                          number,
                          kind == TypeKind.FLOAT ? CType.F32 : CType.F64,
                          kind == TypeKind.LONG_DOUBLE),
                      typedefName(type))
                  : new Answer.NotConstant(kind, canonical.spelling());
          default -> {
            Optional<CType> ctype = integer(canonical, target);
            if (ctype.isPresent() && cursor.evaluate() instanceof Evaluation.Int(long bits, _)) {
              yield new Answer.Value(integer(bits, ctype.get(), target), typedefName(type));
            }
            yield new Answer.NotConstant(kind, canonical.spelling());
          }
        };
      }
    }

    private Answer pointer(Cursor cursor, int index, ClangType type, ClangType canonical) {
      Optional<String> literal = stringLiteral(cursor);
      if (literal.isPresent()) {
        Optional<ConstantValue.Str> text = new CLiterals(target).printed(literal.get());
        if (text.isPresent()) {
          return new Answer.Value(text.get(), "");
        }
      }
      pointer = index;
      pointerType = typedefName(type);
      return new Answer.NotConstant(TypeKind.POINTER, canonical.spelling());
    }

    private void address(Cursor cursor, int index) {
      if (index == pointer
          && !cursor.isInvalid()
          && cursor.evaluate() instanceof Evaluation.Int(long bits, _)) {
        BigInteger mask =
            BigInteger.ONE.shiftLeft(8 * target.pointerSize()).subtract(BigInteger.ONE);
        found.put(
            index,
            new Answer.Value(
                new ConstantValue.Address(DeclarationReader.unsigned(bits).and(mask)),
                pointerType));
      }
      pointer = -1;
    }

    List<Answer> answers() {
      List<Answer> list = new ArrayList<>(questions.size());
      for (int i = 0; i < questions.size(); i++) {
        boolean gone = !questions.get(i).guard().isEmpty() && !defined.contains(i);
        list.add(
            gone && complete
                ? Answer.Undefined.INSTANCE
                : found.getOrDefault(i, Answer.NotAnExpression.INSTANCE));
      }
      return list;
    }

    int firstMissing() {
      for (int i = 0; i < questions.size(); i++) {
        boolean expected = questions.get(i).guard().isEmpty() || defined.contains(i);
        if (expected && !found.containsKey(i) && !dropped.contains(i)) {
          return i;
        }
      }
      return questions.size();
    }
  }

  /** {@return the literal that an initializer is, as clang prints it; empty if it is none} */
  static Optional<String> stringLiteral(Cursor cursor) {
    List<Cursor> children = new ArrayList<>();
    cursor.visitChildren(child -> children.add(child.copy()));
    try {
      if (children.isEmpty()) {
        return Optional.empty();
      }
      Cursor last = children.getLast();
      return switch (last.kind()) {
        case STRING_LITERAL -> Optional.of(last.spelling());
        case PARENTHESES, UNEXPOSED_EXPRESSION -> stringLiteral(last);
        // A cast keeps the text where it keeps the elements' size.
        case CAST -> stringLiteral(last).filter(text -> text.startsWith("\"") && isText(last));
        default -> Optional.empty();
      };
    } finally {
      children.forEach(Cursor::close);
    }
  }

  private static boolean isText(Cursor cursor) {
    try (ClangType type = cursor.type();
        ClangType canonical = type.canonical();
        ClangType pointee = canonical.pointee()) {
      return pointee.size() == 1;
    }
  }

  private static String typedefName(ClangType type) {
    return switch (type.kind()) {
      case TYPEDEF -> {
        try (Cursor declaration = type.declaration()) {
          yield declaration.spelling();
        }
      }
      case ELABORATED -> {
        try (ClangType named = type.named()) {
          yield typedefName(named);
        }
      }
      case AUTO -> {
        // Clang deduces the type with its sugar, and spells it so.
        String spelling = type.spelling();
        yield spelling.matches("[A-Za-z_][A-Za-z0-9_]*") ? spelling : "";
      }
      default -> "";
    };
  }

  /** {@return the integer type that a canonical type is; empty if it is none of at most 64 bits} */
  static Optional<CType> integer(ClangType canonical, Target target) {
    return Optional.ofNullable(
        switch (canonical.kind()) {
          case BOOL -> CType.BOOL;
          case CHAR_S, SCHAR -> CType.I8;
          case CHAR_U, UCHAR -> CType.U8;
          case SHORT -> CType.I16;
          case USHORT, CHAR16 -> CType.U16;
          case INT -> CType.I32;
          case UINT, CHAR32 -> CType.U32;
          case WCHAR -> target.wchar();
          case LONG -> target.longSize() == 8 ? CType.I64 : CType.I32;
          case ULONG -> target.longSize() == 8 ? CType.U64 : CType.U32;
          case LONGLONG -> CType.I64;
          case ULONGLONG -> CType.U64;
          case ENUM -> {
            try (Cursor declaration = canonical.declaration();
                ClangType underlying = declaration.enumInteger();
                ClangType plain = underlying.canonical()) {
              yield plain.kind() == TypeKind.ENUM ? null : integer(plain, target).orElse(null);
            }
          }
          default -> null;
        });
  }

  private static ConstantValue.Int integer(long bits, CType ctype, Target target) {
    if (ctype == CType.BOOL) {
      return new ConstantValue.Int(bits == 0 ? BigInteger.ZERO : BigInteger.ONE, ctype);
    }
    int unused = 64 - 8 * ctype.size(target.pointerSize());
    return new ConstantValue.Int(
        ctype.isUnsigned()
            ? DeclarationReader.unsigned(bits << unused >>> unused)
            : BigInteger.valueOf(bits << unused >> unused),
        ctype);
  }
}
