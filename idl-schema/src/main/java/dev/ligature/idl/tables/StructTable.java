package dev.ligature.idl.tables;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What {@code ffi.struct} and {@code ffi.union} take: {@code ffi.struct({ { "x", "f32" }, … }, {
 * size = 8 })}.
 *
 * @param union whether it is {@code ffi.union}
 * @param fields the rows
 * @param size bytes, where the rows alone give another one
 * @param align bytes, where the rows alone give another one
 * @param packed whether the rows follow each other without padding
 */
public record StructTable(
    boolean union, List<Row> fields, OptionalLong size, OptionalLong align, boolean packed) {
  public StructTable {
    fields = List.copyOf(fields);
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(align, "align");
  }

  /**
   * A field: {@code { "name", "u8", 32 }}, {@code { "flags", "u32", bits = 3 }}.
   *
   * @param name empty for an anonymous record and an unnamed bit-field
   * @param counts elements of an array, the outermost dimension first; 0 for a flexible one
   * @param offset bytes from the start of the record, where it is not the natural one
   * @param bits width of a bit-field
   * @param bitOffset bits from the start of the record; present with {@code bits}
   */
  public record Row(
      String name,
      TableType type,
      List<Long> counts,
      OptionalLong offset,
      OptionalInt bits,
      OptionalLong bitOffset) {
    public Row {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      counts = List.copyOf(counts);
      Objects.requireNonNull(offset, "offset");
      if (bits.isPresent() != bitOffset.isPresent()) {
        throw new IllegalArgumentException("bits and bitOffset come together: " + name);
      }
    }
  }
}
