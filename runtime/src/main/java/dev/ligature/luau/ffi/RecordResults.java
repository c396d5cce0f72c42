package dev.ligature.luau.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Memory for records that C functions return by value. Results are cut from slabs; a slab lives as
 * long as any segment cut from it.
 */
final class RecordResults implements SegmentAllocator {
  private static final long SLAB = 16 << 10;

  private MemorySegment slab = MemorySegment.NULL;
  private long used;

  @Override
  public MemorySegment allocate(long size, long align) {
    if (size > SLAB / 8) {
      return Arena.ofAuto().allocate(size, align);
    }
    long from = (used + align - 1) & -align;
    if (from + size > slab.byteSize()) {
      slab = Arena.ofAuto().allocate(SLAB, Math.max(64, align));
      from = 0;
    }
    used = from + size;
    return slab.asSlice(from, size);
  }
}
