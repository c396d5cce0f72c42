package dev.ligature.templates.luau;

import dev.ligature.idl.Idl;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.Template;

/** One Luau module for all the headers. */
public final class LuauModule implements Template {
  @Override
  public Rendering render(Idl idl, RenderOptions options) {
    throw new UnsupportedOperationException("not written yet");
  }
}
