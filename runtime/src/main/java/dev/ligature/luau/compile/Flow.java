package dev.ligature.luau.compile;

import dev.ligature.luau.syntax.Expr;
import dev.ligature.luau.syntax.Stat;
import java.util.List;

/** Where control can go, as far as the form of statements tells. */
final class Flow {
  private Flow() {}

  /** {@return whether control never leaves the block at its end} */
  static boolean ends(Stat.Block block) {
    List<Stat> body = block.body();
    return !body.isEmpty() && ends(body.get(body.size() - 1));
  }

  /** {@return whether control never goes on behind the statement} */
  static boolean ends(Stat stat) {
    return switch (stat) {
      case Stat.Return r -> true;
      case Stat.ReturnExports r -> true;
      case Stat.Break b -> true;
      case Stat.Continue c -> true;
      case Stat.Block b -> ends(b);
      case Stat.If s -> ends(s.thenBody()) && s.elseBody().isPresent() && ends(s.elseBody().get());
      case Stat.While w ->
          Exprs.unwrap(w.condition()) instanceof Expr.Bool b && b.value() && !breaks(w.body());
      default -> false;
    };
  }

  /** {@return whether a block has a {@code break} for the loop around it} */
  static boolean breaks(Stat stat) {
    return switch (stat) {
      case Stat.Break b -> true;
      case Stat.Block b -> b.body().stream().anyMatch(Flow::breaks);
      case Stat.If s ->
          breaks(s.thenBody()) || s.elseBody().isPresent() && breaks(s.elseBody().get());
      default -> false;
    };
  }
}
