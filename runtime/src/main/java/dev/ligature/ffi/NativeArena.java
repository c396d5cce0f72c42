package dev.ligature.ffi;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Zeroed memory that ends together: with {@link #reset}, {@link #free}, or when neither the arena
 * nor any of its blocks is reachable any more.
 *
 * <p>Small allocations are cut one after the other from chunks that double in size; large ones have
 * a chunk to themselves. Not safe for use by several threads.
 */
public final class NativeArena {
  private static final long FIRST_CHUNK = 4 << 10;
  private static final long LARGEST_CHUNK = 1 << 20;
  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private Chunks chunks = new Chunks();
  private Lifetime lifetime = new Lifetime(chunks);
  private boolean freed;
  private long next;
  private long end;
  private long nextChunkSize = FIRST_CHUNK;
  private long totalAllocated;
  private long allocationCount;

  /**
   * {@return new zeroed memory}
   *
   * @param size bytes, at least 1
   * @param align bytes, a power of two
   * @throws FfiException if size or align is out of range, there is no memory, or the arena was
   *     freed
   */
  public Block allocate(long size, long align) {
    if (freed) {
      throw new FfiException("Arena was freed");
    }
    if (size == 0) {
      throw new FfiException("Cannot allocate 0 bytes");
    }
    if (size < 0) {
      throw new FfiException("Cannot allocate " + size + " bytes");
    }
    if (align < 1 || Long.bitCount(align) != 1 || align > 1 << 30) {
      throw new FfiException("Alignment " + align + " is not a power of two");
    }
    long address = size > LARGEST_CHUNK / 4 ? allocateAlone(size, align) : bump(size, align);
    totalAllocated += size;
    allocationCount++;
    return Block.of(address, size, lifetime);
  }

  private long bump(long size, long align) {
    long address = (next + align - 1) & -align;
    if (next == 0 || address > end - size) {
      long chunk = Math.max(nextChunkSize, size + align);
      next = chunks.add(chunk);
      end = next + chunk;
      nextChunkSize = Math.min(LARGEST_CHUNK, nextChunkSize * 2);
      address = (next + align - 1) & -align;
    }
    next = address + size;
    return address;
  }

  private long allocateAlone(long size, long align) {
    long slack = align > NativeHeap.ALIGNMENT ? align : 0;
    if (size > Long.MAX_VALUE - slack) {
      throw new FfiException("Out of memory: cannot allocate " + size + " bytes");
    }
    return (chunks.add(size + slack) + align - 1) & -align;
  }

  /** Ends all allocations at once; the arena can be used on. */
  public void reset() {
    reset(Runnable::run);
  }

  /**
   * Ends all allocations and has their memory given back.
   *
   * @param releaser gives it back when C no longer uses it
   */
  public void reset(Executor releaser) {
    if (freed) {
      throw new FfiException("Arena was freed");
    }
    release("its arena was reset", releaser);
    chunks = new Chunks();
    lifetime = new Lifetime(chunks);
  }

  /** Ends all allocations and the arena itself. Freeing it again does nothing. */
  public void free() {
    free(Runnable::run);
  }

  /**
   * Ends the arena and has its memory given back.
   *
   * @param releaser gives it back when C no longer uses it
   */
  public void free(Executor releaser) {
    if (!freed) {
      freed = true;
      release("its arena was freed", releaser);
    }
  }

  private void release(String reason, Executor releaser) {
    lifetime.end(reason);
    releaser.execute(chunks::release);
    next = 0;
    end = 0;
    nextChunkSize = FIRST_CHUNK;
    totalAllocated = 0;
    allocationCount = 0;
  }

  /** {@return a number that no other arena of this process has} */
  public long id() {
    return id;
  }

  /** {@return the bytes asked for since creation or reset} */
  public long totalAllocated() {
    return totalAllocated;
  }

  /** {@return the allocations since creation or reset} */
  public long allocationCount() {
    return allocationCount;
  }

  /** {@return the pieces of the C heap that it holds} */
  public int chunkCount() {
    return chunks.memory.addresses.size();
  }

  /** The chunks of one lifetime. The cleaner frees them when this object is unreachable. */
  private static final class Chunks {
    private final Addresses memory = new Addresses();
    private final Cleaner.Cleanable cleanable = CLEANER.register(this, memory);

    long add(long size) {
      long address = NativeHeap.allocateZeroed(size);
      memory.add(address);
      return address;
    }

    void release() {
      cleanable.clean();
    }
  }

  /** What the cleaner frees; it must not refer to the object that it watches. */
  private static final class Addresses implements Runnable {
    private final List<Long> addresses = new ArrayList<>();

    synchronized void add(long address) {
      addresses.add(address);
    }

    @Override
    public synchronized void run() {
      addresses.forEach(NativeHeap::free);
      addresses.clear();
    }
  }
}
