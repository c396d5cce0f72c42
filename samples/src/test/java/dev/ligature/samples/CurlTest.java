package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The samples of libcurl, with a server on this machine. */
class CurlTest {
  private static HttpServer server;
  private static String address;

  @BeforeAll
  static void serve() throws IOException {
    Program.needs("libcurl.so.4", "libcurl4");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/echo",
        exchange ->
            answer(
                exchange,
                200,
                exchange.getRequestHeaders().getFirst("User-Agent").replaceAll("[0-9]+", "N")
                    + " says "
                    + exchange.getRequestHeaders().getFirst("X-Sample")));
    server.createContext("/large", exchange -> answer(exchange, 200, "0123456789".repeat(50_000)));
    server.createContext("/missing", exchange -> answer(exchange, 404, "not here"));
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/echo");
          answer(exchange, 302, "");
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static List<Program> urls() {
    return Program.inBothLanguages("curl", "url", "Url");
  }

  static List<Program> fetches() {
    return Program.inBothLanguages("curl", "fetch", "Fetch").stream()
        .map(program -> program.with("no_proxy", "*"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("urls")
  void takesUrlsApart(Program url) throws Exception {
    assertThat(url.output("https://jane:p%40ss@example.org/a%20b/c?x=1&y=2#part"))
        .isEqualTo(
            """
            scheme    https
            user      jane
            password  p@ss
            host      example.org
            port      443
            path      /a b/c
            query     x=1&y=2
            fragment  part
            url       https://jane:p%40ss@example.org/a%20b/c?x=1&y=2#part
            """);
    assertThat(url.output("http://example.org:8080/a/b", "../c"))
        .contains("port      8080\n", "url       http://example.org:8080/c\n");
    assertThat(url.failure("http://exa mple.org")).isEqualTo("url: Bad hostname\n");
  }

  @ParameterizedTest
  @MethodSource("fetches")
  void fetches(Program fetch) throws Exception {
    assertThat(fetch.output(address + "/moved", "X-Sample: hello"))
        .isEqualTo(
            """
            200 text/plain, 32 bytes in 1 pieces
            ligature-sample/N.N.N says hello
            """);
    assertThat(fetch.output(address + "/missing")).startsWith("404 text/plain, 8 bytes");
  }

  @ParameterizedTest
  @MethodSource("fetches")
  void collectsLargeBodiesPieceByPiece(Program fetch) throws Exception {
    String output = fetch.output(address + "/large");

    assertThat(output.lines().findFirst().orElseThrow())
        .matches("200 text/plain, 500000 bytes in \\d\\d+ pieces");
    assertThat(output.lines().skip(1)).containsExactly("0123456789".repeat(50_000));
  }

  @ParameterizedTest
  @MethodSource("fetches")
  void saysWhatCurlSays(Program fetch) throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    String nowhere = "http://127.0.0.1:" + closed + "/";

    assertThat(fetch.failure(nowhere))
        .isEqualTo("fetch: " + nowhere + ": Couldn't connect to server\n");
    assertThat(fetch.failure("gopherus://x")).endsWith(": Unsupported protocol\n");
  }
}
