package dev.ligature.luau.ffi;

import dev.ligature.luau.Luau;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.util.Map;
import java.util.TreeMap;

/** An object of each kind, to ask what it has: scripts can't list the members of a userdata. */
final class LiveObjects {
  /** What a script would write to get them. */
  private static final String SCRIPT =
      """
      local ffi = require("@lune/ffi")
      local arena = ffi.arena()
      local Point = ffi.struct({ { "x", "i32" } })
      return {
        module = ffi,
        RawPointer = arena:alloc(8),
        TypedPointer = ffi.cast(arena:alloc(8), "i32"),
        StructDefinition = Point,
        StructView = ffi.view(arena:alloc(8), Point),
        SmartLibrary = ffi.load(nil, {}),
        Library = ffi.load(nil),
        Callback = ffi.callback(function() end, "void", {}),
        Arena = arena,
        Buffer = ffi.buffer(8),
      }
      """;

  private final LuauTable objects =
      (LuauTable)
          Luau.builder()
              .module("@lune/ffi", state -> FfiModule.open(state, NativeAccess.FULL))
              .build()
              .run(SCRIPT, "=objects")[0];

  /** {@return the library itself} */
  LuauTable module() {
    return (LuauTable) objects.get(LuauString.of("module"));
  }

  /** {@return the object of that kind} */
  FfiObject object(String kind) {
    return (FfiObject) objects.get(LuauString.of(kind));
  }

  /** {@return the members of that kind of object, and whether they are methods} */
  Map<String, Boolean> members(String kind) {
    Map<String, Boolean> members = new TreeMap<>();
    object(kind).members().forEach((name, isMethod) -> members.put(name.toString(), isMethod));
    return members;
  }

  /** {@return key and value of every entry} */
  static Map<String, Object> entries(LuauTable table) {
    Map<String, Object> entries = new TreeMap<>();
    Tables.entries(table).forEach(entry -> entries.put(entry[0].toString(), entry[1]));
    return entries;
  }
}
