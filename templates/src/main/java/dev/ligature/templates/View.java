package dev.ligature.templates;

import java.util.List;

/**
 * What a template sees: names and values already decided. Implementations are records whose {@link
 * #get} is a switch over the names of their components, so that rendering needs no reflection,
 * whose start costs more than the rendering of a small header.
 */
public interface View {

  /** What {@link #get} returns for a name that the view does not have. */
  Object MISSING = new Object();

  /**
   * {@return the value of a variable: a {@link CharSequence} or a number, which is written as it
   * is; a {@code Boolean} or a list of views, for a section; a view, for a section with its own
   * variables; or {@link #MISSING}}
   */
  Object get(String name);

  /** {@return the names that {@link #get} knows, for error messages} */
  List<String> names();
}
