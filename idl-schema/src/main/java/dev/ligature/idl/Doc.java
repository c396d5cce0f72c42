package dev.ligature.idl;

import java.util.List;
import java.util.Objects;

/**
 * A doc comment without its comment marks and with Doxygen's commands understood. Text is
 * untrusted: whoever writes it into a file escapes it for that place.
 *
 * @param brief the first sentence or {@code \brief}; may be empty
 * @param details further paragraphs, lines kept
 * @param params {@code \param} by name, in order
 * @param returns {@code \return}; may be empty
 */
public record Doc(String brief, List<String> details, List<Param> params, String returns) {
  public Doc {
    Objects.requireNonNull(brief, "brief");
    details = List.copyOf(details);
    params = List.copyOf(params);
    Objects.requireNonNull(returns, "returns");
  }

  /**
   * What the comment says of one parameter.
   *
   * @param direction {@code ""}, {@code "in"}, {@code "out"} or {@code "in,out"}
   */
  public record Param(String name, String direction, String text) {
    public Param {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(direction, "direction");
      Objects.requireNonNull(text, "text");
    }
  }
}
