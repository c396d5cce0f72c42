package dev.ligature.luau.lib;

import dev.ligature.luau.vm.LuauFunction;
import dev.ligature.luau.vm.LuauState;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Operators;
import dev.ligature.luau.vm.Results;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@code table.sort}: quicksort with the median of three, falling back to heap sort, comparing and
 * swapping in the same order as the official implementation, so that unstable results and the calls
 * that an order function sees are the same.
 */
final class TableSort {
  private TableSort() {}

  /** Sorts the array part; {@code order} null means {@code <}. */
  static void sort(LuauState state, LuauTable t, LuauFunction order) {
    int n = t.length();
    if (n < 2) {
      return;
    }
    if (order != null) {
      state.beginNative();
      sortByFunction(t, order, n);
      state.endNative();
    } else if (t.doubleCount > 0) {
      new NumberSort(t.doubles).sort(0, n - 1, n);
    } else if (allStrings(t.objects, n)) {
      new Strings(t.objects).sort(0, n - 1, n);
    } else {
      new Values(t, t.objects, n).sort(0, n - 1, n);
    }
  }

  private static boolean allStrings(Object[] objects, int n) {
    for (int i = 0; i < n; i++) {
      if (!(objects[i] instanceof LuauString)) {
        return false;
      }
    }
    return true;
  }

  /**
   * An order function wants objects: numbers are boxed once for the whole sort and written back at
   * its end, also when that is an error.
   */
  private static void sortByFunction(LuauTable t, LuauFunction order, int n) {
    if (t.doubleCount == 0) {
      new ByFunction(t, t.objects, n, order).sort(0, n - 1, n);
      return;
    }
    double[] doubles = t.doubles;
    Object[] boxed = new Object[n];
    for (int i = 0; i < n; i++) {
      boxed[i] = doubles[i];
    }
    ByFunction sorter = new ByFunction(t, boxed, n, order);
    try {
      sorter.sort(0, n - 1, n);
    } finally {
      if (!sorter.modified()) {
        for (int i = 0; i < n; i++) {
          doubles[i] = (Double) boxed[i];
        }
      }
    }
  }

  /** The algorithm; subclasses compare and swap. */
  private abstract static class Sorter {
    final Object[] a;

    Sorter(Object[] a) {
      this.a = a;
    }

    abstract boolean less(int i, int j);

    private void swap(int i, int j) {
      Object x = a[i];
      a[i] = a[j];
      a[j] = x;
    }

    /** Sorts the elements from l to u; recursion beyond {@code limit} turns to heap sort. */
    final void sort(int l, int u, int limit) {
      while (l < u) {
        if (limit == 0) {
          heapSort(l, u);
          return;
        }
        if (less(u, l)) {
          swap(u, l);
        }
        if (u - l == 1) {
          return;
        }
        int m = l + (u - l >> 1);
        if (less(m, l)) {
          swap(m, l);
        } else if (less(u, m)) {
          swap(m, u);
        }
        if (u - l == 2) {
          return;
        }
        int i = partition(l, m, u);
        limit = (limit >> 1) + (limit >> 2);
        if (i - l < u - i) {
          sort(l, i - 1, limit);
          l = i + 1;
        } else {
          sort(i + 1, u, limit);
          u = i - 1;
        }
      }
    }

    /** Splits about the median of three, which moves to {@code u - 1}; {@return its place} */
    private int partition(int l, int m, int u) {
      int p = u - 1;
      swap(m, p);
      int i = l;
      int j = p;
      while (true) {
        while (less(++i, p)) {
          if (i >= u) {
            throw LibError.of("invalid order function for sorting");
          }
        }
        while (less(p, --j)) {
          if (j <= l) {
            throw LibError.of("invalid order function for sorting");
          }
        }
        if (j < i) {
          break;
        }
        swap(i, j);
      }
      swap(p, i);
      return i;
    }

    private void heapSort(int l, int u) {
      int count = u - l + 1;
      for (int i = count / 2 - 1; i >= 0; i--) {
        siftDown(l, u, i);
      }
      for (int i = count - 1; i > 0; i--) {
        swap(l, l + i);
        siftDown(l, l + i - 1, 0);
      }
    }

    private void siftDown(int l, int u, int root) {
      int count = u - l + 1;
      while (root * 2 + 2 < count) {
        int left = root * 2 + 1;
        int right = root * 2 + 2;
        int next = root;
        next = less(l + next, l + left) ? left : next;
        next = less(l + next, l + right) ? right : next;
        if (next == root) {
          break;
        }
        swap(l + root, l + next);
        root = next;
      }
      int last = root * 2 + 1;
      if (last == count - 1 && less(l + root, l + last)) {
        swap(l + root, l + last);
      }
    }
  }

  private static final class Strings extends Sorter {
    private static final VarHandle LONG =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    Strings(Object[] a) {
      super(a);
    }

    @Override
    boolean less(int i, int j) {
      byte[] x = ((LuauString) a[i]).bytes();
      byte[] y = ((LuauString) a[j]).bytes();
      int common = Math.min(x.length, y.length);
      int at = 0;
      for (; at <= common - 8; at += 8) {
        long v = (long) LONG.get(x, at);
        long w = (long) LONG.get(y, at);
        if (v != w) {
          return Long.compareUnsigned(v, w) < 0;
        }
      }
      for (; at < common; at++) {
        if (x[at] != y[at]) {
          return (x[at] & 0xff) < (y[at] & 0xff);
        }
      }
      return x.length < y.length;
    }
  }

  /** Sorts values of any kind, by {@code <} with metamethods. */
  private static class Values extends Sorter {
    private final LuauTable table;
    private final int count;
    private final double[] doubles;
    private final Object[] objects;
    private final Object layout;

    Values(LuauTable table, Object[] a, int count) {
      super(a);
      this.table = table;
      this.count = count;
      this.doubles = table.doubles;
      this.objects = table.objects;
      this.layout = table.layout();
    }

    /** {@return whether an order function changed the size or kind of the table's parts} */
    final boolean modified() {
      return table.doubles != doubles
          || table.objects != objects
          || table.layout() != layout
          || table.length() != count;
    }

    final void checkUnmodified() {
      if (modified()) {
        throw LibError.of("table modified during sorting");
      }
    }

    @Override
    boolean less(int i, int j) {
      boolean result = Operators.lessThan(a[i], a[j]);
      checkUnmodified();
      return result;
    }
  }

  private static final class ByFunction extends Values {
    private final LuauFunction order;

    ByFunction(LuauTable table, Object[] a, int count, LuauFunction order) {
      super(table, a, count);
      this.order = order;
    }

    @Override
    boolean less(int i, int j) {
      Object result = order.call(a[i], a[j]);
      checkUnmodified();
      return result == Boolean.TRUE || Operators.truthy(Results.first(result));
    }
  }
}
