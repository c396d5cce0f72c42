package dev.ligature.templates.java;

import dev.ligature.idl.Idl;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.Template;
import dev.ligature.templates.TemplateSet;
import dev.ligature.templates.java.JavaViews.FileView;
import dev.ligature.templates.java.JavaViews.PartView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A source folder: the binding's class and each superclass of it in a file of its own, below the
 * folders of the package. The class is named by the IDL's module.
 */
public final class JavaFolder implements Template {
  @Override
  public Rendering render(Idl idl, RenderOptions options) {
    String identifier = JavaNames.identifier(idl.module());
    String className = JavaNames.NOT_CLASSES.contains(identifier) ? identifier + "_" : identifier;
    BindingBuilder builder = new BindingBuilder(idl, className, options);
    TemplateSet templates = TemplateSet.of("java", options);
    String folder =
        options.javaPackage().isEmpty() ? "" : options.javaPackage().replace('.', '/') + "/";
    SequencedMap<String, String> files = new LinkedHashMap<>();
    for (PartView part : builder.parts().reversed()) {
      StringBuilder text = new StringBuilder();
      FileView file = new FileView(builder.comment(), builder.packageDeclaration(), List.of(part));
      templates.render("file", file, text);
      files.put(folder + part.name() + ".java", text.toString());
    }
    return new Rendering(files, builder.skipped());
  }
}
