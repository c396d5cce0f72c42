package dev.ligature.templates.java;

import dev.ligature.idl.Idl;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.Template;
import dev.ligature.templates.TemplateException;
import dev.ligature.templates.TemplateSet;
import dev.ligature.templates.java.JavaViews.FileView;
import dev.ligature.templates.java.JavaViews.PartView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * One Java source file for all the headers. The class is named by the file ({@code Zlib.java}); a
 * class file that would be too large becomes a chain of superclasses in the same source file.
 */
public final class JavaBinding implements Template {
  private static final String SUFFIX = ".java";

  /**
   * {@inheritDoc}
   *
   * @throws TemplateException also if the file's name without {@code .java} cannot be that of a
   *     class
   */
  @Override
  public Rendering render(Idl idl, RenderOptions options) {
    String name = options.fileName();
    String className =
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    if (!JavaNames.identifier(className).equals(className)
        || JavaNames.NOT_CLASSES.contains(className)) {
      throw new TemplateException(
          "'"
              + className
              + "' cannot name the class of a Java binding: choose another name for '"
              + name
              + "'");
    }
    BindingBuilder builder = new BindingBuilder(idl, className, options);
    List<PartView> parts = builder.parts();
    StringBuilder text = new StringBuilder();
    FileView file = new FileView(builder.comment(), builder.packageDeclaration(), parts.reversed());
    TemplateSet.of("java", options).render("file", file, text);
    SequencedMap<String, String> files = new LinkedHashMap<>();
    files.put(className + SUFFIX, text.toString());
    return new Rendering(files, builder.skipped());
  }
}
