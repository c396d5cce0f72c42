package dev.ligature.luau.lib;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A string pattern, compiled to a chain of steps.
 *
 * <p>Patterns report their mistakes when matching reaches them, not before ({@code string.find("x",
 * "y[")} finds nothing and raises nothing), so a malformed place becomes a step that raises.
 */
final class Pattern {
  /** Most captures a match may have open or closed. */
  static final int MAX_CAPTURES = 32;

  /** What a step does: plain numbers, since the matcher switches on them at every step. */
  static final class Op {
    /** The whole pattern has matched. */
    static final int END = 0;

    /** {@code $} at the end of the pattern. */
    static final int END_OF_SUBJECT = 1;

    /** One given byte. */
    static final int BYTE = 2;

    /** Two or more given bytes. */
    static final int LITERAL = 3;

    /** One byte of a set. */
    static final int SET = 4;

    /** {@code *}: as many as possible. */
    static final int MANY = 5;

    /** {@code +}: as many as possible, one at least. */
    static final int SOME = 6;

    /** {@code -}: as few as possible. */
    static final int FEW = 7;

    /** {@code ?}. */
    static final int OPTIONAL = 8;

    static final int OPEN = 9;

    static final int OPEN_POSITION = 10;

    static final int CLOSE = 11;

    /** {@code %b()}. */
    static final int BALANCE = 12;

    /** {@code %f[set]}. */
    static final int FRONTIER = 13;

    /** {@code %1}. */
    static final int BACK_REFERENCE = 14;

    /** A malformed place. */
    static final int MALFORMED = 15;

    private Op() {}
  }

  /** One step of the chain. */
  static final class Step {
    final int op;

    /** Members of the set, indexed by byte; null where the step has none. */
    final boolean[] set;

    /** The bytes of a literal or of the two ends of {@code %b}; null where the step has none. */
    final byte[] bytes;

    /** The byte, or the digit of a back reference. */
    final int value;

    /** What is wrong with a malformed place; null elsewhere. */
    final String mistake;

    Step next;

    /** The bytes of which one must follow after this step, or null where that is not known. */
    boolean[] follow;

    /** A repetition that can't give back: what follows never begins with a member of its set. */
    boolean possessive;

    private Step(int op, boolean[] set, byte[] bytes, int value, String mistake) {
      this.op = op;
      this.set = set;
      this.bytes = bytes;
      this.value = value;
      this.mistake = mistake;
    }

    static Step of(int op) {
      return new Step(op, null, null, 0, null);
    }

    static Step ofSet(int op, boolean[] set) {
      return new Step(op, set, null, 0, null);
    }

    static Step ofByte(byte value) {
      return new Step(Op.BYTE, null, null, value, null);
    }

    static Step malformed(String mistake) {
      return new Step(Op.MALFORMED, null, null, 0, mistake);
    }
  }

  private static final boolean[] ANY = new boolean[256];

  static {
    Arrays.fill(ANY, true);
  }

  /** Whether a leading {@code ^} was to anchor. */
  final boolean anchors;

  /** Whether the pattern begins with {@code ^} and that anchors. */
  final boolean anchored;

  final Step first;

  /** The bytes with one of which every match begins, or null where that is not known. */
  final boolean[] starts;

  /** Upper bound of the captures in use during a match. */
  final int captures;

  private Pattern(boolean anchors, boolean anchored, List<Step> steps, int captures) {
    this.anchors = anchors;
    this.anchored = anchored;
    this.captures = Math.min(captures, MAX_CAPTURES);
    for (int i = steps.size() - 2; i >= 0; i--) {
      Step step = steps.get(i);
      step.next = steps.get(i + 1);
      step.follow = startsOf(step.next);
      step.possessive = step.follow != null && step.set != null && disjoint(step.set, step.follow);
    }
    this.first = steps.getFirst();
    this.starts = startsOf(first);
  }

  /**
   * Compiles a pattern.
   *
   * @param anchors whether a leading {@code ^} anchors ({@code gmatch} takes it literally)
   */
  static Pattern compile(byte[] text, boolean anchors) {
    boolean anchored = anchors && text.length > 0 && text[0] == '^';
    return new Compiler(text, anchored ? 1 : 0).compile(anchors, anchored);
  }

  /** {@return whether a text has no byte that means something in a pattern} */
  static boolean isPlain(byte[] text) {
    for (byte b : text) {
      switch (b) {
        case '^', '$', '*', '+', '?', '.', '(', '[', '%', '-' -> {
          return false;
        }
        default -> {}
      }
    }
    return true;
  }

  private static boolean[] startsOf(Step step) {
    int captures = 0;
    while (step.op == Op.OPEN || step.op == Op.OPEN_POSITION || step.op == Op.CLOSE) {
      // A long run of captures may raise: leave that to the matcher.
      if (++captures > 8 || step.next == null) {
        return null;
      }
      step = step.next;
    }
    return switch (step.op) {
      case Op.BYTE -> single((byte) step.value);
      case Op.LITERAL -> single(step.bytes[0]);
      case Op.SET, Op.SOME -> step.set;
      default -> null;
    };
  }

  private static boolean[] single(byte member) {
    boolean[] set = new boolean[256];
    set[member & 0xff] = true;
    return set;
  }

  private static boolean disjoint(boolean[] a, boolean[] b) {
    for (int i = 0; i < 256; i++) {
      if (a[i] && b[i]) {
        return false;
      }
    }
    return true;
  }

  /** A cursor over the text of a pattern. */
  private static final class Compiler {
    private final byte[] text;
    private final List<Step> steps = new ArrayList<>();
    private int at;
    private int captures;

