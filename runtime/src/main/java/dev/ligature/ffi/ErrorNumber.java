package dev.ligature.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;

/**
 * Where calls with {@link CallShape#errno} leave errno (GetLastError on Windows): the JVM may
 * change the real one before anybody reads it.
 */
public final class ErrorNumber {
  private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
  private static final long OFFSET = LAYOUT.byteOffset(PathElement.groupElement(captured()));

  private final MemorySegment state = Arena.ofAuto().allocate(LAYOUT);

  static String captured() {
    return Platform.host().os() == Platform.Os.WINDOWS ? "GetLastError" : "errno";
  }

  /** {@return what such a call takes as its capture state} */
  public MemorySegment state() {
    return state;
  }

  /** {@return the number that the last such call left; 0 before the first} */
  public int last() {
    return state.get(ValueLayout.JAVA_INT, OFFSET);
  }
}
