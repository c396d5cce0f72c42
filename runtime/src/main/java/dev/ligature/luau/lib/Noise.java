package dev.ligature.luau.lib;

/** Gradient noise (Ken Perlin, "Improving noise", 2002) in single precision, period 256. */
final class Noise {
  private static final byte[] PERMUTATION = permutation();

  /** Sixteen edge directions, three components each. */
  private static final float[] GRADIENTS = {
    1, 1, 0, -1, 1, 0, 1, -1, 0, -1, -1, 0, //
    1, 0, 1, -1, 0, 1, 1, 0, -1, -1, 0, -1, //
    0, 1, 1, 0, -1, 1, 0, 1, -1, 0, -1, -1, //
    1, 1, 0, 0, -1, 1, -1, 1, 0, 0, -1, -1
  };

  private Noise() {}

  /** {@return the noise at a point, in [-1, 1]; 0 at every point of integers} */
  static double at(float x, float y, float z) {
    float floorX = (float) Math.floor(x);
    float floorY = (float) Math.floor(y);
    float floorZ = (float) Math.floor(z);
    int xi = Numbers.toInt(floorX) & 255;
    int yi = Numbers.toInt(floorY) & 255;
    int zi = Numbers.toInt(floorZ) & 255;
    float xf = x - floorX;
    float yf = y - floorY;
    float zf = z - floorZ;
    float u = fade(xf);
    float v = fade(yf);
    float w = fade(zf);

    int a = (hash(xi) + yi) & 255;
    int aa = (hash(a) + zi) & 255;
    int ab = (hash(a + 1) + zi) & 255;
    int b = (hash(xi + 1) + yi) & 255;
    int ba = (hash(b) + zi) & 255;
    int bb = (hash(b + 1) + zi) & 255;

    float la = lerp(u, gradient(aa, xf, yf, zf), gradient(ba, xf - 1, yf, zf));
    float lb = lerp(u, gradient(ab, xf, yf - 1, zf), gradient(bb, xf - 1, yf - 1, zf));
    float la1 = lerp(u, gradient(aa + 1, xf, yf, zf - 1), gradient(ba + 1, xf - 1, yf, zf - 1));
    float lb1 =
        lerp(u, gradient(ab + 1, xf, yf - 1, zf - 1), gradient(bb + 1, xf - 1, yf - 1, zf - 1));
    return lerp(w, lerp(v, la, lb), lerp(v, la1, lb1));
  }

  private static float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static float lerp(float t, float a, float b) {
    return a + t * (b - a);
  }

  private static int hash(int index) {
    return PERMUTATION[index] & 0xff;
  }

  private static float gradient(int index, float x, float y, float z) {
    int g = (hash(index) & 15) * 3;
    return GRADIENTS[g] * x + GRADIENTS[g + 1] * y + GRADIENTS[g + 2] * z;
  }

  /** Perlin's reference permutation of 0 to 255, its first entry repeated at the end. */
  private static byte[] permutation() {
    String hex =
        "97a0895b5a0f830dc95f6035c2e907e18c24671e458e086325f0150a17be0694f778ea4b001ac53e"
            + "5efcdbcb75230b2039b12158ed953857ae147d88aba844af4aa547868b301ba64d929ee7536fe57a"
            + "3cd385e6dc695c29372ef528f4668f3641193fa101d85049d14c84bbd05912a9c8c4878274bc9f56"
            + "a4646dc6adba034034d9e2fa7c7b05ca2693767eff5255d4cfce3be32f103a11b6bd1c2adfb7aad5"
            + "77f898022c9aa346dd99659ba72bac09811627fd13626c6e4f71e0e8b2b97068daf661e4fb22f2c1"
            + "eed2900cbfb3a2f1513391ebf90eef6b31c0d61fb5c76a9db854ccb07379322d7f0496fe8aeccd5d"
            + "de72431d1848f38d80c34e42d73d9cb497";
    return java.util.HexFormat.of().parseHex(hex);
  }
}
