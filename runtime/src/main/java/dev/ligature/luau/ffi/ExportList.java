package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.NativeLibrary;
import dev.ligature.ffi.Platform;
import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportReader;
import dev.ligature.ffi.exports.ExportTable;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What {@code library:listExports()} gives: a list of {@code { name, ordinal?, kind }}. */
final class ExportList {
  private ExportList() {}

  /**
   * {@return the exports of the files behind a library}
   *
   * @throws FfiException if there is no such file, or one cannot be read
   */
  static LuauTable of(NativeLibrary library) {
    List<Path> files = library.files();
    if (files.isEmpty()) {
      throw new FfiException("No file is known behind '" + library.path() + "'");
    }
    LuauTable list = new LuauTable();
    for (Path file : files) {
      for (Export export : read(file).exports()) {
        if (!export.byOrdinalOnly()) {
          list.set(list.length() + 1, entry(export));
        }
      }
    }
    return list;
  }

  private static ExportTable read(Path file) {
    try {
      return ExportReader.read(file, Platform.host().arch())
          .orElseThrow(() -> new FfiException(file + " is no library that we know"));
    } catch (IOException e) {
      throw new FfiException("Cannot read " + file + ": " + e.getMessage());
    } catch (ExportException e) {
      throw new FfiException(e.getMessage());
    }
  }

  private static LuauTable entry(Export export) {
    LuauTable entry = new LuauTable();
    entry.set(LuauString.interned("name"), LuauString.of(export.name()));
    export.ordinal().ifPresent(n -> entry.set(LuauString.interned("ordinal"), (Object) (double) n));
    String kind =
        switch (export.kind()) {
          case FUNCTION -> "function";
          case DATA, THREAD_LOCAL -> "data";
          case UNKNOWN -> "unknown";
        };
    entry.set(LuauString.interned("kind"), LuauString.interned(kind));
    return entry;
  }
}
