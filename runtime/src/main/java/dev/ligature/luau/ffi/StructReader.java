package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.RecordLayout;
import dev.ligature.ffi.RecordLayout.FieldSpec;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the description of a record: a list of {@code { name, type, count? }}, where a field may
 * also say {@code offset}, {@code bits} and {@code bitOffset}, and the record {@code size}, {@code
 * align} and {@code packed}.
 */
final class StructReader {
  static final Set<String> FIELD_KEYS = Set.of("offset", "bits", "bitOffset");
  static final Set<String> OPTION_KEYS = Set.of("size", "align", "packed");

  private final List<FieldSpec> specs = new ArrayList<>();
  private final Map<String, ElementType> types = new HashMap<>();

  private StructReader() {}

  /** {@return the definition that two tables describe; the second may be nil} */
  static StructDefinition read(
      FfiHost host, RecordLayout.Kind kind, LuauTable fields, Object options) {
    StructReader reader = new StructReader();
    int count = fields.length();
    RecordLayout.Options layoutOptions = readOptions(options);
    if (count == 0 && layoutOptions.size().isEmpty()) {
      throw new FfiException(
          "A record needs at least one field: { { \"name\", \"type\" }, … }, or a size");
    }
    for (int i = 1; i <= count; i++) {
      reader.readField(i, fields.get(i));
    }
    RecordLayout layout = RecordLayout.of(kind, reader.specs, layoutOptions);
    return new StructDefinition(host, layout, reader.types);
  }

  private void readField(int position, Object value) {
    if (!(value instanceof LuauTable field)) {
      throw new FfiException(
          "Field #" + position + " must be a table { name, type }, got " + Describe.value(value));
    }
    if (!(field.get(1) instanceof LuauString nameText)) {
      throw new FfiException("Field #" + position + ": name must be a string");
    }
    String name = nameText.toString();
    String where = name.isEmpty() ? "#" + position : "'" + name + "'";
    for (Object[] entry : Tables.entries(field)) {
      if (entry[0] instanceof LuauString key && !FIELD_KEYS.contains(key.toString())) {
        throw new FfiException("Field " + where + " has the unknown key '" + key + "'");
      }
    }
    ElementType type = type(field.get(2));
    Object count = field.get(3);
    if (count != null) {
      long length = whole(count, "Field " + where + ": array size");
      if (length < 0) {
        throw new FfiException("Field " + where + ": array size must not be negative");
      }
      type = ElementType.Array.of(type, length);
    }
    OptionalLong bits = option(field, "bits", where);
    specs.add(
        new FieldSpec(
            name,
            type.layout(),
            option(field, "offset", where),
            bits.isPresent()
                ? OptionalInt.of(Math.clamp(bits.getAsLong(), -1, Integer.MAX_VALUE))
                : OptionalInt.empty(),
            option(field, "bitOffset", where)));
    if (!name.isEmpty()) {
      types.put(name, type);
    } else if (type instanceof StructDefinition anonymous) {
      anonymous
          .layout()
          .fields()
          .keySet()
          .forEach(inner -> types.put(inner, anonymous.member(LuauString.interned(inner)).type()));
    }
  }

  private ElementType type(Object value) {
    if (!(value instanceof LuauString) && !(value instanceof StructDefinition)) {
      throw new FfiException("Field type must be a string");
    }
    return ElementType.of(value);
  }

  private static RecordLayout.Options readOptions(Object options) {
    if (options == null) {
      return RecordLayout.Options.NATURAL;
    }
    if (!(options instanceof LuauTable table)) {
      throw new FfiException("Record options must be a table, got " + Describe.value(options));
    }
    for (Object[] entry : Tables.entries(table)) {
      if (!OPTION_KEYS.contains(Describe.key(entry[0]))) {
        throw new FfiException("Unknown record option '" + Describe.key(entry[0]) + "'");
      }
    }
    return new RecordLayout.Options(
        option(table, "size", "record"),
        option(table, "align", "record"),
        Conversions.bool(table.get(LuauString.interned("packed"))));
  }

  private static OptionalLong option(LuauTable table, String key, String where) {
    Object value = table.get(LuauString.interned(key));
    return value == null ? OptionalLong.empty() : OptionalLong.of(whole(value, where + ": " + key));
  }

  private static long whole(Object value, String what) {
    return Arguments.integer(new Object[] {value}, 0, what);
  }
}
