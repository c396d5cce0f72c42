package dev.ligature.generator.cli;

/** What {@code bindgen --help} prints: what it is, examples, options in groups, exit codes. */
final class Help {
  private static final int WIDTH = 100;
  private static final int COLUMN = 24;

  private static final String HEAD =
      """
      bindgen reads C headers and writes modules that call the libraries behind them, in Luau or Java.

      Usage: bindgen [options] HEADER... -o OUT...
             bindgen validate IDL...      check IDL files against the schema
             bindgen diff OLD NEW         what changed between two IDLs, and whether it breaks
             bindgen init [FILE]          write a commented config file to start from
             bindgen run [SCRIPT ARG...]  run a Luau script with @lune/ffi, or lines from the terminal

      HEADER is a C header, '-' for standard input, or one IDL (.json) to render again without clang.

      Examples:
        bindgen zlib.h -o Zlib.luau --library libz.so.1
        bindgen sqlite3.h -o Sqlite.java --package com.example --exports libsqlite3.so
        bindgen windows.h -o win/ --target x86_64-w64-windows-gnu --sysroot /usr
        bindgen --config bindgen.yaml --check
      """;

  private static final String TAIL =
      """
        bindgen diff: 0 no change, 10 additions only, 20 values changed, 21 signatures changed,
                      22 layouts changed, 23 something was removed

      All options, the config file, the overlay and the report are described in docs/cli.md.
      """;

  private Help() {}

  static String text() {
    StringBuilder out = new StringBuilder(HEAD);
    for (Option.Group group : Option.Group.values()) {
      out.append('\n').append(group.heading()).append(":\n");
      for (Option option : Options.ALL) {
        if (option.group() == group) {
          option(out, option);
        }
      }
    }
    out.append("\nExit codes:\n");
    for (ExitCode code : ExitCode.values()) {
      String number = Integer.toString(code.code());
      out.append(" ".repeat(4 - number.length())).append(number);
      out.append("  ").append(code.meaning()).append('\n');
    }
    return out.append(TAIL).toString();
  }

  private static void option(StringBuilder out, Option option) {
    String names = "  " + String.join(", ", option.names());
    if (!option.isFlag()) {
      names += " " + option.label();
    }
    out.append(names);
    int column = names.length();
    if (column >= COLUMN - 1) {
      out.append('\n');
      column = 0;
    }
    out.append(" ".repeat(COLUMN - column));
    column = COLUMN;
    for (String word : option.description().split(" ")) {
      if (column + word.length() + 1 > WIDTH) {
        out.append('\n').append(" ".repeat(COLUMN));
        column = COLUMN;
      } else if (column > COLUMN) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    out.append('\n');
  }
}
