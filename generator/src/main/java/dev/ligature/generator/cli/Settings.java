package dev.ligature.generator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run is to do, as the command line or a config file says it; what neither says is empty.
 *
 * @param headers paths, {@code -} for standard input; or one IDL
 * @param outputs as given to {@code -o}
 * @param clang arguments for clang, in order
 * @param libraries by operating system; the key {@code ""} stands for every one
 * @param rename rules as text
 */
record Settings(
    List<String> headers,
    List<String> outputs,
    Optional<String> module,
    Optional<String> target,
    List<String> clang,
    Map<String, String> libraries,
    Optional<Path> exports,
    List<String> allow,
    List<String> block,
    List<String> allowHeader,
    Optional<Boolean> everything,
    Optional<Boolean> fullIntrinsics,
    List<String> rename,
    Optional<Path> overlay,
    Optional<String> idlOut,
    Optional<Path> templates,
    Optional<Language> language,
    Optional<String> javaPackage,
    Optional<Path> depfile,
    Optional<String> report,
    Optional<Boolean> keepGoing) {

  Settings {
    headers = List.copyOf(headers);
    outputs = List.copyOf(outputs);
    Objects.requireNonNull(module, "module");
    clang = List.copyOf(clang);
    libraries = new LinkedHashMap<>(libraries);
    allow = List.copyOf(allow);
    block = List.copyOf(block);
    allowHeader = List.copyOf(allowHeader);
    rename = List.copyOf(rename);
  }

  /** Output languages that {@code --lang} knows. */
  enum Language {
    LUAU,
    JAVA,
    JSON
  }

  /**
   * {@return these settings with those of {@code base} where these say nothing} Headers, outputs
   * and libraries of {@code base} count only where there are none here. Other lists are joined:
   * ours come first, so that our directories are searched and our rules tried first; only clang's
   * arguments come last, so that our {@code -D} wins.
   */
  Settings over(Settings base) {
    return new Settings(
        headers.isEmpty() ? base.headers : headers,
        outputs.isEmpty() ? base.outputs : outputs,
        module.or(base::module),
        target.or(base::target),
        joinClang(base.clang, clang),
        libraries.isEmpty() ? base.libraries : libraries,
        exports.or(base::exports),
        join(allow, base.allow),
        join(block, base.block),
        join(allowHeader, base.allowHeader),
        everything.or(base::everything),
        fullIntrinsics.or(base::fullIntrinsics),
        join(rename, base.rename),
        overlay.or(base::overlay),
        idlOut.or(base::idlOut),
        templates.or(base::templates),
        language.or(base::language),
        javaPackage.or(base::javaPackage),
        depfile.or(base::depfile),
        report.or(base::report),
        keepGoing.or(base::keepGoing));
  }

  private static List<String> join(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** Directories of {@code ours} are searched before those of {@code base}; the rest comes last. */
  private static List<String> joinClang(List<String> base, List<String> ours) {
    List<String> all = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String argument : ours) {
      (argument.startsWith("-I") || argument.startsWith("-isystem") ? all : rest).add(argument);
    }
    all.addAll(base);
    all.addAll(rest);
    return all;
  }
}
