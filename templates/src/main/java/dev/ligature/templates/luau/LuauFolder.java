package dev.ligature.templates.luau;

import dev.ligature.idl.Idl;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.Template;

/** A folder: one Luau module a header, their types in {@code types.luau}, an index on top. */
public final class LuauFolder implements Template {
  @Override
  public Rendering render(Idl idl, RenderOptions options) {
    throw new UnsupportedOperationException("not written yet");
  }
}
