package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;

/**
 * The functions of the {@code string} library that take patterns, with a cache of compiled
 * patterns.
 */
final class StringPatterns {
  private static final int CACHE = 256;

  private final LuauState state;
  private final Runnable interrupt;
  private final LuauString[] cachedText = new LuauString[CACHE];
  private final Pattern[] cachedPattern = new Pattern[CACHE];

  StringPatterns(LuauState state) {
    this.state = state;
    this.interrupt =
        () -> {
          if (state.interrupted) {
            state.interrupt();
          }
        };
  }

  private Pattern pattern(LuauString text, boolean anchors) {
    int slot = text.hashCode() + (anchors ? 1 : 0) & CACHE - 1;
    LuauString known = cachedText[slot];
    Pattern pattern = cachedPattern[slot];
    if (known != null && pattern.anchors == anchors && known.same(text)) {
      return pattern;
    }
    pattern = Pattern.compile(text.bytes(), anchors);
    cachedText[slot] = text;
    cachedPattern[slot] = pattern;
    return pattern;
  }

  /** {@code string.find}. */
  Object find(Object a, Object b, Object c, Object plain) {
    LuauString s = Args.string(a, 1, "find");
    LuauString p = Args.string(b, 2, "find");
    int from = start(Args.integer(c, 3, "find", 1), s.length());
    if (from < 0) {
      return null;
    }
    if ((!Args.isNone(plain) && Operators.truthy(plain)) || isPlain(p)) {
      int at = ByteSearch.indexOf(s.bytes(), from, p.bytes());
      return at < 0 ? null : new Object[] {at + 1.0, (double) (at + p.length())};
    }
    PatternMatcher m = new PatternMatcher(s.bytes(), pattern(p, true), interrupt);
    if (!m.find(from)) {
      return null;
    }
    int captures = m.captureCount();
    Object[] results = new Object[2 + captures];
    results[0] = m.start() + 1.0;
    results[1] = (double) m.end();
    for (int i = 0; i < captures; i++) {
      results[2 + i] = capture(m, s, i);
    }
    return results;
  }

  private boolean isPlain(LuauString p) {
    return Pattern.isPlain(p.bytes());
  }

  /** {@code string.match}. */
  Object match(Object a, Object b, Object c) {
    LuauString s = Args.string(a, 1, "match");
    LuauString p = Args.string(b, 2, "match");
    int from = start(Args.integer(c, 3, "match", 1), s.length());
    if (from < 0) {
      return null;
    }
    PatternMatcher m = new PatternMatcher(s.bytes(), pattern(p, true), interrupt);
    return m.find(from) ? captures(m, s) : null;
  }

  /** {@return the index where a search begins, or -1 behind the end} */
  private static int start(int position, int length) {
    int from = Math.max(StringLib.position(position, length), 1);
    return from > length + 1 ? -1 : from - 1;
  }

  /** All captures, or the whole match if the pattern has none, as a call returns them. */
  private static Object captures(PatternMatcher m, LuauString s) {
    int count = m.captureCount();
    if (count <= 1) {
      return capture(m, s, 0);
    }
    Object[] results = new Object[count];
    for (int i = 0; i < count; i++) {
      results[i] = capture(m, s, i);
    }
    return results;
  }

  private static Object capture(PatternMatcher m, LuauString s, int i) {
    if (i >= m.captureCount()) {
      if (i == 0) {
        return part(s, m.start(), m.end());
      }
      throw LibError.of("invalid capture index");
    }
    if (m.isPosition(i)) {
      return m.captureStart(i) + 1.0;
    }
    return part(s, m.captureStart(i), m.captureEnd(i));
  }

  private static LuauString part(LuauString s, int from, int to) {
    return to - from == s.length() ? s : LuauString.of(s.bytes(), from, to);
  }

  /** {@code string.gmatch}. */
  LuauFunction gmatch(Object a, Object b) {
    LuauString s = Args.string(a, 1, "gmatch");
    LuauString p = Args.string(b, 2, "gmatch");
    return new Matches(s, new PatternMatcher(s.bytes(), pattern(p, false), interrupt));
  }

