import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class SqliteClient {
  private SqliteClient() {}

  private static MemorySegment open(Arena arena) {
    MemorySegment slot = arena.allocate(Sqlite.Native.POINTER);
    assertThat(Sqlite.sqlite3_open(":memory:", slot)).isEqualTo(Sqlite.SQLITE_OK);
    return slot.get(Sqlite.Native.POINTER, 0);
  }

  private static MemorySegment prepare(Arena arena, MemorySegment db, String sql) {
    MemorySegment slot = arena.allocate(Sqlite.Native.POINTER);
    int status = Sqlite.sqlite3_prepare_v2(db, sql, -1, slot, MemorySegment.NULL);
    assertThat(status).as(Sqlite.Native.string(Sqlite.sqlite3_errmsg(db))).isEqualTo(0);
    return slot.get(Sqlite.Native.POINTER, 0);
  }

  private static void execute(MemorySegment db, String sql) {
    int status =
        Sqlite.sqlite3_exec(db, sql, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL);
    assertThat(status).as(sql).isEqualTo(Sqlite.SQLITE_OK);
  }

  public static void preparedStatementsBindAndStep() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment db = open(arena);
      execute(db, "create table t (id integer, name text, weight real)");
      MemorySegment insert = prepare(arena, db, "insert into t values (?, ?, ?)");
      for (int i = 0; i < 3; i++) {
        assertThat(Sqlite.sqlite3_bind_int64(insert, 1, 1L << (40 + i))).isEqualTo(0);
        assertThat(
                Sqlite.sqlite3_bind_text(insert, 2, "näme " + i, -1, Sqlite.SQLITE_TRANSIENT))
            .isEqualTo(0);
        assertThat(Sqlite.sqlite3_bind_double(insert, 3, i / 4.0)).isEqualTo(0);
        assertThat(Sqlite.sqlite3_step(insert)).isEqualTo(Sqlite.SQLITE_DONE);
        assertThat(Sqlite.sqlite3_reset(insert)).isEqualTo(0);
      }
      assertThat(Sqlite.sqlite3_finalize(insert)).isEqualTo(0);

      MemorySegment select = prepare(arena, db, "select id, name, weight from t order by id");
      List<String> rows = new ArrayList<>();
      while (Sqlite.sqlite3_step(select) == Sqlite.SQLITE_ROW) {
        rows.add(
            Sqlite.sqlite3_column_int64(select, 0)
                + " "
                + Sqlite.Native.string(Sqlite.sqlite3_column_text(select, 1))
                + " "
                + Sqlite.sqlite3_column_double(select, 2));
      }
      assertThat(rows)
          .containsExactly(
              "1099511627776 näme 0 0.0", "2199023255552 näme 1 0.25", "4398046511104 näme 2 0.5");
      assertThat(Sqlite.sqlite3_finalize(select)).isEqualTo(0);
      assertThat(Sqlite.sqlite3_close(db)).isEqualTo(0);
    }
  }

  public static void aCollationIsAJavaFunction() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment db = open(arena);
      Sqlite.sqlite3_create_collation$xCompare byLength =
          (_, lengthA, a, lengthB, b) ->
              lengthA != lengthB
                  ? Integer.compare(lengthA, lengthB)
                  : text(a, lengthA).compareTo(text(b, lengthB));
      assertThat(
              Sqlite.sqlite3_create_collation(
                  db,
                  "BY_LENGTH",
                  Sqlite.SQLITE_UTF8,
                  MemorySegment.NULL,
                  Sqlite.sqlite3_create_collation$xCompare.allocate(byLength, arena)))
          .isEqualTo(Sqlite.SQLITE_OK);
      execute(db, "create table w (word text)");
      execute(db, "insert into w values ('ccc'), ('b'), ('aa'), ('a'), ('dddd')");
      MemorySegment select =
          prepare(arena, db, "select word from w order by word collate BY_LENGTH");
      List<String> words = new ArrayList<>();
      while (Sqlite.sqlite3_step(select) == Sqlite.SQLITE_ROW) {
        words.add(Sqlite.Native.string(Sqlite.sqlite3_column_text(select, 0)));
      }
      assertThat(words).containsExactly("a", "b", "aa", "ccc", "dddd");
      Sqlite.sqlite3_finalize(select);
      Sqlite.sqlite3_close(db);
    }
  }

  private static String text(MemorySegment bytes, int length) {
    byte[] copy = bytes.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    return new String(copy, StandardCharsets.UTF_8);
  }

  public static void rowsComeToACallback() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment db = open(arena);
      List<String> seen = new ArrayList<>();
      MemorySegment callback =
          Sqlite.sqlite3_exec$callback.allocate(
              (_, columns, values, names) -> {
                for (int i = 0; i < columns; i++) {
                  seen.add(
                      Sqlite.Native.string(names.getAtIndex(Sqlite.Native.POINTER, i))
                          + "="
                          + Sqlite.Native.string(values.getAtIndex(Sqlite.Native.POINTER, i)));
                }
                return 0;
              },
              arena);
      int status =
          Sqlite.sqlite3_exec(
              db, "select 1 as a, null as b", callback, MemorySegment.NULL, MemorySegment.NULL);
      assertThat(status).isEqualTo(Sqlite.SQLITE_OK);
      assertThat(seen).containsExactly("a=1", "b=null");
      Sqlite.sqlite3_close(db);
    }
  }

  public static void errorsHaveText() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment db = open(arena);
      MemorySegment message = arena.allocate(Sqlite.Native.POINTER);
      int status =
          Sqlite.sqlite3_exec(db, "no sql", MemorySegment.NULL, MemorySegment.NULL, message);
      assertThat(status).isEqualTo(Sqlite.SQLITE_ERROR);
      MemorySegment text = message.get(Sqlite.Native.POINTER, 0);
      assertThat(Sqlite.Native.string(text)).isEqualTo("near \"no\": syntax error");
      Sqlite.sqlite3_free(text);
      Sqlite.sqlite3_close(db);
    }
  }

  public static void variadicFunctionsFormat() {
    MemorySegment text = Sqlite.sqlite3_mprintf("%d %s %q %.1f", 7, "text", "it's", 2.5);
    assertThat(Sqlite.Native.string(text)).isEqualTo("7 text it''s 2.5");
    Sqlite.sqlite3_free(text);
  }
}
