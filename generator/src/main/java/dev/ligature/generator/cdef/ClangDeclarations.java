package dev.ligature.generator.cdef;

import dev.ligature.generator.header.Diagnostic;
import dev.ligature.generator.header.HeaderException;
import dev.ligature.generator.header.HeaderFrontend;
import dev.ligature.generator.header.HeaderInput;
import dev.ligature.generator.header.ParseRequest;
import dev.ligature.generator.header.ParsedHeaders;
import dev.ligature.generator.header.Selection;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Skip;
import dev.ligature.luau.ffi.CDeclarations;
import dev.ligature.templates.RenderOptions;
import dev.ligature.templates.Rendering;
import dev.ligature.templates.luau.LuauModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads C with libclang and writes the module with the templates of {@code bindgen}. */
public final class ClangDeclarations implements CDeclarations {
  private static final String TYPES_NAME = "ffi.types";

  /** What LuaJIT's cdef knows too, without a header. The same types may be declared again (C11). */
  private static final String TYPES =
      """
      typedef __SIZE_TYPE__ size_t;
      typedef __PTRDIFF_TYPE__ ptrdiff_t;
      typedef __PTRDIFF_TYPE__ ssize_t;
      typedef __INTPTR_TYPE__ intptr_t;
      typedef __UINTPTR_TYPE__ uintptr_t;
      typedef __WCHAR_TYPE__ wchar_t;
      typedef __INT8_TYPE__ int8_t;
      typedef __INT16_TYPE__ int16_t;
      typedef __INT32_TYPE__ int32_t;
      typedef __INT64_TYPE__ int64_t;
      typedef __UINT8_TYPE__ uint8_t;
      typedef __UINT16_TYPE__ uint16_t;
      typedef __UINT32_TYPE__ uint32_t;
      typedef __UINT64_TYPE__ uint64_t;
      typedef __builtin_va_list va_list;
      typedef _Bool bool;
      """;

  /** For {@link java.util.ServiceLoader}. */
  public ClangDeclarations() {}

  @Override
  public Outcome bind(Request request) {
    ParsedHeaders parsed;
    try {
      parsed = new HeaderFrontend().parse(parseRequest(request));
    } catch (HeaderException e) {
      // The frontend speaks of the command's options.
      String message = e.getMessage().replace("with -I", "in includePaths");
      return new Outcome.Errors(List.of(message), List.of());
    }
    if (parsed.hasErrors()) {
      List<String> errors =
          parsed.diagnostics().stream().filter(Diagnostic::isError).map(Diagnostic::text).toList();
      return new Outcome.Errors(errors, parsed.dependencies());
    }
    Idl idl = withLibrary(parsed.idl(), request);
    Rendering rendering = new LuauModule().render(idl, RenderOptions.of(idl.module() + ".luau"));
    List<Skip> skips = new ArrayList<>(idl.skipped());
    skips.addAll(rendering.skipped());
    return new Outcome.Module(
        rendering.files().firstEntry().getValue(),
        skips.stream().distinct().map(ClangDeclarations::skipped).toList(),
        parsed.dependencies());
  }

  private static ParseRequest parseRequest(Request request) {
    List<HeaderInput> headers = new ArrayList<>();
    for (Source source : request.sources()) {
      switch (source) {
        case Source.Text(String name, String text) -> {
          headers.add(new HeaderInput.Text(TYPES_NAME, TYPES));
          headers.add(new HeaderInput.Text(name, text));
        }
        case Source.Header(Path path) -> headers.add(new HeaderInput.File(path));
      }
    }
    List<String> arguments = new ArrayList<>();
    for (Path directory : request.directories()) {
      arguments.addAll(List.of("-iquote", directory.toString()));
    }
    for (Path directory : request.includePaths()) {
      arguments.addAll(List.of("-I", directory.toString()));
    }
    for (String define : request.defines()) {
      arguments.add("-D" + define);
    }
    return new ParseRequest(
        request.module(),
        headers,
        request.target(),
        arguments,
        Selection.OWN,
        new LinkedHashMap<>(),
        false,
        false);
  }

  private static Idl withLibrary(Idl idl, Request request) {
    SequencedMap<String, String> libraries = new LinkedHashMap<>();
    request.library().ifPresent(name -> libraries.put(idl.target().os(), name));
    return idl.withLibraries(libraries);
  }

  private static Skipped skipped(Skip skip) {
    return new Skipped(
        skip.name(),
        skip.reason().code(),
        skip.detail(),
        skip.at().map(Location::toString).orElse(""));
  }
}
