package dev.ligature.luau.lib;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The sequences are those of the official interpreter after {@code math.randomseed(42)}. */
class Pcg32Test {
  @Test
  void givesTheOfficialSequence() {
    Pcg32 random = new Pcg32(42);
    assertThat(random.nextDouble()).isEqualTo(0.22072993115387124);
    assertThat(1 + random.nextBelow(10)).isEqualTo(1);
    assertThat(5 + random.nextBelow(5)).isEqualTo(9);
    assertThat(1 + random.nextBelow(100)).isEqualTo(54);
  }

  @Test
  void noiseIsTheOfficialOne() {
    assertThat(MathLib.noise(1.5, 2.25, 3.75)).isEqualTo(-0.23534488677978516);
    assertThat(MathLib.noise(123456.78, 0.1, 0)).isEqualTo(-0.09586018323898315);
    assertThat(MathLib.noise(4, 5, 6)).isZero();
  }
}
