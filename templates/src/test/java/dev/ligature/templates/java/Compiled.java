package dev.ligature.templates.java;

import dev.ligature.idl.Idl;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source in memory as strictly as javac can, and loads what comes out. */
final class Compiled extends ClassLoader {
  private final Map<String, byte[]> classes;

  private Compiled(Map<String, byte[]> classes) {
    super(Compiled.class.getClassLoader());
    this.classes = classes;
  }

  /** Renders and compiles the class {@code Test}; a warning is an error. */
  static Compiled of(Idl idl) {
    Rendering rendering = new JavaBinding().render(idl, RenderOptions.of("Test.java"));
    return of(rendering.files());
  }

  /** Compiles sources by path with {@code -Xlint:all -Werror}; a warning is an error. */
  static Compiled of(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> inputs = new ArrayList<>();
    sources.forEach((path, text) -> inputs.add(new Source(path, text)));
    Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    StringWriter messages = new StringWriter();
    JavaFileManager files = new Outputs(compiler.getStandardFileManager(null, null, null), outputs);
    boolean ok =
        compiler
            .getTask(
                messages,
                files,
                null,
                List.of("-Xlint:all", "-Werror", "-Xdoclint:all,-missing", "-proc:none"),
                null,
                inputs)
            .call();
    if (!ok) {
      String all = messages.toString();
      throw new AssertionError(all.length() < 10_000 ? all : all.substring(0, 10_000));
    }
    Map<String, byte[]> classes = new HashMap<>();
    outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return new Compiled(classes);
  }

  /** A class and, for instance methods, an object of it. */
  record Handle(Class<?> type, Object self) {
    /** Calls the public method of that name which takes those arguments. */
    Object call(String method, Object... arguments) {
      for (Method candidate : type.getMethods()) {
        if (candidate.getName().equals(method) && takes(candidate, arguments)) {
          try {
            candidate.setAccessible(true);
            return candidate.invoke(self, arguments);
          } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) e.getCause();
          } catch (IllegalAccessException e) {
            throw new AssertionError(e);
          }
        }
      }
      throw new AssertionError("no method " + method + Arrays.toString(arguments) + " in " + type);
    }

    private static boolean takes(Method method, Object[] arguments) {
      Class<?>[] types = method.getParameterTypes();
      boolean matches = types.length == arguments.length;
      for (int i = 0; matches && i < types.length; i++) {
        Class<?> boxed = MethodType.methodType(types[i]).wrap().returnType();
        matches = arguments[i] == null ? !types[i].isPrimitive() : boxed.isInstance(arguments[i]);
      }
      return matches;
    }

    /** {@return the value of a static field} */
    Object field(String name) {
      try {
        Field field = type.getField(name);
        field.setAccessible(true);
        return field.get(null);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** {@return a class by its binary name} */
  Handle type(String name) {
    try {
      return new Handle(loadClass(name), null);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return an object of a generated class, to call its methods} */
  static Handle on(Object self) {
    return new Handle(self.getClass(), self);
  }

  /** {@return an object of a generated functional interface} */
  Object lambda(String type, Function<Object[], Object> body) {
    return Proxy.newProxyInstance(
        this,
        new Class<?>[] {type(type).type()},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "apply" -> body.apply(arguments);
              case "toString" -> "lambda";
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  /** {@return the names of the class files} */
  List<String> names() {
    return classes.keySet().stream().sorted().toList();
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
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
