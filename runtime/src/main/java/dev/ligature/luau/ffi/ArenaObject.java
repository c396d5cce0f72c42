package dev.ligature.luau.ffi;

import dev.ligature.ffi.ArrayLayout;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Layout;
import dev.ligature.ffi.NativeArena;
import dev.ligature.luau.vm.Results;

/** An arena. */
final class ArenaObject extends FfiObject {
  /** What malloc gives. */
  private static final long DEFAULT_ALIGNMENT = 16;

  private static final Members MEMBERS =
      Members.of(
          Kind.ARENA,
          new String[] {"id", "totalAllocated", "allocationCount"},
          new String[] {"alloc", "allocAligned", "allocType", "allocArray", "reset", "free"});

  private final NativeArena arena = new NativeArena();

  ArenaObject(FfiHost host) {
    super(host, Kind.ARENA);
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return switch (id) {
      case 0 -> (double) arena.id();
      case 1 -> (double) arena.totalAllocated();
      default -> (double) arena.allocationCount();
    };
  }

  @Override
  Object invoke(int id, Object[] args) {
    switch (id) {
      case 3 -> {
        return allocate(Arguments.integer(args, 0, "size"), DEFAULT_ALIGNMENT);
      }
      case 4 -> {
        return allocate(Arguments.integer(args, 0, "size"), Arguments.integer(args, 1, "align"));
      }
      case 5 -> {
        Layout layout = ElementType.of(Arguments.at(args, 0)).layout();
        return allocate(layout.byteSize(), Math.max(DEFAULT_ALIGNMENT, layout.byteAlignment()));
      }
      case 6 -> {
        Layout element = ElementType.of(Arguments.at(args, 0)).layout();
        long count = Arguments.count(args, 1, "count");
        if (count == 0) {
          throw new FfiException("Cannot allocate 0 elements");
        }
        Layout array = new ArrayLayout(element, count);
        return allocate(array.byteSize(), Math.max(DEFAULT_ALIGNMENT, array.byteAlignment()));
      }
      case 7 -> arena.reset(host.releases.memory());
      default -> arena.free(host.releases.memory());
    }
    return Results.NONE;
  }

  private RawPointer allocate(long size, long align) {
    return RawPointer.to(host, arena.allocate(size, align));
  }

  @Override
  String describe() {
    return "Arena(id="
        + arena.id()
        + ", allocated="
        + arena.totalAllocated()
        + " bytes, chunks="
        + arena.chunkCount()
        + ")";
  }
}
