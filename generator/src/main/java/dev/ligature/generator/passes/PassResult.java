package dev.ligature.generator.passes;

import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a pass makes of an IDL.
 *
 * @param idl the new IDL; its own {@link Idl#skipped()} does not have {@code skipped} yet
 * @param skipped what this pass left out, in the order of the IDL
 */
public record PassResult(Idl idl, List<Skip> skipped) {
  public PassResult {
    Objects.requireNonNull(idl, "idl");
    skipped = List.copyOf(skipped);
  }

  /** {@return the IDL that went through without a loss} */
  public static PassResult of(Idl idl) {
    return new PassResult(idl, List.of());
  }

  /** {@return the result of this and then {@code next}, with what both left out} */
  public PassResult then(Function<Idl, PassResult> next) {
    PassResult result = next.apply(idl);
    if (skipped.isEmpty()) {
      return result;
    }
    List<Skip> all = new ArrayList<>(skipped);
    all.addAll(result.skipped);
    return new PassResult(result.idl, all);
  }

  /** {@return the IDL with what was left out at the end of its own list} */
  public Idl toIdl() {
    if (skipped.isEmpty()) {
      return idl;
    }
    List<Skip> all = new ArrayList<>(idl.skipped());
    all.addAll(skipped);
    return idl.withSkipped(all);
  }
}
