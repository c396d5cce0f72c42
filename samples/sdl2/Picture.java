import bindings.Sdl;
import bindings.Sdl.SDL_Point;
import bindings.Sdl.SDL_Rect;
import bindings.Sdl.SDL_Surface;
import bindings.Sdl.SDL_Vertex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Draws the Mandelbrot set with some shapes over it, and saves the picture. No screen is needed:
 * SDL's "dummy" video driver has windows that nobody sees.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/sdl2/Picture.java OUT.bmp</pre>
 */
final class Picture {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int ITERATIONS = 200;

  private Picture() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      throw fail("usage: picture OUT.bmp");
    }
    Sdl.SDL_SetHint(Sdl.SDL_HINT_VIDEODRIVER, "dummy");
    check(Sdl.SDL_Init(Sdl.SDL_INIT_VIDEO));
    MemorySegment window =
        some(Sdl.SDL_CreateWindow("Mandelbrot", 0, 0, WIDTH, HEIGHT, Sdl.SDL_WINDOW_HIDDEN));
    SDL_Surface surface = new SDL_Surface(some(Sdl.SDL_GetWindowSurface(window)));
    mandelbrot(surface);
    shapes(surface);
    check(Sdl.SDL_UpdateWindowSurface(window));
    // SDL_SaveBMP is a macro for these two; the 1 closes the file.
    check(Sdl.SDL_SaveBMP_RW(surface.segment(), Sdl.SDL_RWFromFile(args[0], "wb"), 1));
    String driver = Sdl.Native.string(Sdl.SDL_GetCurrentVideoDriver());
    System.out.printf(
        "%s: %d x %d, drawn by SDL's '%s' driver%n", args[0], surface.w(), surface.h(), driver);
    Sdl.SDL_DestroyWindow(window);
    Sdl.SDL_Quit();
  }

  /** How many steps it takes to leave the circle of radius 2; ITERATIONS if it never does. */
  private static int steps(double cx, double cy) {
    double x = 0;
    double y = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double x2 = x * x;
      double y2 = y * y;
      if (x2 + y2 > 4) {
        return i;
      }
      y = 2 * x * y + cy;
      x = x2 - y2 + cx;
    }
    return ITERATIONS;
  }

  /** Writes pixels where the surface has them. */
  private static void mandelbrot(SDL_Surface surface) {
    int[] colors = new int[ITERATIONS + 1];
    for (int i = 0; i < ITERATIONS; i++) {
      colors[i] =
          Sdl.SDL_MapRGB(surface.format(), (byte) (i * 9), (byte) (i * 5), (byte) (40 + i * 13));
    }
    colors[ITERATIONS] = Sdl.SDL_MapRGB(surface.format(), (byte) 0, (byte) 0, (byte) 0);
    MemorySegment pixels = some(surface.pixels());
    int perRow = surface.pitch() / Integer.BYTES;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int count = steps((double) column / WIDTH * 3.2 - 2.3, (double) row / HEIGHT * 2.4 - 1.2);
        pixels.setAtIndex(ValueLayout.JAVA_INT, row * perRow + column, colors[count]);
      }
    }
  }

  /** Draws over it: a panel that shines through, a triangle of three colors, a curve, a frame. */
  private static void shapes(SDL_Surface surface) {
    MemorySegment renderer = some(Sdl.SDL_CreateSoftwareRenderer(surface.segment()));
    check(Sdl.SDL_SetRenderDrawBlendMode(renderer, Sdl.SDL_BLENDMODE_BLEND));
    try (Arena arena = Arena.ofConfined()) {
      SDL_Rect panel = SDL_Rect.allocate(arena).x(20).y(300).w(200).h(160);
      color(renderer, 255, 255, 255, 96);
      check(Sdl.SDL_RenderFillRect(renderer, panel.segment()));

      MemorySegment vertices = SDL_Vertex.allocateArray(arena, 3);
      for (int i = 0; i < 3; i++) {
        SDL_Vertex vertex = SDL_Vertex.elementAt(vertices, i);
        vertex.position().x(40 + 80 * i).y(i == 1 ? 320 : 440);
        vertex
            .color()
            .r((byte) (i == 0 ? 255 : 0))
            .g((byte) (i == 1 ? 255 : 0))
            .b((byte) (i == 2 ? 255 : 0))
            .a((byte) 255);
      }
      MemorySegment none = MemorySegment.NULL;
      check(Sdl.SDL_RenderGeometry(renderer, none, vertices, 3, none, 0));

      MemorySegment points = SDL_Point.allocateArray(arena, WIDTH);
      for (int x = 0; x < WIDTH; x++) {
        SDL_Point.elementAt(points, x).x(x).y((int) Math.floor(60 + 30 * Math.sin(x / 40.0)));
      }
      color(renderer, 255, 255, 0, 255);
      check(Sdl.SDL_RenderDrawLines(renderer, points, WIDTH));

      SDL_Rect frame = SDL_Rect.allocate(arena).w(WIDTH).h(HEIGHT);
      color(renderer, 255, 255, 255, 255);
      check(Sdl.SDL_RenderDrawRect(renderer, frame.segment()));
      Sdl.SDL_RenderPresent(renderer);
    }
    Sdl.SDL_DestroyRenderer(renderer);
  }

  private static void color(MemorySegment renderer, int r, int g, int b, int a) {
    check(Sdl.SDL_SetRenderDrawColor(renderer, (byte) r, (byte) g, (byte) b, (byte) a));
  }

  private static MemorySegment some(MemorySegment pointer) {
    if (pointer.equals(MemorySegment.NULL)) {
      throw fail(Sdl.Native.string(Sdl.SDL_GetError()));
    }
    return pointer;
  }

  private static void check(int status) {
    if (status != 0) {
      throw fail(Sdl.Native.string(Sdl.SDL_GetError()));
    }
  }

  private static Error fail(String message) {
    System.out.println("picture: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
