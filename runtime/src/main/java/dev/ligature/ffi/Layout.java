package dev.ligature.ffi;

import java.lang.foreign.MemoryLayout;

/** What memory holds: a scalar, an array or a record. Sizes and alignments are bytes. */
public sealed interface Layout permits NativeType, ArrayLayout, RecordLayout {

  /** {@return the size in bytes} */
  long byteSize();

  /** {@return the alignment in bytes, a power of two} */
  long byteAlignment();

  /** {@return the layout that Panama's linker needs to pass it by value} */
  MemoryLayout memoryLayout();
}
