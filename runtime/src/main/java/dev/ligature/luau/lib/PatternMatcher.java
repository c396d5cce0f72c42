package dev.ligature.luau.lib;

/**
 * Matches one pattern against one subject by backtracking. Recursion is bounded at 200 levels, as
 * in C, so no pattern overflows the stack; a hook is asked now and then so that a host can stop a
 * match that backtracks for ever.
 */
final class PatternMatcher {
  /** Nested attempts allowed before a pattern counts as too complex. */
  private static final int MAX_DEPTH = 200;

  private static final int UNFINISHED = -1;
  private static final int POSITION = -2;

  /** Steps between two calls of the interrupt hook. */
  private static final int FUEL = 1 << 16;

  private final byte[] subject;
  private final Pattern pattern;
  private final Runnable interrupt;
  private final int[] captureStart;
  private final int[] captureLength;
  private int fuel = FUEL;
  private int level;
  private int start;
  private int end;

  PatternMatcher(byte[] subject, Pattern pattern, Runnable interrupt) {
    this.subject = subject;
    this.pattern = pattern;
    this.interrupt = interrupt;
    this.captureStart = new int[pattern.captures];
    this.captureLength = new int[pattern.captures];
  }

  /** {@return whether the pattern matches exactly at {@code from}} */
  boolean matchAt(int from) {
    level = 0;
    int stop = match(from, pattern.first, MAX_DEPTH);
    start = from;
    end = stop;
    return stop >= 0;
  }

  /** {@return whether the pattern matches at {@code from} or, unless anchored, after it} */
  boolean find(int from) {
    if (pattern.anchored) {
      return matchAt(from);
    }
    boolean[] starts = pattern.starts;
    byte[] s = subject;
    for (int at = from; at <= s.length; at++) {
      if (starts != null) {
        while (at < s.length && !starts[s[at] & 0xff]) {
          at++;
        }
        if (at >= s.length) {
          return false;
        }
      }
      if (matchAt(at)) {
        return true;
      }
    }
    return false;
  }

  /** {@return the index of the first byte of the match} */
  int start() {
    return start;
  }

  /** {@return the index after the last byte of the match} */
  int end() {
    return end;
  }

  /** {@return the number of captures, not counting the whole match} */
  int captureCount() {
    return level;
  }

  /** {@return whether capture {@code i} is a position} */
  boolean isPosition(int i) {
    int length = captureLength[i];
    if (length == UNFINISHED) {
      throw LibError.of("unfinished capture");
    }
    return length == POSITION;
  }

  int captureStart(int i) {
    return captureStart[i];
  }

  int captureEnd(int i) {
    return captureStart[i] + captureLength[i];
  }

