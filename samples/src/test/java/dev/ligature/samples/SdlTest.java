package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The picture that the sample of SDL2 draws. */
class SdlTest {
  @TempDir Path directory;

  @BeforeAll
  static void needsTheLibrary() {
    Program.needs("libSDL2-2.0.so.0", "libsdl2-2.0-0");
  }

  static List<Program> programs() {
    return Program.inBothLanguages("sdl2", "picture", "Picture");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void drawsWithoutAScreen(Program picture) throws Exception {
    Path file = directory.resolve("picture.bmp");

    assertThat(picture.output(file.toString()))
        .isEqualTo(file + ": 640 x 480, drawn by SDL's 'dummy' driver\n");

    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(640);
    assertThat(image.getHeight()).isEqualTo(480);
    assertThat(image.getRGB(0, 0)).as("the frame").isEqualTo(0xffffffff);
    assertThat(image.getRGB(639, 479)).as("the frame").isEqualTo(0xffffffff);
    assertThat(image.getRGB(430, 240)).as("inside of the set").isEqualTo(0xff000000);
    assertThat(image.getRGB(100, 243)).as("beside its antenna").isEqualTo(color(100, 243));
    assertThat(image.getRGB(400, 20)).as("outside of the set").isEqualTo(color(400, 20));
    assertThat(image.getRGB(600, 400)).as("outside of the set").isEqualTo(color(600, 400));
    assertThat(image.getRGB(200, 60 + (int) Math.floor(30 * Math.sin(5))))
        .as("the curve")
        .isEqualTo(0xffffff00);
    assertThat(image.getRGB(120, 322) >> 8 & 0xff).as("green at the top").isGreaterThan(230);
    assertThat(image.getRGB(44, 438) >> 16 & 0xff).as("red at the left").isGreaterThan(230);
    assertThat(image.getRGB(196, 438) & 0xff).as("blue at the right").isGreaterThan(230);
    int below = color(30, 310);
    int blended = image.getRGB(30, 310);
    for (int shift = 0; shift <= 16; shift += 8) {
      int expected = ((below >> shift & 0xff) * (255 - 96) + 255 * 96) / 255;
      assertThat(blended >> shift & 0xff).as("the panel").isBetween(expected - 2, expected + 2);
    }
  }

  /** The color of a point of the plane, as ARGB. */
  private static int color(int column, int row) {
    double cx = column / 640.0 * 3.2 - 2.3;
    double cy = row / 480.0 * 2.4 - 1.2;
    double x = 0;
    double y = 0;
    int i = 0;
    while (i < 200 && x * x + y * y <= 4) {
      double next = x * x - y * y + cx;
      y = 2 * x * y + cy;
      x = next;
      i++;
    }
    return i == 200
        ? 0xff000000
        : 0xff000000 | (i * 9 & 0xff) << 16 | (i * 5 & 0xff) << 8 | 40 + i * 13 & 0xff;
  }

  @Test
  void isTheSamePictureInBothLanguages() throws Exception {
    Path luau = directory.resolve("luau.bmp");
    Path java = directory.resolve("java.bmp");
    programs().getFirst().output(luau.toString());
    programs().getLast().output(java.toString());

    assertThat(Files.mismatch(luau, java)).isEqualTo(-1);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void saysWhatSdlSays(Program picture) throws Exception {
    String nowhere = directory.resolve("no/where.bmp").toString();

    assertThat(picture.failure(nowhere)).isEqualTo("picture: Couldn't open " + nowhere + "\n");
  }
}
