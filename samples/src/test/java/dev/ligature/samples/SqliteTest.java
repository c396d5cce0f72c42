package dev.ligature.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The database tool of the sample. */
class SqliteTest {
  @TempDir Path directory;

  @BeforeAll
  static void needsTheLibrary() {
    Program.needs("libsqlite3.so.0", "libsqlite3-0");
  }

  static List<Program> programs() {
    return Program.inBothLanguages("sqlite3", "database", "Database");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void importsAndQueries(Program database) throws Exception {
    String file = directory.resolve("planets.db").toString();

    String planets = Path.of("sqlite3", "planets.csv").toAbsolutePath().toString();
    assertThat(database.output(file, "import", "planets", planets))
        .isEqualTo("8 rows imported into planets\n");
    assertThat(
            database.output(
                file,
                "query",
                "select name, \"radius km\", discovered, null as 'n' from planets where moons > ?"
                    + " order by moons desc",
                "1"))
        .isEqualTo(
            """
            name     radius km  discovered  n
            -------  ---------  ----------  ----
            Saturn       58232              NULL
            Jupiter      69911              NULL
            Uranus       25362        1781  NULL
            Neptune      24622        1846  NULL
            Mars        3389.5              NULL
            (5 rows)
            """);
    assertThat(database.output(file, "query", "delete from planets where moons = 0"))
        .isEqualTo("2 rows changed\n");
    assertThat(database.output(file, "tables"))
        .contains("planets  CREATE TABLE \"planets\" (\"name\", \"moons\"", "(1 row)\n");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void readsQuotedFields(Program database) throws Exception {
    String file = directory.resolve("words.db").toString();
    Path words =
        Files.writeString(
            directory.resolve("words.tsv"),
            "word\tnote\r\n\"a\tb\"\t\"say \"\"hi\"\"\"\r\nÄrger\t");

    database.output(file, "import", "words", words.toString());

    assertThat(
            database.output(
                file, "query", "select replace(word, char(9), '/') as w, note from words"))
        .isEqualTo(
            """
            w      note
            -----  --------
            a/b    say "hi"
            Ärger
            (2 rows)
            """);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void keepsLargeIntegers(Program database) throws Exception {
    String file = directory.resolve("empty.db").toString();

    assertThat(database.output(file, "query", "select 9007199254740993 as big, 0.5 as half"))
        .isEqualTo(
            """
            big               half
            ----------------  ----
            9007199254740993   0.5
            (1 row)
            """);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void showsWhatIsWrong(Program database) throws Exception {
    String file = directory.resolve("empty.db").toString();

    assertThat(database.failure(file, "query", "select * frm t"))
        .isEqualTo(
            """
            database: near "frm": syntax error
              select * frm t
                       ^
            """);
    assertThat(database.failure(file, "query", "select ?"))
        .isEqualTo("database: the statement has 1 parameters, but 0 values were given\n");
    assertThat(database.failure(directory.resolve("no/where.db").toString(), "tables"))
        .endsWith("where.db: unable to open database file\n");
    assertThat(database.failure(file, "import", "t", "missing.csv"))
        .isEqualTo("database: missing.csv: No such file or directory\n");
  }
}
