package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeLibrary;
import dev.ligature.luau.ffi.CDeclarations.Outcome;
import dev.ligature.luau.ffi.CDeclarations.Request;
import dev.ligature.luau.ffi.CDeclarations.Skipped;
import dev.ligature.luau.ffi.CDeclarations.Source;
import dev.ligature.luau.vm.LuauBuiltin;
import dev.ligature.luau.vm.LuauError;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.Metamethod;
import dev.ligature.luau.vm.Results;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code ffi.cdef} and {@code ffi.include}: has C bound by the {@link CDeclarations} that is there
 * and loads the module that comes of it, so that it is a generated module like any other.
 */
final class CModuleLoader {
  /** What messages call the text of {@code ffi.cdef}. */
  private static final String TEXT_NAME = "ffi.cdef";

  private static final int MOST_ERRORS = 20;
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
  static final Set<String> OPTIONS = Set.of("library", "target", "includePaths", "defines");

  private final FfiHost host;
  private final LuauTable ffi;

  /**
   * @param ffi what the modules' {@code require("@lune/ffi")} gives
   */
  CModuleLoader(FfiHost host, LuauTable ffi) {
    this.host = host;
    this.ffi = ffi;
  }

  /** {@return the module of C text, and the list of what it lacks} */
  Object declare(Object[] args, Path scriptDirectory) {
    String text = Arguments.string(args, 0, "source").toString();
    boolean files = host.access.allowsFiles();
    if (!files) {
      SelfContainedC.check(text);
    }
    Source source = new Source.Text(TEXT_NAME, text);
    return load("ffi.cdef", List.of(source), Arguments.at(args, 1), scriptDirectory);
  }

  /** {@return the module of one or several headers, and the list of what it lacks} */
  Object include(Object[] args, Path scriptDirectory) {
    host.access.checkFiles("ffi.include");
    List<Source> headers = new ArrayList<>();
    switch (Arguments.at(args, 0)) {
      case LuauString name -> headers.add(header(name, scriptDirectory));
      case LuauTable names when names.length() > 0 -> {
        for (int i = 1; i <= names.length(); i++) {
          headers.add(header(names.get(i), scriptDirectory));
        }
      }
      case null -> throw new FfiException("Missing header argument");
      case Object other ->
          throw new FfiException(
              "header must be a string or a list of strings, got " + Describe.value(other));
    }
    return load("ffi.include", headers, Arguments.at(args, 1), scriptDirectory);
  }

  private static Source.Header header(Object name, Path scriptDirectory) {
    if (!(name instanceof LuauString text)) {
      throw new FfiException("header must be a string, got " + Describe.value(name));
    }
    return new Source.Header(besideScript(text.toString(), "header", scriptDirectory));
  }

  /** A relative path starts at the script if it leads to something from there. */
  private static Path besideScript(String text, String what, Path scriptDirectory) {
    try {
      Path path = Path.of(text);
      Path beside = scriptDirectory.resolve(path);
      return Files.exists(beside) ? beside : path;
    } catch (InvalidPathException e) {
      throw new FfiException(what + ": " + Describe.value(LuauString.of(text)) + " is no path");
    }
  }

  private Object load(String function, List<Source> sources, Object options, Path scriptDirectory) {
    Request request = request(function, sources, options, scriptDirectory);
    request
        .library()
        .ifPresent(
            name -> NativeLibrary.names(name, scriptDirectory).forEach(host.access::checkLibrary));
    Outcome outcome = service(function).bind(request);
    return switch (outcome) {
      case Outcome.Module module -> {
        requireNoFiles(module.files());
        Object bound = run(module.luau(), scriptDirectory.resolve(request.module()));
        yield Results.of(new Object[] {bound, skipped(module.skipped())});
      }
      case Outcome.Errors errors -> {
        requireNoFiles(errors.files());
        throw new FfiException(message(function, errors.messages()));
      }
    };
  }

  /** What {@link SelfContainedC} let through has read no file, or has told nobody what is in it. */
  private void requireNoFiles(List<Path> files) {
    if (!files.isEmpty()) {
      host.access.checkFiles("Reading a header");
    }
  }

  private static CDeclarations service(String function) {
    return ServiceLoader.load(CDeclarations.class, CDeclarations.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new FfiException(
                    function
                        + " needs Ligature's generator, which is not on the class path: run the"
                        + " script with 'bindgen run', or add ligature-generator and its"
                        + " dependencies"));
  }

  private static String message(String function, List<String> errors) {
    StringBuilder text = new StringBuilder(function).append(": ");
    int shown = Math.min(errors.size(), MOST_ERRORS);
    text.append(String.join("\n", errors.subList(0, shown)));
    if (shown < errors.size()) {
      text.append("\n… and ").append(errors.size() - shown).append(" more errors");
    }
    return text.toString();
  }

  // ---- options ----

