package dev.ligature.templates.luau;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration.Bits;
import dev.ligature.idl.Declaration.Field;
import dev.ligature.idl.Declaration.Record;
import dev.ligature.idl.Declaration.RecordKind;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record as {@code ffi.struct} and {@code ffi.union} take it: named fields in order, members of
 * anonymous records among them, and how much of the compiler's layout has to be said.
 *
 * <pre>
 *   struct { char c; int i; }            NATURAL   { "c", C.i8 }, { "i", C.i32 }
 *   struct { … } __attribute__((packed)) PACKED    the same, { packed = true }
 *   struct { char c; _Alignas(8) int i;  EXPLICIT  { "i", C.i32, offset = 8 }, { size = 16, align = 8 }
 * </pre>
 *
 * @param slots the fields
 * @param form how much must be said
 */
record RecordLayout(List<Slot> slots, Form form) {

  /** How much of the layout the definition says. */
  enum Form {
    /** Each field at the next multiple of its alignment: nothing to say. */
    NATURAL,
    /** Each field right after the one before it. */
    PACKED,
    /** Anything else: each offset, the size and the alignment. */
    EXPLICIT
  }

  /**
   * A field.
   *
   * @param offset bytes from the start of the record
   * @param bits its bits counted from the start of the record, for a bit-field
   */
  record Slot(Field field, long offset, Optional<Bits> bits) {}

  static RecordLayout of(Record record, Idl idl) {
    List<Slot> slots = new ArrayList<>();
    collect(record, 0, idl, slots);
    int pointer = idl.targets().getFirst().pointerSize();
    boolean union = record.kind() == RecordKind.UNION;
    Form form = Form.EXPLICIT;
    if (slots.isEmpty()) {
      form = Form.EXPLICIT;
    } else if (follows(record, slots, union, false, pointer, idl)) {
      form = Form.NATURAL;
    } else if (follows(record, slots, union, true, pointer, idl)) {
      form = Form.PACKED;
    }
    return new RecordLayout(List.copyOf(slots), form);
  }

  private static void collect(Record record, long base, Idl idl, List<Slot> slots) {
    for (Field field : record.fields()) {
      if (field.isAnonymousRecord()) {
        if (idl.resolve(field.type()) instanceof Type.RecordRef(String id)
            && idl.records().get(id) instanceof Record inner) {
          collect(inner, base + field.offset(), idl, slots);
        }
      } else if (!field.name().isEmpty() && !isArrayOfNothing(field.lowering(), idl)) {
        slots.add(
            new Slot(
                field,
                base + field.offset(),
                field.bits().map(bits -> new Bits(base * 8 + bits.offset(), bits.width()))));
      }
    }
  }

  /** Whether it is an array of records without members, of which no element can be told apart. */
  private static boolean isArrayOfNothing(Lowering lowering, Idl idl) {
    Lowering element = lowering;
    while (element instanceof Lowering.Array array) {
      element = array.element();
    }
    return lowering instanceof Lowering.Array
        && element instanceof Lowering.ByValue(String id)
        && idl.records().get(id).size() == 0;
  }

  /** Whether C's rule for structs or unions, natural or packed, gives the compiler's layout. */
  private static boolean follows(
      Record record, List<Slot> slots, boolean union, boolean packed, int pointer, Idl idl) {
    long end = 0;
    long align = 1;
    for (Slot slot : slots) {
      if (slot.bits().isPresent()) {
        return false;
      }
      long fieldAlign = packed ? 1 : align(slot.field().lowering(), pointer, idl);
      long expected = union ? 0 : roundUp(end, fieldAlign);
      if (slot.offset() != expected) {
        return false;
      }
      end = Math.max(end, expected + size(slot.field().lowering(), pointer, idl));
      align = Math.max(align, fieldAlign);
    }
    return record.align() == align && record.size() == roundUp(end, align);
  }

  private static long size(Lowering lowering, int pointer, Idl idl) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) -> ctype.size(pointer);
      case Lowering.ByValue(String id) -> idl.records().get(id).size();
      case Lowering.Array array -> array.count().orElse(0) * size(array.element(), pointer, idl);
      case Lowering.Opaque opaque -> opaque.size();
    };
  }

  private static long align(Lowering lowering, int pointer, Idl idl) {
    return switch (lowering) {
      case Lowering.Scalar(CType ctype) -> Math.max(1, ctype.size(pointer));
      case Lowering.ByValue(String id) -> idl.records().get(id).align();
      case Lowering.Array array -> align(array.element(), pointer, idl);
      // Declared as an array of bytes.
      case Lowering.Opaque _ -> 1;
    };
  }

  private static long roundUp(long value, long align) {
    return align <= 1 ? value : (value + align - 1) / align * align;
  }
}
