import bindings.Curl;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fetches a URL and prints what comes back.
 *
 * <pre>java --enable-native-access=ALL-UNNAMED samples/curl/Fetch.java URL ["HEADER: VALUE"...]
 * </pre>
 */
final class Fetch {
  private Fetch() {}

  public static void main(String[] args) {
    if (args.length == 0) {
      throw fail("usage: fetch URL [\"HEADER: VALUE\"...]");
    }
    Curl.curl_global_init(Curl.CURL_GLOBAL_DEFAULT);
    MemorySegment handle = Curl.curl_easy_init();
    MemorySegment headers = MemorySegment.NULL;
    for (int i = 1; i < args.length; i++) {
      headers = Curl.curl_slist_append(headers, args[i]);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    AtomicInteger pieces = new AtomicInteger();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment write =
          Curl.curl_write_callback.allocate(
              (piece, size, count, _) -> {
                body.writeBytes(piece.asSlice(0, size * count).toArray(ValueLayout.JAVA_BYTE));
                pieces.incrementAndGet();
                return size * count; // anything else would end the transfer
              },
              arena);

      set(handle, Curl.CURLOPT_URL, args[0]);
      set(handle, Curl.CURLOPT_USERAGENT, "ligature-sample/" + Curl.LIBCURL_VERSION);
      set(handle, Curl.CURLOPT_HTTPHEADER, headers);
      set(handle, Curl.CURLOPT_FOLLOWLOCATION, 1L); // a C long, as curl_easy_setopt wants it
      set(handle, Curl.CURLOPT_TIMEOUT_MS, 20_000L);
      set(handle, Curl.CURLOPT_WRITEFUNCTION, write);

      int status = Curl.curl_easy_perform(handle);
      if (status != Curl.CURLE_OK) {
        throw fail(args[0] + ": " + message(status));
      }
      MemorySegment code = arena.allocate(ValueLayout.JAVA_LONG);
      MemorySegment type = arena.allocate(Curl.Native.POINTER);
      Curl.curl_easy_getinfo(handle, Curl.CURLINFO_RESPONSE_CODE, code);
      Curl.curl_easy_getinfo(handle, Curl.CURLINFO_CONTENT_TYPE, type);
      String contentType = Curl.Native.string(type.get(Curl.Native.POINTER, 0));
      System.out.printf(
          "%d %s, %d bytes in %d pieces%n",
          code.get(ValueLayout.JAVA_LONG, 0),
          contentType == null ? "of no type" : contentType,
          body.size(),
          pieces.get());
      System.out.println(body.toString(StandardCharsets.UTF_8));
    }
    Curl.curl_slist_free_all(headers);
    Curl.curl_easy_cleanup(handle);
    Curl.curl_global_cleanup();
  }

  private static void set(MemorySegment handle, int option, Object value) {
    int status = Curl.curl_easy_setopt(handle, option, value);
    if (status != Curl.CURLE_OK) {
      throw fail(message(status));
    }
  }

  private static String message(int status) {
    return Curl.Native.string(Curl.curl_easy_strerror(status));
  }

  private static Error fail(String message) {
    System.out.println("fetch: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
