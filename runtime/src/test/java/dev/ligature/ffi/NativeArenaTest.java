package dev.ligature.ffi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NativeArenaTest {
  private final NativeArena arena = new NativeArena();

  @Test
  void memoryIsZeroedAndAligned() {
    Block block = arena.allocate(100, 64);
    assertThat(block.address() % 64).isZero();
    assertThat(Memory.bytes(block, block.address(), 100)).containsOnly(0);
  }

  @Test
  void memoryIsZeroedAgainAfterReset() {
    Block before = arena.allocate(64, 16);
    Memory.fill(before, before.address(), 64, (byte) 0xff);
    arena.reset();
    Block after = arena.allocate(64, 16);
    assertThat(Memory.bytes(after, after.address(), 64)).containsOnly(0);
  }

  @Test
  void accessIsCheckedBeforeBehindAndAcross() {
    Block block = arena.allocate(8, 8);
    arena.allocate(8, 8);
    long at = block.address();
    Memory.writeLong(block, at, -1);
    assertThatThrownBy(() -> Memory.readByte(block, at - 1))
        .hasMessage("Read out of bounds: offset -1 + size 1 > 8");
    assertThatThrownBy(() -> Memory.readByte(block, at + 8))
        .hasMessage("Read out of bounds: offset 8 + size 1 > 8");
    assertThatThrownBy(() -> Memory.writeInt(block, at + 6, 1))
        .hasMessage("Write out of bounds: offset 6 + size 4 > 8");
    assertThatThrownBy(() -> Memory.readByte(block, Long.MIN_VALUE))
        .isInstanceOf(FfiException.class);
    assertThatThrownBy(() -> Memory.readLong(block, Long.MAX_VALUE))
        .isInstanceOf(FfiException.class);
  }

  @Test
  void accessEndsWithResetAndFree() {
    Block first = arena.allocate(8, 8);
    arena.reset();
    assertThatThrownBy(() -> Memory.readInt(first, first.address()))
        .hasMessage("Read after free: its arena was reset");
    Block second = arena.allocate(8, 8);
    arena.free();
    assertThatThrownBy(() -> Memory.writeInt(second, second.address(), 1))
        .hasMessage("Write after free: its arena was freed");
    assertThatThrownBy(() -> arena.allocate(1, 1)).hasMessage("Arena was freed");
    arena.free();
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    assertThatThrownBy(() -> arena.allocate(0, 1)).hasMessage("Cannot allocate 0 bytes");
    assertThatThrownBy(() -> arena.allocate(-5, 1)).hasMessage("Cannot allocate -5 bytes");
    assertThatThrownBy(() -> arena.allocate(8, 3)).hasMessage("Alignment 3 is not a power of two");
    assertThatThrownBy(() -> arena.allocate(Long.MAX_VALUE, 32))
        .hasMessageStartingWith("Out of memory");
  }

  @Test
  void largeBlocksAreNotTouched() {
    Block block = arena.allocate(1L << 32, 16);
    assertThat(Memory.readLong(block, block.address() + (1L << 31))).isZero();
    arena.reset();
  }

  @Test
  void itCountsSinceReset() {
    arena.allocate(10, 1);
    arena.allocate(20, 1);
    assertThat(arena.totalAllocated()).isEqualTo(30);
    assertThat(arena.allocationCount()).isEqualTo(2);
    arena.reset();
    assertThat(arena.totalAllocated()).isZero();
    assertThat(arena.allocationCount()).isZero();
  }

  @Test
  void aBlockKeepsItsMemory() {
    Block block = new NativeArena().allocate(16, 16);
    Memory.writeLong(block, block.address(), 42);
    for (int i = 0; i < 3; i++) {
      System.gc();
      new NativeArena().allocate(1 << 20, 16);
    }
    assertThat(Memory.readLong(block, block.address())).isEqualTo(42);
  }

  @Test
  void nullIsSaidToBeNull() {
    assertThatThrownBy(() -> Memory.readInt(Block.UNMANAGED, 0))
        .hasMessage("Cannot read from null pointer");
    assertThatThrownBy(() -> Memory.writeInt(Block.UNMANAGED, 0, 1))
        .hasMessage("Cannot write to null pointer");
    assertThatThrownBy(() -> Memory.fill(Block.UNMANAGED, 0, 1, (byte) 0))
        .hasMessage("Cannot fill null pointer");
    assertThatThrownBy(() -> Memory.copy(Block.UNMANAGED, 0, Block.UNMANAGED, 0, 1))
        .hasMessage("Cannot copy to/from null pointer");
  }

  @Test
  void copiesMayOverlap() {
    Block block = arena.allocate(8, 8);
    long at = block.address();
    Memory.put(block, at, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    Memory.copy(block, at + 2, block, at, 6);
    assertThat(Memory.bytes(block, at, 8)).containsExactly(1, 2, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void anUnterminatedStringStaysInItsBlock() {
    Block block = arena.allocate(4, 1);
    arena.allocate(4, 1);
    Memory.put(block, block.address(), new byte[] {'a', 'b', 'c', 'd'});
    assertThatThrownBy(() -> Memory.cString(block, block.address()))
        .hasMessageStartingWith("String is not terminated");
  }
}
