package dev.ligature.templates;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The {@code .mustache} files of one output language: those of the jar, each replaced by the file
 * of the same name in the user's directory if there is one.
 *
 * <p>Values are written as they are: a view holds text that is already escaped for its place, since
 * HTML's escaping, Mustache's default, is right nowhere in a binding. A variable that no view in
 * scope has is an error.
 */
public final class TemplateSet {
  private static final String SUFFIX = ".mustache";

  private final String language;
  private final Optional<Path> directory;
  private final DefaultMustacheFactory factory;

  private TemplateSet(String language, Optional<Path> directory) {
    this.language = language;
    this.directory = directory;
    this.factory = new Factory();
    this.factory.setObjectHandler(new ViewHandler());
  }

  /**
   * {@return the templates of an output language}
   *
   * @param language the folder that holds them: {@code "luau"} or {@code "java"}
   * @throws TemplateException if the user's directory does not exist
   */
  public static TemplateSet of(String language, RenderOptions options) {
    Objects.requireNonNull(language, "language");
    options
        .templatesDirectory()
        .filter(directory -> !Files.isDirectory(directory))
        .ifPresent(
            directory -> {
              throw new TemplateException(
                  "no directory '" + directory + "' of templates: see docs/templates.md");
            });
    return new TemplateSet(language, options.templatesDirectory());
  }

  /**
   * Renders one template.
   *
   * @param name without folder and suffix: {@code "module"}
   * @param out where the text is appended
   * @throws TemplateException if the template is missing or malformed, or names an unknown variable
   */
  public void render(String name, View view, StringBuilder out) {
    try {
      Mustache mustache = factory.compile(language + "/" + name + SUFFIX);
      mustache.execute(BuilderWriter.whole(out), view).flush();
    } catch (MustacheException e) {
      throw new TemplateException(message(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Mustache.java wraps an exception at each level of nesting: the innermost says what is wrong.
   */
  private static String message(MustacheException outermost) {
    Throwable cause = outermost;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof TemplateException
        ? cause.getMessage()
        : "template: " + outermost.getMessage();
  }

  private final class Factory extends DefaultMustacheFactory {
    @Override
    public Reader getReader(String name) {
      Optional<Path> own = directory.map(d -> d.resolve(name)).filter(Files::isRegularFile);
      try {
        if (own.isPresent()) {
          return new StringReader(Files.readString(own.get()));
        }
        InputStream resource = TemplateSet.class.getResourceAsStream(name);
        if (resource == null) {
          throw new TemplateException(
              "no template '"
                  + name
                  + "'"
                  + directory.map(d -> " in '" + d + "' or").orElse("")
                  + " among those of bindgen: see docs/templates.md");
        }
        return new InputStreamReader(resource, StandardCharsets.UTF_8);
      } catch (MalformedInputException e) {
        throw new TemplateException("template '" + own.orElseThrow() + "' is not UTF-8", e);
      } catch (IOException e) {
        throw new TemplateException("can't read template '" + own.orElseThrow() + "': " + e, e);
      }
    }

    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String resolvePartialPath(String dir, String name, String extension) {
      // Partials are named from the language's folder, whichever template names them.
      return language + "/" + name + (name.endsWith(extension) ? "" : extension);
    }
  }
}
