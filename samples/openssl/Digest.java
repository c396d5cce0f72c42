import bindings.Crypto;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Prints digests of files, as sha256sum does; with a key their HMACs.
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED samples/openssl/Digest.java \
 *     [--algorithm NAME] [--hmac KEY] FILE...
 * </pre>
 */
final class Digest {
  private static final int CHUNK = 64 * 1024;

  private Digest() {}

  public static void main(String[] args) {
    String name = "sha256";
    Optional<String> secret = Optional.empty();
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--algorithm") || args[i].equals("--hmac")) {
        if (i + 1 == args.length) {
          throw fail(args[i] + " needs a value");
        } else if (args[i].equals("--hmac")) {
          secret = Optional.of(args[++i]);
        } else {
          name = args[++i];
        }
      } else {
        paths.add(args[i]);
      }
    }
    if (paths.isEmpty()) {
      throw fail("usage: digest [--algorithm NAME] [--hmac KEY] FILE...");
    }
    MemorySegment algorithm = Crypto.EVP_get_digestbyname(name);
    if (isNull(algorithm)) {
      throw fail("there is no algorithm '" + name + "'");
    }
    for (String path : paths) {
      byte[] result =
          secret.isPresent() ? hmac(algorithm, secret.get(), path) : digest(algorithm, path);
      System.out.println(HexFormat.of().formatHex(result) + "  " + path);
    }
  }

  private static byte[] digest(MemorySegment algorithm, String path) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment context = Crypto.EVP_MD_CTX_new();
      check(Crypto.EVP_DigestInit_ex(context, algorithm, MemorySegment.NULL));
      read(path, (piece, length) -> Crypto.EVP_DigestUpdate(context, piece, length));
      MemorySegment result = arena.allocate(Crypto.EVP_MAX_MD_SIZE);
      MemorySegment length = arena.allocate(ValueLayout.JAVA_INT);
      check(Crypto.EVP_DigestFinal_ex(context, result, length));
      Crypto.EVP_MD_CTX_free(context);
      return bytes(result, length.get(ValueLayout.JAVA_INT, 0));
    }
  }

  private static byte[] hmac(MemorySegment algorithm, String secret, String path) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      MemorySegment none = MemorySegment.NULL;
      MemorySegment key =
          Crypto.EVP_PKEY_new_raw_private_key(
              Crypto.EVP_PKEY_HMAC, none, arena.allocateFrom(secret), bytes.length);
      MemorySegment context = Crypto.EVP_MD_CTX_new();
      check(Crypto.EVP_DigestSignInit(context, none, algorithm, none, key));
      read(path, (piece, length) -> Crypto.EVP_DigestSignUpdate(context, piece, length));
      MemorySegment result = arena.allocate(Crypto.EVP_MAX_MD_SIZE);
      MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_LONG, result.byteSize());
      check(Crypto.EVP_DigestSignFinal(context, result, length));
      Crypto.EVP_PKEY_free(key);
      Crypto.EVP_MD_CTX_free(context);
      return bytes(result, length.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  private static byte[] bytes(MemorySegment result, long length) {
    return result.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  private interface Take {
    int piece(MemorySegment piece, int length);
  }

  /** Passes each piece of a file on. */
  private static void read(String path, Take take) {
    MemorySegment file = Crypto.BIO_new_file(path, "rb");
    if (isNull(file)) {
      throw fail(path + ": " + reason());
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment piece = arena.allocate(CHUNK);
      int length;
      while ((length = Crypto.BIO_read(file, piece, CHUNK)) > 0) {
        check(take.piece(piece, length));
      }
      if (length < 0) {
        throw fail(path + ": " + reason());
      }
    }
    Crypto.BIO_free(file);
  }

  private static boolean isNull(MemorySegment pointer) {
    return pointer.equals(MemorySegment.NULL);
  }

  private static void check(int status) {
    if (status != 1) {
      throw fail(reason());
    }
  }

  /** {@return OpenSSL's own words for what went wrong last} */
  private static String reason() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(256);
      Crypto.ERR_error_string_n(Crypto.ERR_get_error(), text, text.byteSize());
      return text.getString(0);
    }
  }

  private static Error fail(String message) {
    System.out.println("digest: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
