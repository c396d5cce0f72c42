package dev.ligature.luau.vm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The keys of the string fields of a table in the order of their assignment, shared by all tables
 * that got the same fields in the same order. The array of keys never changes, so its identity
 * stands for the layout: code that found a field once need only compare arrays to find it again.
 *
 * <p>Shapes grow only from fields named in source text (constructors and {@code t.name = v}), so
 * their number is bounded by the loaded code; other new keys make a table leave its shape for a
 * hash of its own.
 */
final class Shape {
  /** The most fields that a shape describes. */
  static final int MAX_FIELDS = 48;

  private static final int LINEAR = 6;

  static final Shape EMPTY = new Shape(new LuauString[0]);

  final LuauString[] keys;
  private short[] slots;
  private int[] order;
  private Shape lastChild;
  private Map<LuauString, Shape> children;

  private Shape(LuauString[] keys) {
    this.keys = keys;
  }

  /** {@return the slot of a key, -1 if the shape has no such field} */
  int slotOf(LuauString key) {
    LuauString[] k = keys;
    if (k.length <= LINEAR) {
      for (int i = 0; i < k.length; i++) {
        if (k[i] == key) {
          return i;
        }
      }
      for (int i = 0; i < k.length; i++) {
        if (k[i].same(key)) {
          return i;
        }
      }
      return -1;
    }
    short[] table = slots;
    if (table == null) {
      table = hash(k);
      slots = table;
    }
    int mask = table.length - 1;
    int at = key.hashCode() & mask;
    while (table[at] >= 0) {
      LuauString candidate = k[table[at]];
      if (candidate == key || candidate.same(key)) {
        return table[at];
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  /**
   * {@return the slots in the order of traversal}: that of the official VM for a table which was
   * made with room for exactly these fields, since scripts get used to it.
   */
  int[] order() {
    int[] known = order;
    if (known != null) {
      return known;
    }
    int size = Math.max(1, Integer.highestOneBit(Math.max(1, keys.length * 2 - 1)));
    int[] nodes = new int[size];
    Arrays.fill(nodes, -1);
    int free = size;
    for (int slot = 0; slot < keys.length; slot++) {
      int main = officialHash(keys[slot]) & (size - 1);
      if (nodes[main] < 0) {
        nodes[main] = slot;
        continue;
      }
      do {
        free--;
      } while (nodes[free] >= 0);
      int occupant = nodes[main];
      if ((officialHash(keys[occupant]) & (size - 1)) == main) {
        nodes[free] = slot;
      } else {
        nodes[free] = occupant;
        nodes[main] = slot;
      }
    }
    known = Arrays.stream(nodes).filter(slot -> slot >= 0).toArray();
    order = known;
    return known;
  }

  /** The hash of strings in Lua 5.1, which the official VM keeps for short ones. */
  private static int officialHash(LuauString key) {
    byte[] bytes = key.bytes();
    int h = bytes.length;
    for (int i = bytes.length; i > 0; i--) {
      h ^= (h << 5) + (h >>> 2) + (bytes[i - 1] & 0xff);
    }
    return h;
  }

  private static short[] hash(LuauString[] keys) {
    short[] table = new short[Integer.highestOneBit(keys.length) * 4];
    Arrays.fill(table, (short) -1);
    int mask = table.length - 1;
    for (int i = 0; i < keys.length; i++) {
      int at = keys[i].hashCode() & mask;
      while (table[at] >= 0) {
        at = (at + 1) & mask;
      }
      table[at] = (short) i;
    }
    return table;
  }

  /** {@return the shape with {@code key} added if it is known already, else null} */
  synchronized Shape known(LuauString key) {
    Shape last = lastChild;
    if (last != null && last.keys[keys.length].same(key)) {
      return last;
    }
    return children == null ? null : children.get(key);
  }

  /** {@return the shape with {@code key} added} */
  synchronized Shape with(LuauString key) {
    Shape child = known(key);
    if (child == null) {
      LuauString[] longer = Arrays.copyOf(keys, keys.length + 1);
      longer[keys.length] = key;
      child = new Shape(longer);
      if (lastChild != null) {
        if (children == null) {
          children = new HashMap<>(4);
          children.put(lastChild.keys[keys.length], lastChild);
        }
        children.put(key, child);
      }
    }
    lastChild = child;
    return child;
  }
}
