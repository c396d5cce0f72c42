package dev.ligature.luau.ffi;

/** The kinds of userdata, by the names that {@code typeof} gives. */
enum Kind {
  RAW_POINTER("RawPointer"),
  TYPED_POINTER("TypedPointer"),
  STRUCT_DEFINITION("StructDefinition"),
  STRUCT_VIEW("StructView"),
  ARENA("Arena"),
  BUFFER("Buffer"),
  LIBRARY("Library"),
  SMART_LIBRARY("SmartLibrary"),
  CALLBACK("Callback"),
  LIGHT_USERDATA("LightUserdata");

  final String typeName;

  Kind(String typeName) {
    this.typeName = typeName;
  }
}
