package dev.ligature.luau;

import dev.ligature.luau.vm.LuauBuffer;
import dev.ligature.luau.vm.LuauCoroutine;
import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.LuauUserdata;
import dev.ligature.luau.vm.LuauVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conversions between Java's values and Luau's. */
final class JavaValues {
  private static final long EXACT = 1L << 53;

  private JavaValues() {}

  static Object toLuau(Object value) {
    return switch (value) {
      case null -> null;
      case Boolean b -> b;
      case Double d -> d;
      case Long l -> l >= -EXACT && l <= EXACT ? (Object) (double) l : l;
      case Integer i -> (double) i;
      case Float f -> (double) f;
      case Short s -> (double) s;
      case Byte b -> (double) b;
      case String s -> LuauString.of(s);
      case Character c -> LuauString.of(c.toString());
      case byte[] bytes -> LuauString.of(bytes.clone());
      case HostFunction function -> new HostFunctionAdapter("", function);
      case Map<?, ?> map -> {
        LuauTable table = new LuauTable(0, map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          table.set(key(entry.getKey()), toLuau(entry.getValue()));
        }
        yield table;
      }
      case List<?> list -> {
        LuauTable table = new LuauTable(list.size(), 0);
        for (int i = 0; i < list.size(); i++) {
          table.set(i + 1.0, toLuau(list.get(i)));
        }
        yield table;
      }
      case LuauString s -> s;
      case LuauTable t -> t;
      case LuauFunction f -> f;
      case LuauCoroutine c -> c;
      case LuauBuffer b -> b;
      case LuauVector v -> v;
      case LuauUserdata u -> u;
      default ->
          throw new IllegalArgumentException(
              "no Luau value for " + value.getClass().getName() + ": " + value);
    };
  }

  private static Object key(Object key) {
    Object converted = toLuau(key);
    if (converted == null || converted instanceof Double d && d.isNaN()) {
      throw new IllegalArgumentException("a table has no key " + key);
    }
    return converted;
  }

  static Object toJava(Object value) {
    return value instanceof LuauString text
        ? new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8)
        : value instanceof LuauTable table ? toJava(table) : value;
  }

  private static Object toJava(LuauTable table) {
    int length = table.length();
    Object[] values = new Object[length];
    Map<Object, Object> map = new LinkedHashMap<>();
    int listed = 0;
    for (int at = table.next(0); at != 0; at = table.next(at)) {
      Object key = table.keyAt(at);
      Object value = nested(table.valueAt(at));
      if (key instanceof Double d && d >= 1 && d <= length && d == d.intValue()) {
        values[d.intValue() - 1] = value;
        listed++;
      }
      map.put(toJava(key), value);
    }
    return listed == map.size() && listed == length && listed > 0
        ? List.copyOf(Arrays.asList(values))
        : Collections.unmodifiableMap(map);
  }

  /** Tables inside a table stay tables: they may be part of a cycle. */
  private static Object nested(Object value) {
    return value instanceof LuauTable ? value : toJava(value);
  }
}
