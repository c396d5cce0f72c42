package dev.ligature.ffi;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * A struct or union with its layout.
 *
 * <p>Offsets follow the C ABI of the platform unless a field states its own: each member at the
 * next multiple of its alignment, the whole padded to a multiple of the largest. Bit-fields follow
 * System V and GCC on every platform but Windows, where Microsoft's rules open a new unit for each
 * change of type size. What a header's compiler decided otherwise (packing, over-alignment) is said
 * by {@link Options#size}, {@link Options#align}, {@link Options#packed} and {@link
 * FieldSpec#offset}.
 */
public final class RecordLayout implements Layout {

  /** Struct or union. */
  public enum Kind {
    STRUCT,
    UNION
  }

  /**
   * A member as it is asked for.
   *
   * @param name empty for an unnamed bit-field or an anonymous record, whose members then count as
   *     ours
   * @param offset bytes from the start of the record, if it is not to be computed
   * @param bits width of a bit-field
   * @param bitOffset bits from the start of the record, if it is not to be computed
   */
  public record FieldSpec(
      String name, Layout type, OptionalLong offset, OptionalInt bits, OptionalLong bitOffset) {
    /** {@return a plain member whose offset is computed} */
    public static FieldSpec of(String name, Layout type) {
      return new FieldSpec(
          name, type, OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty());
    }
  }

  /**
   * What to override of the computed layout.
   *
   * @param size bytes of the whole
   * @param align bytes of the whole
   * @param packed whether members follow each other without padding
   */
  public record Options(OptionalLong size, OptionalLong align, boolean packed) {
    /** The layout of the platform's C ABI. */
    public static final Options NATURAL =
        new Options(OptionalLong.empty(), OptionalLong.empty(), false);
  }

  /**
   * A member with its place.
   *
   * @param offset bytes from the start of the record; for a bit-field the byte with its first bit
   * @param bitShift bits above {@code offset}, 0 to 7; 0 unless it is a bit-field
   * @param bitWidth bits; 0 unless it is a bit-field
   */
  public record Field(String name, Layout type, long offset, int bitShift, int bitWidth) {
    /** {@return whether it is a bit-field} */
    public boolean isBitField() {
      return bitWidth > 0;
    }

    Field shifted(long bytes) {
      return new Field(name, type, offset + bytes, bitShift, bitWidth);
    }
  }

  private final Kind kind;
  private final long size;
  private final long align;
  private final SequencedMap<String, Field> fields;
  private final List<Field> members;

  private RecordLayout(
      Kind kind, long size, long align, SequencedMap<String, Field> fields, List<Field> members) {
    this.kind = kind;
    this.size = size;
    this.align = align;
    this.fields = Collections.unmodifiableSequencedMap(fields);
    this.members = List.copyOf(members);
  }

  /**
   * {@return the layout of these members}
   *
   * @throws FfiException if two members have one name, a bit-field does not fit its type, or an
   *     option contradicts the members
   */
  public static RecordLayout of(Kind kind, List<FieldSpec> specs, Options options) {
    Placement placement = new Placement(kind, options);
    for (FieldSpec spec : specs) {
      placement.add(spec);
    }
    return placement.finish();
  }

  public Kind kind() {
    return kind;
  }

  @Override
  public long byteSize() {
    return size;
  }

  @Override
  public long byteAlignment() {
    return align;
  }

  /** {@return the fields that have a name, those of anonymous members included, in order} */
  public SequencedMap<String, Field> fields() {
    return fields;
  }

  /** {@return the field of that name, or empty if there is none} */
  public Optional<Field> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * {@inheritDoc} Bit-fields appear as the bytes of their storage, which is how ABIs classify them.
   */
  @Override
  public MemoryLayout memoryLayout() {
    if (kind == Kind.UNION) {
      List<MemoryLayout> alternatives = new ArrayList<>();
      for (Field member : members) {
        alternatives.add(storage(member));
      }
      if (alternatives.stream().allMatch(alternative -> alternative.byteSize() < size)) {
        alternatives.add(padding(size));
      }
      return MemoryLayout.unionLayout(alternatives.toArray(MemoryLayout[]::new))
          .withByteAlignment(align);
    }
    List<MemoryLayout> parts = new ArrayList<>();
    long at = 0;
    List<Field> ordered = new ArrayList<>(members);
    ordered.sort(Comparator.comparingLong(Field::offset));
    for (Field member : ordered) {
      long start = member.isBitField() ? storageStart(member) : member.offset();
      MemoryLayout part = storage(member);
      if (start < at || part.byteSize() == 0) {
        continue; // shares the storage of the bit-field before it, or is a flexible tail
      }
      if (start > at) {
        parts.add(padding(start - at));
      }
      parts.add(part);
      at = start + part.byteSize();
    }
    if (at < size) {
      parts.add(padding(size - at));
    }
    boolean natural = parts.stream().anyMatch(part -> part.byteAlignment() == align);
    if (!natural && members.stream().anyMatch(Field::isBitField) && !hasFloats()) {
      return words();
    }
    return MemoryLayout.structLayout(parts.toArray(MemoryLayout[]::new)).withByteAlignment(align);
  }

  /**
   * The record as integers of its alignment, as in {@code struct { int a; long b : 10; }}, where
   * the bit-field's own storage begins within {@code a}. ABIs pass integers alike, however they are
   * cut.
   */
  private MemoryLayout words() {
    MemoryLayout word =
        switch ((int) align) {
          case 1 -> ValueLayout.JAVA_BYTE;
          case 2 -> ValueLayout.JAVA_SHORT;
          case 4 -> ValueLayout.JAVA_INT;
          default -> ValueLayout.JAVA_LONG;
        };
    MemoryLayout[] all = new MemoryLayout[(int) (size / word.byteSize())];
    Arrays.fill(all, word);
    return MemoryLayout.structLayout(all).withByteAlignment(align);
  }

  private boolean hasFloats() {
    return members.stream().anyMatch(member -> hasFloats(member.type()));
  }

  private static boolean hasFloats(Layout type) {
    return switch (type) {
      case NativeType scalar -> scalar == NativeType.F32 || scalar == NativeType.F64;
      case ArrayLayout array -> hasFloats(array.element());
      case RecordLayout record -> record.hasFloats();
    };
  }

  private static MemoryLayout padding(long bytes) {
    return MemoryLayout.paddingLayout(bytes);
  }

  private MemoryLayout storage(Field member) {
    MemoryLayout layout = member.type().memoryLayout();
    long start = member.isBitField() ? storageStart(member) : member.offset();
    return start % layout.byteAlignment() == 0 ? layout : layout.withByteAlignment(1);
  }

  private static long storageStart(Field member) {
    long unit = member.type().byteSize();
    return member.offset() / unit * unit;
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + fields.keySet();
  }

  /** Places members one after the other. */
  private static final class Placement {
    /** In bytes: more than memory has, and few enough to count their bits in a long. */
    private static final long LARGEST = 1L << 46;

    private static final long LARGEST_ALIGNMENT = 1L << 30;

    private final Kind kind;
    private final Options options;
    private final SequencedMap<String, Field> fields = new LinkedHashMap<>();
    private final List<Field> members = new ArrayList<>();
    private long nextBit;
    private long endBit;
    private long align = 1;
    private long microsoftUnit;
    private long microsoftUnitEnd;

    Placement(Kind kind, Options options) {
      this.kind = kind;
      this.options = options;
    }

    void add(FieldSpec spec) {
      if (kind == Kind.UNION) {
        nextBit = 0;
        microsoftUnit = 0;
      }
      if (spec.bits().isPresent()) {
        addBits(spec, spec.bits().getAsInt());
      } else {
        addPlain(spec);
      }
    }

    private void addPlain(FieldSpec spec) {
      Layout type = spec.type();
      if (type == NativeType.VOID) {
        throw new FfiException("Field '" + spec.name() + "' has type void");
      }
      microsoftUnit = 0;
      long fieldAlign = options.packed() ? 1 : type.byteAlignment();
      long offset = spec.offset().orElse(roundUp(ceilDiv8(nextBit), fieldAlign));
      requireWithin(spec.name(), offset, type.byteSize());
      place(new Field(spec.name(), type, offset, 0, 0));
      nextBit = 8 * (offset + type.byteSize());
      endBit = Math.max(endBit, nextBit);
      align = Math.max(align, fieldAlign);
    }

    private void addBits(FieldSpec spec, int width) {
      if (!(spec.type() instanceof NativeType type)
          || !(type.isInteger() || type == NativeType.BOOL)) {
        throw new FfiException("Bit-field '" + spec.name() + "' needs an integer type");
      }
      long unit = type.byteSize() * 8;
      if (width < 0 || width > unit || (width == 0 && !spec.name().isEmpty())) {
        throw new FfiException(
            "Bit-field '"
                + spec.name()
                + "' of "
                + width
                + " bits does not fit "
                + type.spelling());
      }
      long first;
      if (spec.bitOffset().isPresent()) {
        first = spec.bitOffset().getAsLong();
      } else if (Platform.host().microsoftBitFields()) {
        first = placeMicrosoft(unit, width);
      } else {
        first = placeSystemV(unit, width);
      }
      requireWithin(spec.name(), first >> 3, 0);
      if (width > 0) {
        boolean named = !spec.name().isEmpty();
        if (named || Platform.host().unnamedBitFieldsAlign()) {
          align = Math.max(align, options.packed() ? 1 : type.byteAlignment());
        }
        if (named) {
          place(new Field(spec.name(), type, first >> 3, (int) (first & 7), width));
        }
      }
      nextBit = first + width;
      endBit = Math.max(endBit, Math.max(nextBit, microsoftUnitEnd));
    }

    private long placeSystemV(long unit, int width) {
      if (width == 0) {
        return roundUp(nextBit, unit);
      }
      boolean straddles = nextBit / unit != (nextBit + width - 1) / unit;
      return straddles && !options.packed() ? roundUp(nextBit, unit) : nextBit;
    }

    private long placeMicrosoft(long unit, int width) {
      boolean fits = microsoftUnit == unit && nextBit + width <= microsoftUnitEnd;
      if (width == 0) {
        long at = microsoftUnit == 0 ? nextBit : microsoftUnitEnd;
        microsoftUnit = 0;
        return at;
      }
      if (fits) {
        return nextBit;
      }
      long from = microsoftUnit == 0 ? roundUp(nextBit, 8) : microsoftUnitEnd;
      long first = roundUp(from, options.packed() ? 8 : unit);
      microsoftUnit = unit;
      microsoftUnitEnd = first + unit;
      return first;
    }

    private void place(Field field) {
      members.add(field);
      if (field.name().isEmpty()) {
        if (field.type() instanceof RecordLayout anonymous) {
          for (Field inner : anonymous.fields().values()) {
            name(inner.shifted(field.offset()));
          }
          return;
        }
        throw new FfiException("A field without a name must be a record or a bit-field");
      }
      name(field);
    }

    private void name(Field field) {
      if (fields.putIfAbsent(field.name(), field) != null) {
        throw new FfiException("Duplicate field: " + field.name());
      }
    }

    RecordLayout finish() {
      long alignment = options.align().orElse(align);
      if (alignment < 1 || Long.bitCount(alignment) != 1 || alignment > LARGEST_ALIGNMENT) {
        throw new FfiException("Alignment " + alignment + " is not a power of two");
      }
      long natural = roundUp(ceilDiv8(endBit), alignment);
      long size = options.size().orElse(natural);
      if (size > LARGEST) {
        throw new FfiException("Record too large: " + size + " bytes");
      }
      if (size < ceilDiv8(endBit)) {
        throw new FfiException(
            "Size " + size + " is less than the " + ceilDiv8(endBit) + " bytes of the fields");
      }
      return new RecordLayout(kind, size, alignment, fields, members);
    }

    private static void requireWithin(String name, long offset, long size) {
      if (offset < 0) {
        throw new FfiException("Field '" + name + "' has the negative offset " + offset);
      }
      if (offset > LARGEST || size > LARGEST) {
        throw new FfiException(
            "Record too large: field '" + name + "' of " + size + " bytes at " + offset);
      }
    }

    private static long ceilDiv8(long bits) {
      return (bits + 7) >> 3;
    }

    private static long roundUp(long value, long multiple) {
      return (value + multiple - 1) / multiple * multiple;
    }
  }
}
