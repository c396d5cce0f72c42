import bindings.Sqlite3;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small database tool.
 *
 * <pre>
 * java --enable-native-access=ALL-UNNAMED samples/sqlite3/Database.java FILE.db import TABLE DATA.csv
 * java --enable-native-access=ALL-UNNAMED samples/sqlite3/Database.java FILE.db query SQL [VALUE...]
 * java --enable-native-access=ALL-UNNAMED samples/sqlite3/Database.java FILE.db tables
 * </pre>
 */
final class Database implements AutoCloseable {
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment out = arena.allocate(Sqlite3.Native.POINTER);
  private final MemorySegment db;

  private Database(String path) {
    int status = Sqlite3.sqlite3_open(path, out);
    db = out.get(Sqlite3.Native.POINTER, 0);
    if (status != Sqlite3.SQLITE_OK) {
      throw fail(path + ": " + message());
    }
  }

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      throw usage();
    }
    try (Database database = new Database(args[0])) {
      if (args[1].equals("import") && args.length == 4) {
        database.load(args[2], args[3]);
      } else if (args[1].equals("query") && args.length >= 3) {
        database.query(args[2], List.of(args).subList(3, args.length));
      } else if (args[1].equals("tables") && args.length == 2) {
        database.query(
            "select name, sql from sqlite_schema where type = 'table' order by name", List.of());
      } else {
        throw usage();
      }
    }
  }

  @Override
  public void close() {
    Sqlite3.sqlite3_close(db);
    arena.close();
  }

  private String message() {
    return Sqlite3.Native.string(Sqlite3.sqlite3_errmsg(db));
  }

  /** Says what is wrong with a statement, and where. */
  private Error failIn(String sql) {
    int offset = Sqlite3.sqlite3_error_offset(db);
    String place = offset < 0 ? "" : "\n  " + sql + "\n  " + " ".repeat(offset) + "^";
    return fail(message() + place);
  }

  private MemorySegment prepare(String sql) {
    if (Sqlite3.sqlite3_prepare_v2(db, sql, -1, out, MemorySegment.NULL) != Sqlite3.SQLITE_OK) {
      throw failIn(sql);
    }
    MemorySegment statement = out.get(Sqlite3.Native.POINTER, 0);
    if (statement.equals(MemorySegment.NULL)) {
      throw fail("no statement in '" + sql + "'");
    }
    return statement;
  }

  private void execute(String sql) {
    MemorySegment none = MemorySegment.NULL;
    if (Sqlite3.sqlite3_exec(db, sql, none, none, none) != Sqlite3.SQLITE_OK) {
      throw failIn(sql);
    }
  }

  /** Gives a statement's parameter a value; what looks like a number becomes one. */
  private void bind(MemorySegment statement, int index, String value) {
    if (value.matches("0|-?[1-9][0-9]{0,14}")) {
      Sqlite3.sqlite3_bind_int64(statement, index, Long.parseLong(value));
    } else if (value.matches("-?(0|[1-9][0-9]{0,9})\\.[0-9]{0,9}[1-9]")) {
      Sqlite3.sqlite3_bind_double(statement, index, Double.parseDouble(value));
    } else {
      Sqlite3.sqlite3_bind_text(statement, index, value, -1, Sqlite3.SQLITE_TRANSIENT);
    }
  }

  /** {@return a Long, a Double, a String, or null} */
  private static Object column(MemorySegment statement, int index) {
    return switch (Sqlite3.sqlite3_column_type(statement, index)) {
      case Sqlite3.SQLITE_NULL -> null;
      case Sqlite3.SQLITE_INTEGER -> Sqlite3.sqlite3_column_int64(statement, index);
      case Sqlite3.SQLITE_FLOAT -> Sqlite3.sqlite3_column_double(statement, index);
      default -> {
        MemorySegment text = Sqlite3.sqlite3_column_text(statement, index);
        int length = Sqlite3.sqlite3_column_bytes(statement, index);
        byte[] bytes = text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
        yield new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private void load(String table, String path) throws IOException {
    List<List<String>> rows;
    try {
      rows = Csv.parse(Files.readString(Path.of(path)), path.endsWith(".tsv") ? '\t' : ',');
    } catch (NoSuchFileException e) {
      throw fail(path + ": No such file or directory");
    }
    if (rows.isEmpty()) {
      throw fail(path + " is empty");
    }
    List<String> header = rows.removeFirst();
    String names = header.stream().map(Database::quoted).collect(Collectors.joining(", "));
    String places = String.join(", ", Collections.nCopies(header.size(), "?"));
    execute("begin");
    execute("create table if not exists " + quoted(table) + " (" + names + ")");
    MemorySegment insert = prepare("insert into " + quoted(table) + " values (" + places + ")");
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      if (row.size() != header.size()) {
        throw fail(
            "%s: row %d has %d fields, the header has %d"
                .formatted(path, i + 2, row.size(), header.size()));
      }
      for (int index = 0; index < row.size(); index++) {
        bind(insert, index + 1, row.get(index));
      }
      if (Sqlite3.sqlite3_step(insert) != Sqlite3.SQLITE_DONE) {
        throw fail(message());
      }
      Sqlite3.sqlite3_reset(insert);
    }
    Sqlite3.sqlite3_finalize(insert);
    execute("commit");
    System.out.println(rows.size() + " rows imported into " + table);
  }

  private void query(String sql, List<String> values) {
    MemorySegment statement = prepare(sql);
    int expected = Sqlite3.sqlite3_bind_parameter_count(statement);
    if (expected != values.size()) {
      throw fail(
          "the statement has %d parameters, but %d values were given"
              .formatted(expected, values.size()));
    }
    for (int i = 0; i < values.size(); i++) {
      bind(statement, i + 1, values.get(i));
    }
    List<Object> names = new ArrayList<>();
    for (int i = 0; i < Sqlite3.sqlite3_column_count(statement); i++) {
      names.add(Sqlite3.Native.string(Sqlite3.sqlite3_column_name(statement, i)));
    }
    List<List<Object>> rows = new ArrayList<>();
    int status;
    while ((status = Sqlite3.sqlite3_step(statement)) == Sqlite3.SQLITE_ROW) {
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        row.add(column(statement, i));
      }
      rows.add(row);
    }
    if (status != Sqlite3.SQLITE_DONE) {
      throw fail(message());
    }
    Sqlite3.sqlite3_finalize(statement);
    if (names.isEmpty()) {
      System.out.println(Sqlite3.sqlite3_changes(db) + " rows changed");
    } else {
      print(names, rows);
      System.out.println("(" + rows.size() + (rows.size() == 1 ? " row)" : " rows)"));
    }
  }

  /** Prints rows below their names; numbers stand to the right. */
  private static void print(List<Object> names, List<List<Object>> rows) {
    int[] widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = text(names.get(i)).length();
      for (List<Object> row : rows) {
        widths[i] = Math.max(widths[i], text(row.get(i)).length());
      }
    }
    List<Object> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    System.out.println(line(names, widths));
    System.out.println(line(rule, widths));
    rows.forEach(row -> System.out.println(line(row, widths)));
  }

  private static String line(List<Object> values, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = text(values.get(i));
      String padding = " ".repeat(widths[i] - text.length());
      line.append(values.get(i) instanceof Number ? padding + text : text + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "NULL";
      case Double number when number % 1 == 0 && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      default -> value.toString();
    };
  }

  private static Error usage() {
    return fail("usage: database FILE import TABLE CSV | query SQL [VALUE...] | tables");
  }

  private static Error fail(String message) {
    System.out.println("database: " + message);
    System.exit(1);
    return new AssertionError();
  }
}
