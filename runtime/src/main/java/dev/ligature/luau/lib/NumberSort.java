package dev.ligature.luau.lib;

/**
 * {@link TableSort}'s algorithm on unboxed numbers by {@code <}: the same comparisons in the same
 * order, written out once more since it is several times as fast without a virtual call for each.
 */
final class NumberSort {
  private final double[] a;

  NumberSort(double[] a) {
    this.a = a;
  }

  /** Sorts the elements from l to u; recursion beyond {@code limit} turns to heap sort. */
  void sort(int l, int u, int limit) {
    double[] a = this.a;
    while (l < u) {
      if (limit == 0) {
        heapSort(l, u);
        return;
      }
      if (a[u] < a[l]) {
        swap(u, l);
      }
      if (u - l == 1) {
        return;
      }
      int m = l + (u - l >> 1);
      if (a[m] < a[l]) {
        swap(m, l);
      } else if (a[u] < a[m]) {
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

  private int partition(int l, int m, int u) {
    double[] a = this.a;
    int p = u - 1;
    swap(m, p);
    double pivot = a[p];
    int i = l;
    int j = p;
    while (true) {
      while (a[++i] < pivot) {
        if (i >= u) {
          throw LibError.of("invalid order function for sorting");
        }
      }
      while (pivot < a[--j]) {
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

  private void swap(int i, int j) {
    double x = a[i];
    a[i] = a[j];
    a[j] = x;
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
      int next = a[l + root] < a[l + left] ? left : root;
      next = a[l + next] < a[l + right] ? right : next;
      if (next == root) {
        break;
      }
      swap(l + root, l + next);
      root = next;
    }
    int last = root * 2 + 1;
    if (last == count - 1 && a[l + root] < a[l + last]) {
      swap(l + root, l + last);
    }
  }
}
