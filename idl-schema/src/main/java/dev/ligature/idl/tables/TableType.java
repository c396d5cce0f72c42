package dev.ligature.idl.tables;

import dev.ligature.idl.CType;
import java.util.Objects;

/** What may stand in {@code args}, in {@code ret} and as a field's type. */
public sealed interface TableType {

  /** One of {@code ffi.ctypes}. */
  record Named(CType ctype) implements TableType {
    public Named {
      Objects.requireNonNull(ctype, "ctype");
    }
  }

  /** A StructDefinition: a struct or union by value, by its key among the tables' structs. */
  record Struct(String key) implements TableType {
    public Struct {
      Objects.requireNonNull(key, "key");
    }
  }
}
