package dev.ligature.tests.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.generator.header.ParsedHeaders;
import dev.ligature.generator.header.Selection;
import dev.ligature.idl.Idl;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.java.JavaBinding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;

/** A binding in the making: from headers to loaded classes. */
public final class GeneratedJava {
  private final Map<String, String> sources = new LinkedHashMap<>();

  /** Nothing yet. */
  public GeneratedJava() {}

  /** {@return what the frontend reads, which must be without errors} */
  public static Idl idl(
      String module,
      Optional<String> triple,
      List<String> arguments,
      Map<String, String> libraries,
      HeaderInput... headers) {
    SequencedMap<String, String> load = new LinkedHashMap<>(libraries);
    ParsedHeaders parsed =
        new HeaderFrontend()
            .parse(
                new ParseRequest(
                    module,
                    List.of(headers),
                    triple,
                    arguments,
                    Selection.OWN,
                    load,
                    false,
                    false));
    assertThat(parsed.hasErrors()).as("%s", parsed.diagnostics()).isFalse();
    return parsed.idl();
  }

  /** Adds the binding of an IDL, named by its module. */
  public GeneratedJava binding(Idl idl) {
    sources.putAll(new JavaBinding().render(idl, RenderOptions.of(idl.module() + ".java")).files());
    return this;
  }

  /** Adds a source file of the test resources. */
  public GeneratedJava client(String name) {
    try (InputStream text = GeneratedJava.class.getResourceAsStream("/java/" + name + ".java")) {
      sources.put(name + ".java", new String(text.readAllBytes(), StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Compiles with {@code -Xlint:all -Werror}, which lets no warning pass.
   *
   * @return a loader of the classes
   */
  public ClassLoader compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> outputs = new LinkedHashMap<>();
    StringWriter messages = new StringWriter();
    List<JavaFileObject> inputs = new ArrayList<>();
    sources.forEach((path, text) -> inputs.add(new Source(path, text)));
    boolean compiled =
        compiler
            .getTask(
                messages,
                new Outputs(compiler.getStandardFileManager(null, null, null), outputs),
                null,
                List.of("-Xlint:all,-path", "-Werror", "-proc:none"),
                null,
                inputs)
            .call();
    String text = messages.toString();
    assertThat(compiled).as("%s", text.substring(0, Math.min(text.length(), 10_000))).isTrue();
    return new ClassLoader(GeneratedJava.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        ByteArrayOutputStream bytes = outputs.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
      }
    };
  }

  /** Compiles, and makes each public method of the client a test. */
  public Stream<DynamicTest> tests(String client) throws ClassNotFoundException {
    return Arrays.stream(compile().loadClass(client).getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(method)));
  }

  private static void run(Method method) throws Throwable {
    method.setAccessible(true);
    try {
      method.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String path, String text) {
      super(URI.create("string:///" + path), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> outputs;

    Outputs(JavaFileManager files, Map<String, ByteArrayOutputStream> outputs) {
      super(files);
      this.outputs = outputs;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          outputs.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
