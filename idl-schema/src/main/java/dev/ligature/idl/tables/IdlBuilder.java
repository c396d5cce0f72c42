package dev.ligature.idl.tables;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Target;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** Tables to IDL. */
final class IdlBuilder {
  private static final Location NOWHERE = new Location("", 1);

  private final InterfaceTables tables;
  private final Target target;
  private final SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>();
  private final Map<String, NaturalLayout.Extent> extents = new HashMap<>();

  IdlBuilder(InterfaceTables tables, Target target) {
    this.tables = tables;
    this.target = target;
  }

  Idl build() {
    tables.structs().forEach(this::record);
    SequencedMap<String, Declaration.Constant> constants = new LinkedHashMap<>();
    SequencedMap<String, Declaration.Function> functions = new LinkedHashMap<>();
    tables
        .entries()
        .forEach(
            (name, entry) -> {
              switch (entry) {
                case InterfaceEntry.ConstantEntry(var value) ->
                    constants.put(
                        name,
                        new Declaration.Constant(
                            value, Optional.empty(), "", Optional.empty(), NOWHERE));
                case InterfaceEntry.FunctionEntry function ->
                    functions.put(name, function(function));
              }
            });
    return new Idl(
        tables.module(),
        tables.libraries(),
        List.of(),
        List.of(target),
        constants,
        new LinkedHashMap<>(),
        records,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        functions,
        new LinkedHashMap<>(),
        List.of());
  }

  private static Declaration.Function function(InterfaceEntry.FunctionEntry entry) {
    List<Signature.Parameter> args =
        entry.args().stream()
            .map(
                type ->
                    new Signature.Parameter("", ctype(type), lowering(type), Signature.Hints.NONE))
            .toList();
    Signature signature =
        new Signature(
            args,
            ctype(entry.ret()),
            lowering(entry.ret()),
            entry.variadic(),
            true,
            Optional.empty());
    return new Declaration.Function(
        signature,
        entry.symbol(),
        false,
        false,
        Optional.empty(),
        List.of(),
        entry.leaf(),
        entry.errno(),
        Optional.empty(),
        Optional.empty(),
        NOWHERE);
  }

  private void record(String key, StructTable table) {
    NaturalLayout layout =
        new NaturalLayout(target, tables.structs(), extents, table.union(), table.packed());
    List<Declaration.Field> fields = new ArrayList<>();
    for (StructTable.Row row : table.fields()) {
      long offset;
      Optional<Declaration.Bits> bits = Optional.empty();
      if (row.bits().isPresent()) {
        long first = row.bitOffset().orElseThrow();
        int width = row.bits().getAsInt();
        bits = Optional.of(new Declaration.Bits(first, width));
        offset = first / 8;
        layout.placeBits(first + width);
      } else {
        offset = row.offset().orElseGet(() -> layout.next(row.type()));
        layout.place(row.type(), row.counts().stream().reduce(1L, (a, b) -> a * b), offset);
      }
      Type type = ctype(row.type());
      Lowering lowering = lowering(row.type());
      for (long count : row.counts().reversed()) {
        OptionalLong bound = count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
        type = new Type.Array(type, bound);
        lowering = new Lowering.Array(lowering, bound);
      }
      fields.add(new Declaration.Field(row.name(), type, lowering, offset, bits, Optional.empty()));
    }
    NaturalLayout.Extent extent = layout.whole(table.size(), table.align());
    extents.put(key, extent);
    records.put(
        key,
        new Declaration.Record(
            table.union() ? Declaration.RecordKind.UNION : Declaration.RecordKind.STRUCT,
            tag(key),
            extent.size(),
            extent.align(),
            false,
            table.packed(),
            fields,
            Optional.empty(),
            Optional.empty(),
            NOWHERE));
  }

  /** {@return the tag in a key such as {@code "struct stat"}} */
  private static Optional<String> tag(String key) {
    int space = key.indexOf(' ');
    return space < 0 || key.contains(".") || key.contains("(")
        ? Optional.empty()
        : Optional.of(key.substring(space + 1));
  }

  private static Type ctype(TableType type) {
    return switch (type) {
      case TableType.Named(CType ctype) when ctype == CType.POINTER ->
          new Type.Pointer(Type.Scalar.of(CType.VOID));
      case TableType.Named(CType ctype) when ctype == CType.STRING ->
          new Type.Pointer(
              new Type.Qualified(Type.Qualifier.CONST, new Type.Scalar(CType.I8, "char")));
      case TableType.Named(CType ctype) -> Type.Scalar.of(ctype);
      case TableType.Struct(String key) -> new Type.RecordRef(key);
    };
  }

  private static Lowering lowering(TableType type) {
    return switch (type) {
      case TableType.Named(CType ctype) -> Lowering.of(ctype);
      case TableType.Struct(String key) -> new Lowering.ByValue(key);
    };
  }
}
