package dev.ligature.templates;

import dev.ligature.idl.Idl;

/** One form of output: turns an IDL into the text of binding modules. */
public interface Template {

  /**
   * Renders. The same IDL and options give the same text on every machine.
   *
   * @throws TemplateException if a template of the user's is missing, malformed or names a variable
   *     that does not exist
   */
  Rendering render(Idl idl, RenderOptions options);
}