    Compiler(byte[] text, int at) {
      this.text = text;
      this.at = at;
    }

    Pattern compile(boolean anchors, boolean anchored) {
      while (at < text.length) {
        Step step = step();
        append(step);
        if (step.op == Op.MALFORMED) {
          break;
        }
      }
      steps.add(Step.of(Op.END));
      return new Pattern(anchors, anchored, steps, captures);
    }

    /** Appends a step; runs of single bytes become one literal. */
    private void append(Step step) {
      if (step.op == Op.BYTE && !steps.isEmpty()) {
        Step last = steps.getLast();
        if (last.op == Op.BYTE) {
          byte[] pair = {(byte) last.value, (byte) step.value};
          steps.set(steps.size() - 1, new Step(Op.LITERAL, null, pair, 0, null));
          return;
        }
        if (last.op == Op.LITERAL) {
          byte[] longer = Arrays.copyOf(last.bytes, last.bytes.length + 1);
          longer[longer.length - 1] = (byte) step.value;
          steps.set(steps.size() - 1, new Step(Op.LITERAL, null, longer, 0, null));
          return;
        }
      }
      steps.add(step);
    }

    private int peek(int index) {
      return index < text.length ? text[index] & 0xff : 0;
    }

    private Step step() {
      switch (text[at]) {
        case '(' -> {
          captures++;
          if (peek(at + 1) == ')') {
            at += 2;
            return Step.of(Op.OPEN_POSITION);
          }
          at++;
          return Step.of(Op.OPEN);
        }
        case ')' -> {
          at++;
          return Step.of(Op.CLOSE);
        }
        case '$' -> {
          if (at + 1 == text.length) {
            at++;
            return Step.of(Op.END_OF_SUBJECT);
          }
        }
        case '%' -> {
          int letter = peek(at + 1);
          if (at + 1 < text.length) {
            if (letter == 'b') {
              return balance();
            } else if (letter == 'f') {
              return frontier();
            } else if (letter >= '0' && letter <= '9') {
              at += 2;
              return new Step(Op.BACK_REFERENCE, null, null, letter, null);
            }
          }
        }
        default -> {}
      }
      return repeated();
    }

    private Step balance() {
      if (at + 3 >= text.length) {
        return Step.malformed("malformed pattern (missing arguments to '%b')");
      }
      byte[] ends = {text[at + 2], text[at + 3]};
      at += 4;
      return new Step(Op.BALANCE, null, ends, 0, null);
    }

    private Step frontier() {
      at += 2;
      if (peek(at) != '[') {
        return Step.malformed("missing '[' after '%f' in pattern");
      }
      int end = classEnd();
      if (end < 0) {
        return Step.malformed("malformed pattern (missing ']')");
      }
      boolean[] set = bracket(at, end - 1);
      at = end;
      return Step.ofSet(Op.FRONTIER, set);
    }

    private Step repeated() {
      int end = classEnd();
      if (end < 0) {
        return Step.malformed(
            text[at] == '%'
                ? "malformed pattern (ends with '%')"
                : "malformed pattern (missing ']')");
      }
      int op =
          switch (peek(end)) {
            case '*' -> Op.MANY;
            case '+' -> Op.SOME;
            case '-' -> Op.FEW;
            case '?' -> Op.OPTIONAL;
            default -> Op.SET;
          };
      Step step;
      if (op == Op.SET && text[at] != '.' && text[at] != '%' && text[at] != '[') {
        step = Step.ofByte(text[at]);
      } else if (op == Op.SET && text[at] == '%' && !CharClass.isAlphanumeric(text[at + 1])) {
        step = Step.ofByte(text[at + 1]);
      } else {
        step = Step.ofSet(op, set(end));
      }
      at = op == Op.SET ? end : end + 1;
      return step;
    }

    private boolean[] set(int end) {
      switch (text[at]) {
        case '.' -> {
          return ANY;
        }
        case '%' -> {
          boolean[] set = new boolean[256];
          for (int c = 0; c < 256; c++) {
            set[c] = CharClass.matches(c, text[at + 1] & 0xff);
          }
          return set;
        }
        case '[' -> {
          return bracket(at, end - 1);
        }
        default -> {
          return single(text[at]);
        }
      }
    }

    /** {@return the index after the class that begins here, or -1 if it does not end} */
    private int classEnd() {
      int p = at;
      byte begin = text[p++];
      if (begin == '%') {
        return p == text.length ? -1 : p + 1;
      }
      if (begin != '[') {
        return p;
      }
      if (peek(p) == '^') {
        p++;
      }
      do {
        if (p >= text.length) {
          return -1;
        }
        if (text[p++] == '%' && p < text.length) {
          p++;
        }
      } while (p >= text.length || text[p] != ']');
      return p + 1;
    }

    /** Members of the class between {@code [} at {@code p} and {@code ]} at {@code close}. */
    private boolean[] bracket(int p, int close) {
      boolean[] set = new boolean[256];
      boolean complement = text[p + 1] == '^';
      if (complement) {
        p++;
      }
      while (++p < close) {
        if (text[p] == '%') {
          p++;
          for (int c = 0; c < 256; c++) {
            set[c] |= CharClass.matches(c, text[p] & 0xff);
          }
        } else if (text[p + 1] == '-' && p + 2 < close) {
          p += 2;
          for (int c = text[p - 2] & 0xff; c <= (text[p] & 0xff); c++) {
            set[c] = true;
          }
        } else {
          set[text[p] & 0xff] = true;
        }
      }
      if (complement) {
        for (int c = 0; c < 256; c++) {
          set[c] = !set[c];
        }
      }
      return set;
    }
  }
}
