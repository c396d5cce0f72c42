package dev.ligature.luau.ffi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ligature.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/ffi.md} lists what the library has, and the tests that it names exist. */
class DocumentationTest {
  private static final Path PAGE = Repository.root().resolve("docs/ffi.md");
  private static final Path SCRIPTS = Repository.root().resolve("tests/src/test/resources/ffi");
  private static final Pattern TEST = Pattern.compile("(?m)^test\\(\"([^\"]+)\"");
  private static final Pattern CLASS = Pattern.compile("`(\\w+Test)`");
  private static final Pattern PROSE =
      Pattern.compile("\\bTests?: ((?:`[^`]*`|[^.`])+)\\.(?=\\s|$)", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final String page = read(PAGE);
  private final Map<String, Set<String>> tests = tests();

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** {@return the names of the tests of each script} */
  private static Map<String, Set<String>> tests() {
    Map<String, Set<String>> tests = new HashMap<>();
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".luau")).toList()) {
        String name = file.getFileName().toString().replace(".luau", "");
        tests.put(
            name,
            TEST.matcher(read(file))
                .results()
                .map(test -> test.group(1))
                .collect(Collectors.toSet()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return tests;
  }

  // ---- the tables ----

  /** {@return the cells of each row of the table under a heading, without the head} */
  private List<List<String>> rows(String heading) {
    List<List<String>> rows = new ArrayList<>();
    String section = page.substring(page.indexOf("\n## " + heading + "\n") + 1);
    int next = section.indexOf("\n## ", 1);
    for (String line : section.substring(0, next < 0 ? section.length() : next).split("\n")) {
      if (line.startsWith("| ")) {
        List<String> cells =
            List.of(line.substring(1, line.lastIndexOf('|')).split("(?<!\\\\)\\|")).stream()
                .map(String::strip)
                .toList();
        rows.add(cells);
      }
    }
    return rows.subList(1, rows.size());
  }

  /** {@return the names that a cell has in backquotes, without colons and parameters} */
  private static Set<String> names(String cell) {
    Set<String> names = new TreeSet<>();
    Matcher codes = CODE.matcher(cell);
    while (codes.find()) {
      Matcher name = Pattern.compile(":?([A-Za-z_]\\w*).*").matcher(codes.group(1));
      if (name.matches()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  @Test
  void everyFunctionOfTheModuleIsListed() {
    Set<String> listed = new TreeSet<>();
    rows("Functions").forEach(row -> listed.addAll(names(row.getFirst())));
    assertThat(listed).isEqualTo(LiveObjects.entries(new LiveObjects().module()).keySet());
  }

  @Test
  void everyMemberOfEveryObjectIsListed() {
    Map<String, Set<String>> listed = new TreeMap<>();
    String object = "";
    for (List<String> row : rows("Objects")) {
      object = row.getFirst().isEmpty() ? object : row.getFirst();
      listed.computeIfAbsent(object, _ -> new TreeSet<>()).addAll(names(row.get(1)));
    }
    LiveObjects live = new LiveObjects();
    assertThat(listed)
        .allSatisfy((kind, members) -> assertThat(members).isEqualTo(live.members(kind).keySet()));
    assertThat(listed).hasSize(9);
  }

  // ---- the tests ----

  /** {@return what is wrong with {@code script: test; test; script: test}} */
  private List<String> unknownTests(String text) {
    List<String> unknown = new ArrayList<>();
    String script = "";
    for (String item : text.replaceAll("\\s+", " ").split(";")) {
      String name = item.strip();
      if (CLASS.matcher(name).matches()) {
        continue;
      }
      int colon = name.indexOf(": ");
      if (colon > 0 && tests.containsKey(name.substring(0, colon))) {
        script = name.substring(0, colon);
        name = name.substring(colon + 2);
      }
      if (!tests.getOrDefault(script, Set.of()).contains(name)) {
        unknown.add(script + ": " + name);
      }
    }
    return unknown;
  }

  @Test
  void everyRowNamesTestsThatExist() {
    for (String heading : List.of("Functions", "Objects", "C in scripts")) {
      for (List<String> row : rows(heading)) {
        assertThat(row).as(heading).hasSize(3);
        assertThat(unknownTests(row.getLast())).as(row.toString()).isEmpty();
      }
    }
  }

  @Test
  void theTestsNamedInBetweenExist() {
    Matcher prose = PROSE.matcher(page);
    int found = 0;
    while (prose.find()) {
      found++;
      assertThat(unknownTests(prose.group(1))).as(prose.group()).isEmpty();
    }
    assertThat(found).isGreaterThan(5);
  }

  @Test
  void theTestClassesExist() throws IOException {
    Set<String> classes =
        Repository.javaSources().stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());
    Set<String> named = new TreeSet<>();
    CLASS.matcher(page).results().forEach(name -> named.add(name.group(1)));
    assertThat(named).isNotEmpty();
    assertThat(classes).containsAll(named);
  }
}
