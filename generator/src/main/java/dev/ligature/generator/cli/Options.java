package dev.ligature.generator.cli;

import dev.ligature.generator.cli.Option.Group;
import java.util.List;

/** The options of {@code bindgen}: the one table from which they are parsed and explained. */
final class Options {
  /** The argument of clang that {@code --clang-arg} passes on is the value itself. */
  static final String VERBATIM = "\0";

  static final List<Option> ALL =
      List.of(
          new Option(
              Group.OUTPUT,
              List.of("--output", "-o"),
              "OUT",
              true,
              "",
              "Where to write; repeatable. The suffix decides: .luau, .java, .json (the IDL), a"
                  + " directory 'DIR/' (one module a header), '-' (standard output)."),
          Option.value(
              Group.OUTPUT,
              "LANG",
              "luau (the default), java or json: for 'DIR/', '-' and other suffixes.",
              "--lang"),
          Option.value(
              Group.OUTPUT, "NAME", "Name of the module (the first output's name).", "--module"),
          Option.value(Group.OUTPUT, "NAME", "Package of Java output (none).", "--package"),
          Option.value(Group.OUTPUT, "FILE", "Write the IDL too.", "--idl-out"),
          Option.value(
              Group.OUTPUT,
              "DIR",
              "Your own .mustache files, which replace ours by name.",
              "--templates"),
          Option.flag(
              Group.OUTPUT,
              "Write nothing; show a diff and exit 1 if an output is stale: for CI.",
              "--check"),
          Option.value(
              Group.OUTPUT,
              "FILE",
              "Write a make rule that names every file that was read.",
              "--depfile"),
          Option.value(
              Group.OUTPUT,
              "FILE",
              "Write what was bound and what was skipped, and why, as JSON.",
              "--report"),
          Option.value(
              Group.HEADERS,
              "TRIPLE",
              "Platform to bind for, e.g. x86_64-w64-windows-gnu (this machine's).",
              "--target"),
          Option.clang("DIR", true, "-I", "Search this directory for included files.", "-I"),
          Option.clang("DIR", true, "-isystem", "The same, for headers of the system.", "-isystem"),
          Option.clang("NAME[=VALUE]", true, "-D", "Define a macro.", "-D"),
          Option.clang("NAME", true, "-U", "Undefine a macro.", "-U"),
          Option.clang("FILE", false, "-include ", "Include this file first.", "-include"),
          Option.clang(
              "DIR",
              false,
              "--sysroot=",
              "Root of the target's headers and libraries.",
              "--sysroot"),
          Option.clang("STD", false, "-std=", "C standard, e.g. c17.", "-std", "--std"),
          Option.clang("ARG", false, VERBATIM, "Any other argument for clang.", "--clang-arg"),
          Option.flag(
              Group.HEADERS,
              "Read clang's intrinsics headers for Windows targets too: slow.",
              "--full-intrinsics"),
          Option.flag(
              Group.HEADERS, "Skip declarations with errors instead of giving up.", "--keep-going"),
          Option.value(
              Group.SELECTION,
              "GLOB",
              "Bind what these files declare, e.g. 'openssl/*.h', instead of the headers named and"
                  + " what those include from their own directories; repeatable.",
              "--allow-header"),
          Option.flag(
              Group.SELECTION,
              "Bind every file's declarations, the C library's too.",
              "--everything"),
          Option.value(
              Group.SELECTION,
              "REGEX",
              "Bind only names that match as a whole, and what they need; repeatable.",
              "--allow"),
          Option.value(
              Group.SELECTION,
              "REGEX",
              "Leave out names that match as a whole; repeatable.",
              "--block"),
          Option.value(
              Group.SELECTION,
              "FILE",
              "Bind what this library exports and report the rest: .so, .dll, .dylib, .tbd, import"
                  + " .lib or .a, .def.",
              "--exports"),
          Option.value(
              Group.MEANING,
              "[OS=]NAME",
              "The library to load, e.g. libz.so.1 or windows=zlib1.dll; repeatable.",
              "--library"),
          Option.value(
              Group.MEANING,
              "OLD=NEW",
              "Rename: OLD is a regex for the whole name, NEW may use $1. A scope may stand in"
                  + " front: 'functions:gtk_(.*)=$1'. Repeatable.",
              "--rename"),
          Option.value(
              Group.MEANING,
              "FILE",
              "What headers don't say (YAML or JSON): out, freeWith, errno and more.",
              "--overlay"),
          Option.value(
              Group.RUNNING,
              "FILE",
              "Settings from a YAML or JSON file; the command line wins.",
              "--config"),
          Option.value(
              Group.RUNNING,
              "FORMAT",
              "text or json (one object a line) on standard error.",
              "--diagnostics"),
          Option.value(Group.RUNNING, "WHEN", "auto, always or never.", "--color"),
          Option.flag(Group.RUNNING, "No summary, no notes.", "-q", "--quiet"),
          Option.flag(Group.RUNNING, "Show the stack trace of an internal error.", "--debug"),
          Option.flag(Group.RUNNING, "Show this help.", "-h", "--help"),
          Option.flag(Group.RUNNING, "Show the version.", "-V", "--version"));

  private Options() {}
}
