package dev.ligature.luau.lib;

/** The generator behind {@code math.random}: PCG-XSH-RR, 64 bits of state (O'Neill, 2014). */
public final class Pcg32 {
  private static final long MULTIPLIER = 6364136223846793005L;
  private static final long INCREMENT = 105;

  private long state;

  public Pcg32(long seed) {
    seed(seed);
  }

  /** Starts the sequence that belongs to {@code seed}. */
  public void seed(long seed) {
    state = 0;
    next();
    state += seed;
    next();
  }

  /** {@return the next 32 random bits} */
  public int next() {
    long old = state;
    state = old * MULTIPLIER + INCREMENT;
    int shifted = (int) ((old >>> 18 ^ old) >>> 27);
    return Integer.rotateRight(shifted, (int) (old >>> 59));
  }

  /** {@return a double in [0, 1] from 64 random bits} */
  public double nextDouble() {
    long low = next() & 0xffff_ffffL;
    long high = next() & 0xffff_ffffL;
    return Numbers.fromUnsigned(low | high << 32) * 0x1p-64;
  }

  /** {@return an integer in [0, bound), {@code bound} taken as unsigned} */
  public long nextBelow(int bound) {
    return (bound & 0xffff_ffffL) * (next() & 0xffff_ffffL) >>> 32;
  }
}