  private int match(int s, Pattern.Step step, int depth) {
    if (depth == 0) {
      throw LibError.of("pattern too complex");
    }
    if (--fuel <= 0) {
      fuel = FUEL;
      interrupt.run();
    }
    depth--;
    byte[] subject = this.subject;
    int length = subject.length;
    while (true) {
      switch (step.op) {
        case Pattern.Op.END -> {
          return s;
        }
        case Pattern.Op.END_OF_SUBJECT -> {
          return s == length ? s : -1;
        }
        case Pattern.Op.BYTE -> {
          if (s >= length || subject[s] != step.value) {
            return -1;
          }
          s++;
        }
        case Pattern.Op.LITERAL -> {
          byte[] bytes = step.bytes;
          if (length - s < bytes.length) {
            return -1;
          }
          for (int i = 0; i < bytes.length; i++) {
            if (subject[s + i] != bytes[i]) {
              return -1;
            }
          }
          s += bytes.length;
        }
        case Pattern.Op.SET -> {
          if (s >= length || !step.set[subject[s] & 0xff]) {
            return -1;
          }
          s++;
        }
        case Pattern.Op.MANY -> {
          if (s < length && step.set[subject[s] & 0xff]) {
            return matchMost(s, s, step, depth);
          }
        }
        case Pattern.Op.SOME -> {
          if (s >= length || !step.set[subject[s] & 0xff]) {
            return -1;
          }
          return matchMost(s + 1, s, step, depth);
        }
        case Pattern.Op.FEW -> {
          if (s < length && step.set[subject[s] & 0xff]) {
            return matchFewest(s, step, depth);
          }
        }
        case Pattern.Op.OPTIONAL -> {
          if (s < length && step.set[subject[s] & 0xff]) {
            int stop = match(s + 1, step.next, depth);
            if (stop >= 0) {
              return stop;
            }
          }
        }
        case Pattern.Op.OPEN, Pattern.Op.OPEN_POSITION -> {
          if (level >= Pattern.MAX_CAPTURES) {
            throw LibError.of("too many captures");
          }
          captureStart[level] = s;
          captureLength[level] = step.op == Pattern.Op.OPEN ? UNFINISHED : POSITION;
          level++;
          int stop = match(s, step.next, depth);
          if (stop < 0) {
            level--;
          }
          return stop;
        }
        case Pattern.Op.CLOSE -> {
          int capture = captureToClose();
          captureLength[capture] = s - captureStart[capture];
          int stop = match(s, step.next, depth);
          if (stop < 0) {
            captureLength[capture] = UNFINISHED;
          }
          return stop;
        }
        case Pattern.Op.BALANCE -> {
          s = balance(s, step.bytes[0], step.bytes[1]);
          if (s < 0) {
            return -1;
          }
        }
        case Pattern.Op.FRONTIER -> {
          int before = s == 0 ? 0 : subject[s - 1] & 0xff;
          int after = s == length ? 0 : subject[s] & 0xff;
          if (step.set[before] || !step.set[after]) {
            return -1;
          }
        }
        case Pattern.Op.BACK_REFERENCE -> {
          int capture = checkedCapture(step.value);
          int from = captureStart[capture];
          int size = captureLength[capture];
          if (size < 0 || length - s < size) {
            return -1;
          }
          for (int i = 0; i < size; i++) {
            if (subject[from + i] != subject[s + i]) {
              return -1;
            }
          }
          s += size;
        }
        case Pattern.Op.MALFORMED -> throw LibError.of(step.mistake);
        default -> throw new IllegalStateException("step " + step.op);
      }
      step = step.next;
    }
  }

  /** Takes all members of the step's set from {@code least} on, then gives back one by one. */
  private int matchMost(int least, int from, Pattern.Step step, int depth) {
    byte[] subject = this.subject;
    boolean[] set = step.set;
    int s = least;
    while (s < subject.length && set[subject[s] & 0xff]) {
      s++;
    }
    fuel -= s - from;
    Pattern.Step next = step.next;
    if (depth > 0) {
      if (next.op == Pattern.Op.END) {
        return s;
      }
      if (next.op == Pattern.Op.END_OF_SUBJECT) {
        return s == subject.length ? s : -1;
      }
    }
    if (step.possessive) {
      return match(s, next, depth);
    }
    boolean[] follow = depth > 0 ? step.follow : null;
    for (; s >= least; s--) {
      if (follow != null && (s >= subject.length || !follow[subject[s] & 0xff])) {
        continue;
      }
      int stop = match(s, next, depth);
      if (stop >= 0) {
        return stop;
      }
    }
    return -1;
  }

  private int matchFewest(int s, Pattern.Step step, int depth) {
    byte[] subject = this.subject;
    boolean[] set = step.set;
    boolean[] follow = depth > 0 ? step.follow : null;
    Pattern.Step next = step.next;
    int from = s;
    while (true) {
      if (follow == null || (s < subject.length && follow[subject[s] & 0xff])) {
        int stop = match(s, next, depth);
        if (stop >= 0) {
          return stop;
        }
      }
      if (s >= subject.length || !set[subject[s] & 0xff]) {
        fuel -= s - from;
        return -1;
      }
      s++;
    }
  }

  private int balance(int s, byte open, byte close) {
    if (s >= subject.length || subject[s] != open) {
      return -1;
    }
    int nesting = 1;
    for (int i = s + 1; i < subject.length; i++) {
      byte b = subject[i];
      if (b == close) {
        if (--nesting == 0) {
          return i + 1;
        }
      } else if (b == open) {
        nesting++;
      }
    }
    return -1;
  }

  private int captureToClose() {
    for (int i = level - 1; i >= 0; i--) {
      if (captureLength[i] == UNFINISHED) {
        return i;
      }
    }
    throw LibError.of("invalid pattern capture");
  }

  private int checkedCapture(int digit) {
    int capture = digit - '1';
    if (capture < 0 || capture >= level || captureLength[capture] == UNFINISHED) {
      throw LibError.of("invalid capture index %" + (capture + 1));
    }
    return capture;
  }
}
