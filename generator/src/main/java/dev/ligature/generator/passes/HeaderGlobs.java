package dev.ligature.generator.passes;

import dev.ligature.idl.Idl;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds globs of {@code --allow-header} that bring nothing. The frontend applies them; what it
 * found is seen by the places of the declarations.
 */
public record HeaderGlobs(List<String> globs) {
  public HeaderGlobs {
    globs = List.copyOf(globs);
  }

  /**
   * {@return the globs that match no header in which anything is declared}
   *
   * @param idl what the headers declare, before any pass
   * @param files every file that was read
   */
  public List<Unmatched> unmatched(Idl idl, List<Path> files) {
    if (globs.isEmpty()) {
      return List.of();
    }
    Set<String> declaring = new LinkedHashSet<>();
    Declarations.forEach(idl, (_, declaration) -> declaring.add(declaration.at().file()));
    idl.skipped().forEach(skip -> skip.at().ifPresent(at -> declaring.add(at.file())));
    List<Unmatched> unmatched = new ArrayList<>();
    for (String glob : globs) {
      PathMatcher matcher = matcher(glob);
      boolean whole = glob.contains("/");
      if (declaring.stream()
          .map(Path::of)
          .noneMatch(name -> matcher.matches(whole ? name : name.getFileName()))) {
        unmatched.add(
            new Unmatched(
                "--allow-header '" + glob + "'",
                "the headers that declare something ("
                    + (files.size() == 1 ? "1 file was read)" : files.size() + " files were read)"),
                wayOut(glob, files)));
      }
    }
    return unmatched;
  }

  private static String wayOut(String glob, List<Path> files) {
    String last = glob.substring(glob.lastIndexOf('/') + 1);
    PathMatcher matcher = matcher(last);
    for (Path file : files) {
      if (matcher.matches(file.getFileName())) {
        return last.equals(glob)
            ? file + " has no declarations of its own"
            : "a glob with a slash is compared with the name as it is included; its last part"
                + " alone, '"
                + last
                + "', fits "
                + file;
      }
    }
    Set<String> names = new LinkedHashSet<>();
    files.forEach(file -> names.add(String.valueOf(file.getFileName())));
    Optional<String> nearest = Spelling.nearest(last, names);
    return nearest
        .map(name -> "did you mean '" + name + "'?")
        .orElse("--depfile FILE lists the files that are read");
  }

  /** The frontend's globs have no sets and no groups, and two stars with a slash may be nothing. */
  private static PathMatcher matcher(String glob) {
    String escaped = glob.replaceAll("[\\\\\\[\\]{}]", "\\\\$0").replace("**/", "{**/,}");
    return FileSystems.getDefault().getPathMatcher("glob:" + escaped);
  }
}
