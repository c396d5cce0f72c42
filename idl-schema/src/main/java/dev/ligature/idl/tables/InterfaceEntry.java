package dev.ligature.idl.tables;

import dev.ligature.idl.ConstantValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A value of the table that {@code ffi.load} takes. */
public sealed interface InterfaceEntry {

  /**
   * {@code { args = { C.u32 }, ret = C.u32 }}.
   *
   * @param ret absent from the table where it is {@code void}
   * @param symbol the library's name where it is not the key
   * @param errno whether errno or GetLastError is captured
   * @param leaf whether it is short and never calls back
   */
  record FunctionEntry(
      List<TableType> args,
      TableType ret,
      boolean variadic,
      Optional<String> symbol,
      boolean errno,
      boolean leaf)
      implements InterfaceEntry {
    public FunctionEntry {
      args = List.copyOf(args);
      Objects.requireNonNull(ret, "ret");
      Objects.requireNonNull(symbol, "symbol");
    }
  }

  /**
   * A number, a string or a pointer: {@code INFINITE = 0xFFFFFFFF}.
   *
   * @param value neither an alias nor a compound literal
   */
  record ConstantEntry(ConstantValue value) implements InterfaceEntry {
    public ConstantEntry {
      if (value instanceof ConstantValue.Alias || value instanceof ConstantValue.Compound) {
        throw new IllegalArgumentException("no table can say " + value);
      }
    }
  }
}