  /** The iterator that {@code gmatch} returns. */
  private static final class Matches extends LuauBuiltin {
    private final LuauString subject;
    private final PatternMatcher matcher;
    private int from;

    Matches(LuauString subject, PatternMatcher matcher) {
      super("");
      this.subject = subject;
      this.matcher = matcher;
    }

    @Override
    public Object call(Object[] args) {
      return next();
    }

    @Override
    public Object call(Object a, Object b) {
      return next();
    }

    private Object next() {
      if (from > subject.length() || !matcher.find(from)) {
        from = subject.length() + 1;
        return Results.NONE;
      }
      from = matcher.end() == matcher.start() ? matcher.end() + 1 : matcher.end();
      return captures(matcher, subject);
    }
  }

  /** {@code string.gsub}. */
  Object gsub(Object a, Object b, Object replacement, Object limit) {
    LuauString s = Args.string(a, 1, "gsub");
    LuauString p = Args.string(b, 2, "gsub");
    int most = Args.integer(limit, 4, "gsub", s.length() + 1);
    if (!StringLib.isReplacement(replacement)) {
      throw Args.expected(replacement, 3, "gsub", "string/function/table");
    }
    byte[] subject = s.bytes();
    Pattern pattern = pattern(p, true);
    PatternMatcher m = new PatternMatcher(subject, pattern, interrupt);
    byte[] text =
        replacement instanceof LuauString || replacement instanceof Double
            ? Args.bytes(replacement, 3, "gsub")
            : null;
    boolean literal = text != null && ByteSearch.indexOf(text, 0, text.length, (byte) '%') < 0;
    ByteBuilder out = null;
    int copied = 0;
    int count = 0;
    int at = 0;
    while (count < most) {
      if (pattern.anchored ? !m.matchAt(at) : !m.find(at)) {
        break;
      }
      count++;
      if (out == null) {
        out = new ByteBuilder(subject.length + 16);
      }
      out.append(subject, copied, m.start());
      if (literal) {
        out.append(text);
      } else if (text != null) {
        expand(out, text, m, s);
      } else {
        replace(out, replacement, m, s);
      }
      copied = m.end();
      at = m.end() > m.start() ? m.end() : m.end() + 1;
      if (at > subject.length || pattern.anchored) {
        break;
      }
    }
    if (count == 0) {
      return new Object[] {s, 0.0};
    }
    out.append(subject, copied, subject.length);
    state.reserve(out.length());
    return new Object[] {LuauString.of(out.take()), (double) count};
  }

  /** Appends a replacement text, {@code %0} to {@code %9} standing for captures. */
  private static void expand(ByteBuilder out, byte[] text, PatternMatcher m, LuauString s) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '%') {
        out.append(text[i]);
        continue;
      }
      i++;
      byte what = i < text.length ? text[i] : 0;
      if (what < '0' || what > '9') {
        if (what != '%') {
          throw LibError.of("invalid use of '%' in replacement string");
        }
        out.append(what);
      } else if (what == '0') {
        out.append(s.bytes(), m.start(), m.end());
      } else {
        append(out, capture(m, s, what - '1'));
      }
    }
  }

  private void replace(ByteBuilder out, Object source, PatternMatcher m, LuauString s) {
    Object value;
    if (source instanceof LuauTable table) {
      value = Operators.index(table, capture(m, s, 0));
    } else {
      state.beginNative();
      Object captures = captures(m, s);
      LuauFunction function = (LuauFunction) source;
      value =
          Results.first(
              captures instanceof Object[] several
                  ? function.call(several)
                  : function.call(captures));
      state.endNative();
    }
    if (value == null || value == Boolean.FALSE) {
      out.append(s.bytes(), m.start(), m.end());
    } else if (value instanceof LuauString || value instanceof Double) {
      append(out, value);
    } else {
      throw LibError.of("invalid replacement value (a " + Operators.typeName(value) + ")");
    }
  }

  private static void append(ByteBuilder out, Object value) {
    if (value instanceof LuauString text) {
      out.append(text.bytes());
    } else {
      out.append((double) (Double) value);
    }
  }
}