  private Request request(
      String function, List<Source> sources, Object options, Path scriptDirectory) {
    String module = function.substring("ffi.".length());
    if (options instanceof LuauString library) {
      return new Request(
          module,
          sources,
          Optional.of(library.toString()),
          Optional.empty(),
          directories(scriptDirectory),
          List.of(),
          List.of());
    }
    if (options != null && !(options instanceof LuauTable)) {
      throw new FfiException(
          "Options must be a table or the name of a library, got " + Describe.value(options));
    }
    LuauTable table = options == null ? new LuauTable() : (LuauTable) options;
    for (Object[] entry : Tables.entries(table)) {
      if (!OPTIONS.contains(Describe.key(entry[0]))) {
        throw new FfiException(
            "Unknown option '"
                + Describe.key(entry[0])
                + "': there are library, target, includePaths and defines");
      }
    }
    List<Path> includePaths = new ArrayList<>();
    for (String path : strings(table, "includePaths")) {
      host.access.checkFiles("The option 'includePaths'");
      includePaths.add(besideScript(path, "includePaths", scriptDirectory));
    }
    return new Request(
        module,
        sources,
        string(table, "library"),
        string(table, "target"),
        directories(scriptDirectory),
        includePaths,
        defines(table.get(LuauString.interned("defines"))));
  }

  private List<Path> directories(Path scriptDirectory) {
    return host.access.allowsFiles() ? List.of(scriptDirectory) : List.of();
  }

  private static Optional<String> string(LuauTable table, String key) {
    Object value = table.get(LuauString.interned(key));
    if (value != null && !(value instanceof LuauString)) {
      throw new FfiException("Option '" + key + "' must be a string, got " + Describe.value(value));
    }
    return Optional.ofNullable(value).map(Object::toString);
  }

  private static List<String> strings(LuauTable table, String key) {
    List<String> strings = new ArrayList<>();
    switch (table.get(LuauString.interned(key))) {
      case null -> {}
      case LuauString one -> strings.add(one.toString());
      case LuauTable list -> {
        for (int i = 1; i <= list.length(); i++) {
          if (!(list.get(i) instanceof LuauString text)) {
            throw new FfiException(
                "Option '" + key + "' must hold strings, got " + Describe.value(list.get(i)));
          }
          strings.add(text.toString());
        }
      }
      case Object other ->
          throw new FfiException(
              "Option '" + key + "' must be a list of strings, got " + Describe.value(other));
    }
    return strings;
  }

  /** Macros are listed by name, {@code { "NDEBUG" }}, or given values, {@code { N = 3 }}. */
  private static List<String> defines(Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof LuauTable table)) {
      throw new FfiException("Option 'defines' must be a table, got " + Describe.value(value));
    }
    List<String> defines = new ArrayList<>();
    for (Object[] entry : Tables.entries(table)) {
      boolean listed = entry[0] instanceof Double;
      String name = Describe.key(listed ? entry[1] : entry[0]);
      if (!IDENTIFIER.matcher(name).matches()) {
        throw new FfiException("Option 'defines': '" + name + "' is no name of a macro");
      }
      if (listed || Boolean.TRUE.equals(entry[1])) {
        defines.add(name + "=1");
        continue;
      }
      String text = definition(name, entry[1]);
      defines.add(name + "=" + text);
    }
    return defines;
  }

  private static String definition(String name, Object value) {
    boolean scalar =
        value instanceof LuauString || value instanceof Double || value instanceof Long;
    String text = value instanceof LuauString s ? s.toString() : Describe.value(value);
    if (!scalar || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
      throw new FfiException(
          "Option 'defines': "
              + name
              + " must be a number, true or one line of text, got "
              + Describe.value(value));
    }
    return text;
  }

  // ---- the module ----

  /**
   * {@return what the module returns}
   *
   * @param place where its text would be if it were in a file, so that libraries with a relative
   *     path are found from the script
   */
  private Object run(String luau, Path place) {
    LuauTable meta = new LuauTable();
    meta.set(Metamethod.INDEX.key, (Object) host.state.globals);
    LuauTable environment = new LuauTable();
    environment.set(LuauString.interned("require"), new RequireFfi(ffi));
    environment.setMetatable(meta);
    byte[] source = luau.getBytes(StandardCharsets.UTF_8);
    String chunkName = "@" + place.toString().replace('\\', '/');
    return Results.first(host.state.loader.load(source, chunkName, environment).call());
  }

  private static LuauTable skipped(List<Skipped> declarations) {
    LuauTable list = new LuauTable();
    int i = 0;
    for (Skipped declaration : declarations) {
      LuauTable entry = new LuauTable();
      put(entry, "name", declaration.name());
      put(entry, "reason", declaration.reason());
      put(entry, "detail", declaration.detail());
      put(entry, "at", declaration.at());
      list.set(++i, entry);
    }
    return list;
  }

  private static void put(LuauTable table, String key, String value) {
    table.set(LuauString.interned(key), LuauString.of(value));
  }

  /** The {@code require} of a module made here: it needs this library and no other. */
  private static final class RequireFfi extends LuauBuiltin {
    private final LuauTable ffi;

    RequireFfi(LuauTable ffi) {
      super("require");
      this.ffi = ffi;
    }

    @Override
    public Object call(Object[] args) {
      if (Arguments.at(args, 0) instanceof LuauString name && name.toString().equals("@lune/ffi")) {
        return ffi;
      }
      throw LuauError.builtin("a module of declarations requires @lune/ffi alone");
    }
  }
}
