package dev.ligature.ffi;

import java.lang.foreign.MemoryLayout;
import java.util.Objects;

/**
 * An array in memory.
 *
 * @param count elements; 0 for a flexible array member
 */
public record ArrayLayout(Layout element, long count) implements Layout {
  public ArrayLayout {
    Objects.requireNonNull(element, "element");
    if (count < 0) {
      throw new FfiException("Array of " + count + " elements");
    }
    if (element.byteSize() == 0) {
      throw new FfiException("Array of elements without a size");
    }
    if (Math.multiplyHigh(element.byteSize(), count) != 0 || element.byteSize() * count < 0) {
      throw new FfiException(
          "Array too large: " + count + " elements of " + element.byteSize() + " bytes");
    }
  }

  @Override
  public long byteSize() {
    return element.byteSize() * count;
  }

  @Override
  public long byteAlignment() {
    return element.byteAlignment();
  }

  @Override
  public MemoryLayout memoryLayout() {
    return MemoryLayout.sequenceLayout(count, element.memoryLayout());
  }
}
