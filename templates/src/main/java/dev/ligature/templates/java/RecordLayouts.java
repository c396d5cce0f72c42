package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Memory layouts of records as expressions of {@code java.lang.foreign}, with the offsets that the
 * IDL states: what lies between members is explicit padding.
 *
 * <p>A bit-field has no layout of its own. The bytes that named bit-fields share stand as bytes, so
 * that a record that is passed by value is classified as C classifies it.
 */
final class RecordLayouts {
  /** A larger expression would not fit into a static initialiser (64 KiB). */
  static final int MAX_MEMBERS = 1000;

  private static final String INDENT = "\n            ";

  private final Idl idl;
  private final ClassNames classes;
  private final Map<String, Boolean> natural = new HashMap<>();
  private final Map<String, Optional<String>> passed = new HashMap<>();

  RecordLayouts(Idl idl, ClassNames classes) {
    this.idl = idl;
    this.classes = classes;
  }

  /** {@return the record of that key} */
  Declaration.Record record(String key) {
    Declaration.Record record = idl.records().get(key);
    if (record == null) {
      throw new IllegalArgumentException("no record '" + key + "' in " + idl.module());
    }
    return record;
  }

  /** {@return the size in bytes of what memory holds; 0 for a flexible array} */
  long size(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(var ctype) -> ctype.size(8);
      case Lowering.ByValue(String key) -> record(key).size();
      case Lowering.Array(Lowering element, var count) -> count.orElse(0) * size(element);
      case Lowering.Opaque opaque -> opaque.size();
    };
  }

  private long align(Lowering lowering) {
    return switch (lowering) {
      case Lowering.Scalar(var ctype) -> ctype.size(8);
      case Lowering.ByValue(String key) -> record(key).align();
      case Lowering.Array array -> align(array.element());
      case Lowering.Opaque opaque -> opaque.align();
    };
  }

  /** {@return the layout of a record, without a name} */
  String of(String key) {
    Declaration.Record record = record(key);
    if (record.fields().size() > MAX_MEMBERS) {
      return "MemoryLayout.structLayout(" + filler(record.size(), record.align()) + ")";
    }
    boolean union = record.kind() == Declaration.RecordKind.UNION;
    List<Span> spans = spans(record);
    List<String> members = new ArrayList<>();
    long end = 0;
    long align = 1;
    for (Span span : spans) {
      if (!union && span.offset() > end) {
        members.add("MemoryLayout.paddingLayout(" + (span.offset() - end) + ")");
      }
      members.add(span.layout());
      align = Math.max(align, span.align());
      end = union ? Math.max(end, span.end()) : span.end();
    }
    if (end < record.size()) {
      members.add(
          "MemoryLayout.paddingLayout(" + (union ? record.size() : record.size() - end) + ")");
    }
    String expression =
        (union ? "MemoryLayout.unionLayout(" : "MemoryLayout.structLayout(") + lines(members) + ")";
    return align < record.align()
        ? expression + ".withByteAlignment(" + record.align() + ")"
        : expression;
  }

  /** A line each, where there are several: checked-in bindings are read as differences. */
  private static String lines(List<String> members) {
    return members.size() < 2
        ? String.join("", members)
        : INDENT + String.join("," + INDENT, members);
  }

  /** A member as the layout sees it. */
  private record Span(long offset, long end, long align, String layout) {}

  private List<Span> spans(Declaration.Record record) {
    List<Span> spans = new ArrayList<>();
    boolean union = record.kind() == Declaration.RecordKind.UNION;
    long bytesFrom = -1;
    long bytesEnd = -1;
    for (Declaration.Field field : record.fields()) {
      if (field.bits().isPresent()) {
        Declaration.Bits bits = field.bits().get();
        if (field.name().isEmpty() || bits.width() == 0) {
          continue;
        }
        long from = bits.offset() / 8;
        long to = (bits.offset() + bits.width() + 7) / 8;
        if (!union && bytesFrom >= 0 && from <= bytesEnd) {
          bytesEnd = Math.max(bytesEnd, to);
        } else {
          addBytes(spans, bytesFrom, bytesEnd);
          bytesFrom = from;
          bytesEnd = to;
        }
        continue;
      }
      addBytes(spans, bytesFrom, bytesEnd);
      bytesFrom = -1;
      long size = size(field.lowering());
      long align = alignAt(field.lowering(), field.offset(), record.align());
      String layout = layout(field.lowering(), align);
      if (!field.name().isEmpty()) {
        layout += ".withName(" + JavaLiterals.string(field.name()) + ")";
      }
      spans.add(new Span(field.offset(), field.offset() + size, align, layout));
    }
    addBytes(spans, bytesFrom, bytesEnd);
    return spans;
  }

  private static void addBytes(List<Span> spans, long from, long end) {
    if (from >= 0) {
      spans.add(
          new Span(from, end, 1, "MemoryLayout.sequenceLayout(" + (end - from) + ", JAVA_BYTE)"));
    }
  }

  /** The alignment that a member has at its place: less than the natural one in packed records. */
  private long alignAt(Lowering lowering, long offset, long recordAlign) {
    long align = Math.min(align(lowering), recordAlign);
    while (align > 1 && offset % align != 0) {
      align /= 2;
    }
    return Math.max(align, 1);
  }

  private String layout(Lowering lowering, long align) {
    return switch (lowering) {
      case Lowering.Scalar(var ctype) ->
          Carrier.of(ctype, idl.targets().getFirst()).layoutAligned(align);
      case Lowering.Array(Lowering element, var count) ->
          "MemoryLayout.sequenceLayout(" + count.orElse(0) + ", " + layout(element, align) + ")";
      case Lowering.Opaque opaque -> filler(opaque.size(), align);
      case Lowering.ByValue(String key) -> {
        Declaration.Record record = record(key);
        if (align < record.align()) {
          yield filler(record.size(), align);
        }
        yield classes.record(key).map(name -> name + ".LAYOUT").orElseGet(() -> of(key));
      }
    };
  }

  /** A layout of that size and alignment whose inside is of no interest. */
  private static String filler(long size, long align) {
    String element =
        switch ((int) Math.min(align, 8)) {
          case 8 -> "JAVA_LONG";
          case 4 -> "JAVA_INT";
          case 2 -> "JAVA_SHORT";
          default -> "JAVA_BYTE";
        };
    String sequence =
        "MemoryLayout.sequenceLayout(" + size / Math.min(align, 8) + ", " + element + ")";
    return align > 8 ? sequence + ".withByteAlignment(" + align + ")" : sequence;
  }

  /**
   * {@return the layout with which calls carry that record by value; empty if they cannot}
   *
   * <p>The linker takes naturally aligned members at the offsets that C gives them without packing
   * or over-alignment. Where the record's own layout is not like that, another one stands for it
   * that the ABI treats alike: Windows x64 looks at the size alone, System V AMD64 and AAPCS64 pass
   * through memory what has more than 16 bytes, and put eight bytes that hold a bit-field into an
   * integer register.
   */
  Optional<String> passed(String key) {
    Optional<String> known = passed.get(key);
    if (known == null) {
      known = decidePassed(key, record(key));
      passed.put(key, known);
    }
    return known;
  }

  /** {@return whether {@link #passed} is the record's own layout} */
  boolean isPassedAsItIs(String key) {
    return isNatural(key);
  }

  private Optional<String> decidePassed(String key, Declaration.Record record) {
    if (record.opaque() || record.size() == 0) {
      return Optional.empty();
    }
    if (isNatural(key)) {
      return Optional.of(of(key));
    }
    Target target = idl.targets().getFirst();
    List<Leaf> leaves = new ArrayList<>();
    boolean plain = leaves(record, 0, leaves);
    boolean windows = target.os().equals("windows") && target.arch().equals("x86_64");
    boolean onlyFloats = plain && leaves.stream().allMatch(Leaf::isFloating);
    if (record.align() > 8 || onlyFloats && !windows) {
      return Optional.empty();
    }
    if (windows || record.size() > 16) {
      return Optional.of(
          "MemoryLayout.structLayout(" + filler(record.size(), record.align()) + ")");
    }
    return plain ? Optional.of(eightbytes(record, leaves)) : Optional.empty();
  }

  /** A scalar within a record; bit-fields have no type here. */
  private record Leaf(long offset, long end, Optional<CType> type) {
    boolean isFloating() {
      return type.isPresent() && (type.get() == CType.F32 || type.get() == CType.F64);
    }
  }

  /** Collects the scalars of a record; false if some lies where C would not have put it. */
  private boolean leaves(Declaration.Record record, long base, List<Leaf> leaves) {
    for (Declaration.Field field : record.fields()) {
      if (field.bits().isPresent()) {
        Declaration.Bits bits = field.bits().get();
        if (!field.name().isEmpty() && bits.width() > 0) {
          leaves.add(
              new Leaf(
                  base + bits.offset() / 8,
                  base + (bits.offset() + bits.width() + 7) / 8,
                  Optional.empty()));
        }
      } else if (!leaves(field.lowering(), base + field.offset(), leaves)) {
        return false;
      }
    }
    return true;
  }

  private boolean leaves(Lowering lowering, long offset, List<Leaf> leaves) {
    switch (lowering) {
      case Lowering.Scalar(CType ctype) -> {
        leaves.add(new Leaf(offset, offset + ctype.size(8), Optional.of(ctype)));
        return offset % ctype.size(8) == 0;
      }
      case Lowering.ByValue(String key) -> {
        return leaves(record(key), offset, leaves);
      }
      case Lowering.Array(Lowering element, OptionalLong count) -> {
        // More than 16 elements never matter: such a record is not taken apart.
        for (long i = 0; i < Math.min(count.orElse(0), 17); i++) {
          if (!leaves(element, offset + i * size(element), leaves)) {
            return false;
          }
        }
        return true;
      }
      case Lowering.Opaque _ -> {
        return false;
      }
    }
  }

  /** A record of up to 16 bytes, its eightbytes with bit-fields as integers. */
  private static String eightbytes(Declaration.Record record, List<Leaf> leaves) {
    List<String> members = new ArrayList<>();
    for (long from = 0; from < record.size(); from += 8) {
      long end = Math.min(from + 8, record.size());
      boolean floating = true;
      boolean single = false;
      boolean any = false;
      for (Leaf leaf : leaves) {
        if (leaf.end() > from && leaf.offset() < end) {
          any = true;
          floating &= leaf.isFloating();
          single |= leaf.type().equals(Optional.of(CType.F32));
        }
      }
      if (any && floating) {
        members.add(
            single
                ? "MemoryLayout.sequenceLayout(" + (end - from) / 4 + ", JAVA_FLOAT)"
                : "JAVA_DOUBLE");
      } else {
        members.add(filler(end - from, record.align()));
      }
    }
    return "MemoryLayout.structLayout(" + String.join(", ", members) + ")";
  }

  /** Whether the linker takes the layout of {@link #of}. */
  private boolean isNatural(String key) {
    Boolean known = natural.get(key);
    if (known == null) {
      known = decideNatural(record(key));
      natural.put(key, known);
    }
    return known;
  }

  private boolean decideNatural(Declaration.Record record) {
    if (record.opaque() || record.size() == 0 || !fieldsAreNatural(record.fields())) {
      return false;
    }
    if (record.fields().size() > MAX_MEMBERS) {
      return record.align() <= 8;
    }
    boolean union = record.kind() == Declaration.RecordKind.UNION;
    long align = 1;
    long end = 0;
    for (Span span : spans(record)) {
      align = Math.max(align, span.align());
      if (!union && span.offset() != up(end, span.align())) {
        return false;
      }
      end = Math.max(end, span.end());
    }
    return align == record.align() && record.size() == up(end, align);
  }

  private boolean fieldsAreNatural(List<Declaration.Field> fields) {
    for (Declaration.Field field : fields) {
      if (field.bits().isPresent()) {
        return false;
      }
      Lowering lowering = field.lowering();
      while (lowering instanceof Lowering.Array array) {
        lowering = array.element();
      }
      boolean natural =
          switch (lowering) {
            case Lowering.Scalar scalar -> field.offset() % align(scalar) == 0;
            case Lowering.ByValue(String key) -> isNatural(key);
            default -> false;
          };
      if (!natural) {
        return false;
      }
    }
    return true;
  }

  private static long up(long offset, long align) {
    return (offset + align - 1) / align * align;
  }
}
