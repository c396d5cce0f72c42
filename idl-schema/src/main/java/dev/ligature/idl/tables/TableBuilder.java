package dev.ligature.idl.tables;

import dev.ligature.idl.CType;
import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/** IDL to tables. */
final class TableBuilder {
  private final Idl idl;
  private final SequencedMap<String, InterfaceEntry> entries = new LinkedHashMap<>();
  private final SequencedMap<String, StructTable> structs = new LinkedHashMap<>();
  private final Map<String, NaturalLayout.Extent> extents = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final List<Skip> skipped = new ArrayList<>();

  TableBuilder(Idl idl) {
    idl.target();
    this.idl = idl;
  }

  InterfaceTables.Conversion build() {
    idl.records().keySet().forEach(this::struct);
    idl.functions().forEach(this::function);
    idl.constants().forEach(this::constant);
    return new InterfaceTables.Conversion(
        new InterfaceTables(idl.module(), idl.libraries(), entries, structs), skipped);
  }

  private void skip(String name, Skip.Reason reason, String detail, Location at) {
    skipped.add(new Skip(name, reason, detail, Optional.of(at)));
  }

  /** Writes the table of a record after those of the records that it holds. */
  private void struct(String key) {
    Declaration.Record record = idl.records().get(key);
    if (record == null || record.opaque() || !visited.add(key)) {
      return;
    }
    for (Declaration.Field field : record.fields()) {
      held(field.lowering()).ifPresent(this::struct);
    }
    boolean union = record.kind() == Declaration.RecordKind.UNION;
    Optional<List<Member>> members = members(record);
    if (members.isEmpty()) {
      skip(key, Skip.Reason.UNSUPPORTED_TYPE, "a member has no ctype", record.at());
      return;
    }
    StructTable table = table(record, union, members.get(), false);
    if (record.packed()) {
      StructTable packed = table(record, union, members.get(), true);
      table = overrides(packed) < overrides(table) ? packed : table;
    }
    structs.put(key, table);
    extents.put(key, new NaturalLayout.Extent(record.size(), record.align()));
  }

  private static Optional<String> held(Lowering lowering) {
    return switch (lowering) {
      case Lowering.ByValue(String record) -> Optional.of(record);
      case Lowering.Array array -> held(array.element());
      case Lowering.Scalar s -> Optional.empty();
      case Lowering.Opaque o -> Optional.empty();
    };
  }

  /** {@return how many numbers the table has to say because rows alone would not give them} */
  private static long overrides(StructTable table) {
    return table.fields().stream().filter(row -> row.offset().isPresent()).count()
        + (table.size().isPresent() ? 1 : 0)
        + (table.align().isPresent() ? 1 : 0);
  }

  /** A field whose type the tables can say. */
  private record Member(Declaration.Field field, TableType type, List<Long> counts) {
    /** {@return the elements of all dimensions; 0 for a flexible array} */
    long count() {
      return counts.stream().reduce(1L, (a, b) -> a * b);
    }
  }

  private Optional<List<Member>> members(Declaration.Record record) {
    List<Member> members = new ArrayList<>();
    for (Declaration.Field field : record.fields()) {
      List<Long> counts = new ArrayList<>();
      Lowering element = field.lowering();
      while (element instanceof Lowering.Array array) {
        counts.add(array.count().orElse(0));
        element = array.element();
      }
      Optional<TableType> type = type(element);
      if (type.isEmpty()) {
        return Optional.empty();
      }
      members.add(new Member(field, type.get(), counts));
    }
    return Optional.of(members);
  }

  private StructTable table(
      Declaration.Record record, boolean union, List<Member> members, boolean packed) {
    NaturalLayout layout = new NaturalLayout(idl.target(), structs, extents, union, packed);
    List<StructTable.Row> rows = new ArrayList<>();
    for (Member member : members) {
      Declaration.Field field = member.field();
      OptionalLong offset = OptionalLong.empty();
      OptionalInt width = OptionalInt.empty();
      OptionalLong bitOffset = OptionalLong.empty();
      if (field.bits().isPresent()) {
        Declaration.Bits bits = field.bits().get();
        width = OptionalInt.of(bits.width());
        bitOffset = OptionalLong.of(bits.offset());
        layout.placeBits(bits.offset() + bits.width());
      } else {
        if (layout.next(member.type()) != field.offset()) {
          offset = OptionalLong.of(field.offset());
        }
        layout.place(member.type(), member.count(), field.offset());
      }
      rows.add(
          new StructTable.Row(
              field.name(), member.type(), member.counts(), offset, width, bitOffset));
    }
    NaturalLayout.Extent natural =
        layout.whole(OptionalLong.empty(), OptionalLong.of(record.align()));
    NaturalLayout.Extent unguided = layout.whole(OptionalLong.empty(), OptionalLong.empty());
    return new StructTable(
        union,
        rows,
        natural.size() == record.size() ? OptionalLong.empty() : OptionalLong.of(record.size()),
        unguided.align() == record.align() ? OptionalLong.empty() : OptionalLong.of(record.align()),
        packed);
  }

  /** {@return the type, or empty if no table can say it or if it is a struct without a table} */
  private Optional<TableType> type(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) -> Optional.of(new TableType.Named(ctype));
      case Lowering.ByValue(String record) when structs.containsKey(record) ->
          Optional.of(new TableType.Struct(record));
      case Lowering.ByValue r -> Optional.empty();
      case Lowering.Array a -> Optional.empty();
      case Lowering.Opaque o -> Optional.empty();
    };
  }

  private void function(String name, Declaration.Function function) {
    Signature signature = function.signature();
    if (function.inline()) {
      skip(name, Skip.Reason.INLINE, "no library exports it", function.at());
      return;
    }
    List<TableType> args = new ArrayList<>();
    for (Signature.Parameter parameter : signature.args()) {
      type(parameter.lowering()).ifPresent(args::add);
    }
    Optional<TableType> ret = type(signature.retLowering());
    if (args.size() < signature.args().size() || ret.isEmpty()) {
      skip(name, Skip.Reason.UNSUPPORTED_TYPE, "a type has no ctype", function.at());
      return;
    }
    entries.put(
        name,
        new InterfaceEntry.FunctionEntry(
            args,
            ret.get(),
            signature.variadic(),
            function.symbol(),
            function.errno(),
            function.leaf()));
  }

  private void constant(String name, Declaration.Constant constant) {
    switch (constant.value()) {
      case ConstantValue.Alias alias ->
          skip(name, Skip.Reason.NOT_CONSTANT, "another name for " + alias.target(), constant.at());
      case ConstantValue.Compound compound ->
          skip(name, Skip.Reason.NOT_CONSTANT, "a " + compound.record(), constant.at());
      case ConstantValue.Int i -> entries.put(name, new InterfaceEntry.ConstantEntry(i));
      case ConstantValue.Float f -> entries.put(name, new InterfaceEntry.ConstantEntry(f));
      case ConstantValue.Str s -> entries.put(name, new InterfaceEntry.ConstantEntry(s));
      case ConstantValue.Address a -> entries.put(name, new InterfaceEntry.ConstantEntry(a));
    }
  }
}
