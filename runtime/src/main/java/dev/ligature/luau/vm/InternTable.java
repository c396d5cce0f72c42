package dev.ligature.luau.vm;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/** The one string for each run of bytes, as long as somebody uses it. Safe for use by threads. */
final class InternTable {
  /** A string, which may be gone, and the next one of its slot. */
  private static final class Entry extends WeakReference<LuauString> {
    final int hash;
    Entry next;

    Entry(LuauString string, ReferenceQueue<LuauString> gone, int hash, Entry next) {
      super(string, gone);
      this.hash = hash;
      this.next = next;
    }
  }

  private final ReferenceQueue<LuauString> gone = new ReferenceQueue<>();
  private Entry[] slots = new Entry[1024];
  private int size;

  /** {@return the string of these bytes}: {@code string} itself if there was none. */
  synchronized LuauString intern(LuauString string) {
    forget();
    int hash = string.hashCode();
    int slot = hash & slots.length - 1;
    for (Entry e = slots[slot]; e != null; e = e.next) {
      if (e.hash == hash) {
        LuauString known = e.get();
        if (known != null && known.same(string)) {
          return known;
        }
      }
    }
    slots[slot] = new Entry(string, gone, hash, slots[slot]);
    if (++size > slots.length) {
      grow();
    }
    return string;
  }

  private void forget() {
    while (gone.poll() instanceof Entry entry) {
      int slot = entry.hash & slots.length - 1;
      Entry before = null;
      Entry e = slots[slot];
      while (e != entry) {
        before = e;
        e = e.next;
      }
      if (before == null) {
        slots[slot] = entry.next;
      } else {
        before.next = entry.next;
      }
      size--;
    }
  }

  private void grow() {
    Entry[] larger = new Entry[slots.length * 2];
    for (Entry first : slots) {
      Entry next;
      for (Entry e = first; e != null; e = next) {
        next = e.next;
        int slot = e.hash & larger.length - 1;
        e.next = larger[slot];
        larger[slot] = e;
      }
    }
    slots = larger;
  }
}
