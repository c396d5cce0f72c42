import bindings.Curl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Takes a URL apart, as libcurl understands it.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/curl/Url.java URL [RELATIVE]</pre>
 */
final class Url {
  private record Part(String name, int part, int flags) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("scheme", Curl.CURLUPART_SCHEME, 0),
          new Part("user", Curl.CURLUPART_USER, Curl.CURLU_URLDECODE),
          new Part("password", Curl.CURLUPART_PASSWORD, Curl.CURLU_URLDECODE),
          new Part("host", Curl.CURLUPART_HOST, 0),
          new Part("port", Curl.CURLUPART_PORT, Curl.CURLU_DEFAULT_PORT),
          new Part("path", Curl.CURLUPART_PATH, Curl.CURLU_URLDECODE),
          new Part("query", Curl.CURLUPART_QUERY, 0),
          new Part("fragment", Curl.CURLUPART_FRAGMENT, Curl.CURLU_URLDECODE),
          new Part("url", Curl.CURLUPART_URL, 0));

  private Url() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      throw fail("usage: url URL [RELATIVE]");
    }
    MemorySegment url = Curl.curl_url();
    for (String text : args) { // a second one is relative to the first
      int status = Curl.curl_url_set(url, Curl.CURLUPART_URL, text, 0);
      if (status != Curl.CURLUE_OK) {
        throw fail(Curl.Native.string(Curl.curl_url_strerror(status)));
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(Curl.Native.POINTER);
      for (Part part : PARTS) {
        // A part that the URL does not have is an error of its own.
        if (Curl.curl_url_get(url, part.part, out, part.flags) == Curl.CURLUE_OK) {
          MemorySegment text = out.get(Curl.Native.POINTER, 0);
          System.out.printf("%-9s %s%n", part.name, Curl.Native.string(text));
          Curl.curl_free(text);
        }
      }
    }
    Curl.curl_url_cleanup(url);
  }

  private static Error fail(String message) {
    System.out.println("url: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
