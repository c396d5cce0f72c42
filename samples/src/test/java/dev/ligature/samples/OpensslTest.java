package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample of OpenSSL computes what {@code java.security} and {@code javax.crypto} compute. */
class OpensslTest {
  @TempDir Path directory;

  private final byte[] content = new byte[200_000];
  private Path file;

  @BeforeAll
  static void needsTheLibrary() {
    Program.needs("libcrypto.so.3", "libssl3");
  }

  @BeforeEach
  void fill() throws Exception {
    new Random(3).nextBytes(content);
    file = Files.write(directory.resolve("data.bin"), content);
  }

  static List<Program> programs() {
    return Program.inBothLanguages("openssl", "digest", "Digest");
  }

  private static String line(byte[] result, Path path) {
    return HexFormat.of().formatHex(result) + "  " + path + "\n";
  }

  @ParameterizedTest
  @MethodSource("programs")
  void digestsFiles(Program digest) throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.bin"));
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");

    assertThat(digest.output(file.toString(), empty.toString()))
        .isEqualTo(line(sha256.digest(content), file) + line(sha256.digest(new byte[0]), empty));
    assertThat(digest.output("--algorithm", "sha3-512", file.toString()))
        .isEqualTo(line(MessageDigest.getInstance("SHA3-512").digest(content), file));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void authenticatesFiles(Program digest) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("a secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));

    assertThat(digest.output("--hmac", "a secret", file.toString()))
        .isEqualTo(line(mac.doFinal(content), file));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void saysWhatOpensslSays(Program digest) throws Exception {
    assertThat(digest.failure("--algorithm", "sha0", file.toString()))
        .isEqualTo("digest: there is no algorithm 'sha0'\n");
    assertThat(digest.failure("missing.bin"))
        .matches("digest: missing.bin: error:.*:No such file or directory\n");
    assertThat(digest.failure(directory.toString())).contains("Is a directory");
  }
}
