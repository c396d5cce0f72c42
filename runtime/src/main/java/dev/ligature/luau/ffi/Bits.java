package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.Memory;

/**
 * Bit-fields in memory, byte by byte, so that nothing outside their own bytes is touched. Bits are
 * counted from the least significant bit of the first byte, as little-endian ABIs do; a field of up
 * to 64 bits may begin anywhere.
 */
final class Bits {
  private Bits() {}

  /** {@return the bits as an unsigned number} */
  static long read(Block block, long address, int shift, int width) {
    long value = 0;
    int have = 0;
    for (long at = address; have < width; at++) {
      int from = have == 0 ? shift : 0;
      int take = Math.min(8 - from, width - have);
      long piece = (Memory.readByte(block, at) & 0xff) >>> from & (1 << take) - 1;
      value |= piece << have;
      have += take;
    }
    return value;
  }

  /** Writes the low bits of a number, leaving the neighbours as they are. */
  static void write(Block block, long address, int shift, int width, long value) {
    int done = 0;
    for (long at = address; done < width; at++) {
      int from = done == 0 ? shift : 0;
      int take = Math.min(8 - from, width - done);
      int mask = (1 << take) - 1 << from;
      int piece = (int) (value >>> done) << from & mask;
      Memory.writeByte(block, at, (byte) (Memory.readByte(block, at) & ~mask | piece));
      done += take;
    }
  }
}
