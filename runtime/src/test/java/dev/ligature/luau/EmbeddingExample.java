package dev.ligature.luau;

import dev.ligature.luau.vm.LuauFunction;
import java.util.List;

/** The example of the package's documentation. */
final class EmbeddingExample {
  private EmbeddingExample() {}

  static List<Object> discounts() {
    // @start region="example"
    Luau luau =
        Luau.builder()
            .function("price", arguments -> arguments[0].toString().length() * 10)
            .global("customers", List.of("Ada", "Grace", "Barbara"))
            .memoryLimit(64 << 20)
            .build();

    Object[] results =
        luau.run(
            """
            local total = 0
            for _, name in customers do
                total += price(name)
            end
            return total, function(percent: number) return total * (1 - percent / 100) end
            """,
            "=prices");

    double total = (Double) results[0];
    LuauFunction discount = (LuauFunction) results[1];
    try {
      return List.of(total, luau.call(discount, 20)[0]);
    } catch (LuauRuntimeException e) {
      System.err.println(e.getMessage() + "\n" + e.traceback());
      return List.of(total);
    }
    // @end
  }
}
