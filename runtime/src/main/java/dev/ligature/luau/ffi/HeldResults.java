package dev.ligature.luau.ffi;

import dev.ligature.ffi.Memory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * Memory for the small records that C functions return by value, good until the call ends: {@link
 * StructView} then holds them. There is always room for {@link StructView#MOST_HELD} bytes.
 */
final class HeldResults implements SegmentAllocator {
  private final CallScratch scratch;

  HeldResults(CallScratch scratch) {
    this.scratch = scratch;
  }

  @Override
  public MemorySegment allocate(long size, long align) {
    return Memory.Unchecked.segment(scratch.allocate(StructView.MOST_HELD), size);
  }
}
