package dev.ligature.luau.ffi;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads C for {@code ffi.cdef} and {@code ffi.include} and writes the Luau module that binds it.
 * The runtime has no parser of C; whoever has one provides this as a service ({@link
 * java.util.ServiceLoader}), as Ligature's generator does.
 */
public interface CDeclarations {

  /** {@return the module of what the sources declare, or why there is none} */
  Outcome bind(Request request);

  /**
   * What to read.
   *
   * @param module the name of the module, an identifier
   * @param sources at least one, read in this order as one translation unit
   * @param library what the module's functions are in, as {@code ffi.load} takes it; empty for the
   *     process itself
   * @param target the triple of the platform whose layouts count; the host's where it is empty
   * @param directories where the sources' {@code #include "…"} looks first
   * @param includePaths where every {@code #include} looks then
   * @param defines macros to define beforehand, {@code NAME=VALUE}
   */
  record Request(
      String module,
      List<Source> sources,
      Optional<String> library,
      Optional<String> target,
      List<Path> directories,
      List<Path> includePaths,
      List<String> defines) {
    public Request {
      Objects.requireNonNull(module, "module");
      sources = List.copyOf(sources);
      Objects.requireNonNull(library, "library");
      Objects.requireNonNull(target, "target");
      directories = List.copyOf(directories);
      includePaths = List.copyOf(includePaths);
      defines = List.copyOf(defines);
    }
  }

  /** Something that declares. */
  sealed interface Source {

    /**
     * C text. The names that a C programmer expects everywhere ({@code size_t}, {@code uint8_t},
     * {@code bool}) are declared before it.
     *
     * @param name what messages call it
     */
    record Text(String name, String text) implements Source {
      public Text {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
      }
    }

    /** A header by its path, or by the name under which the include path has it. */
    record Header(Path path) implements Source {
      public Header {
        Objects.requireNonNull(path, "path");
      }
    }
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * A module.
     *
     * @param luau its source, which requires {@code @lune/ffi} and nothing else, and returns the
     *     module's table
     * @param skipped what the sources declare and the module lacks
     * @param files every file that was read, but those of the compiler itself
     */
    record Module(String luau, List<Skipped> skipped, List<Path> files) implements Outcome {
      public Module {
        Objects.requireNonNull(luau, "luau");
        skipped = List.copyOf(skipped);
        files = List.copyOf(files);
      }
    }

    /**
     * The sources are no C.
     *
     * @param messages one an error, each beginning with {@code file:line:column}
     * @param files every file that was read, but those of the compiler itself
     */
    record Errors(List<String> messages, List<Path> files) implements Outcome {
      public Errors {
        messages = List.copyOf(messages);
        files = List.copyOf(files);
      }
    }
  }

  /**
   * A declaration that was left out.
   *
   * @param reason a stable code, such as {@code "long-double"}
   * @param detail one line for a person
   * @param at {@code file:line}; empty if it has no place
   */
  record Skipped(String name, String reason, String detail, String at) {
    public Skipped {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
      Objects.requireNonNull(at, "at");
    }
  }
}
