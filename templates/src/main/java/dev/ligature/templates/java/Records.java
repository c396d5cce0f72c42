package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.templates.java.JavaViews.AccessorView;
import dev.ligature.templates.java.JavaViews.CallbackView;
import dev.ligature.templates.java.JavaViews.OpaqueView;
import dev.ligature.templates.java.JavaViews.RecordView;
import dev.ligature.templates.java.JavaViews.SetterView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Builds the classes of structs and unions. */
final class Records {
  /** More accessors would not fit into a class file's constant pool. */
  private static final int MAX_MEMBERS = 6000;

  private final Binding binding;
  private final Callbacks callbacks;
  private final Parts parts;
  private final Set<String> misaligned = new HashSet<>();

  Records(Binding binding, Callbacks callbacks, Parts parts) {
    this.binding = binding;
    this.callbacks = callbacks;
    this.parts = parts;
    binding.idl.records().forEach((key, record) -> findMisaligned(record, record.align()));
  }

  /** {@return a size, offset or count in bytes or elements as a literal} */
  static String number(long value) {
    return value > Integer.MAX_VALUE ? value + "L" : Long.toString(value);
  }

  /** Notes the records that some packed record holds where they are not aligned. */
  private void findMisaligned(Declaration.Record record, long align) {
    for (Declaration.Field field : record.fields()) {
      Lowering lowering = field.lowering();
      while (lowering instanceof Lowering.Array array) {
        lowering = array.element();
      }
      if (lowering instanceof Lowering.ByValue(String key)) {
        Declaration.Record inner = binding.layouts.record(key);
        boolean aligned =
            inner.align() <= align && (inner.align() == 0 || field.offset() % inner.align() == 0);
        if (!aligned && misaligned.add(key)) {
          findMisaligned(inner, 1);
        }
      }
    }
  }

  void add(String key, Declaration.Record record) {
    Optional<String> name = binding.classes.record(key);
    Optional<Problem> problem = binding.problemOfTarget();
    if (problem.isPresent()) {
      binding.skip(key, record.at(), problem.get());
    } else if (name.isPresent() && record.opaque()) {
      parts.add(opaque(key, name.get(), record));
    } else if (name.isPresent() && !binding.classes.isNested(key)) {
      parts.add(view("  ", key, name.get(), record), weight(key));
    }
  }

  private int weight(String key) {
    return 8 + 8 * binding.classes.nestedIn(key).size();
  }

  private static OpaqueView opaque(String key, String name, Declaration.Record record) {
    return new OpaqueView(
        new Javadoc()
            .text(record.doc())
            .paragraph(
                "A pointer to <code>"
                    + Javadoc.escape(key)
                    + "</code>, which no header defines; {@code segment} is the pointer.")
            .deprecated(record.deprecated())
            .toString("  "),
        record.deprecated().isPresent() ? "  @Deprecated\n" : "",
        name);
  }

  private RecordView view(String indent, String key, String path, Declaration.Record record) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    List<AccessorView> accessors = new ArrayList<>();
    List<CallbackView> interfaces = new ArrayList<>();
    NameScope scope = new NameScope(JavaNames.NOT_ACCESSORS, false);
    Members members = new Members(indent, key, name, record, scope, accessors, interfaces);
    members.add(record, 0);
    List<RecordView> nested = new ArrayList<>();
    for (String inner : binding.classes.nestedIn(key)) {
      Declaration.Record declaration = binding.layouts.record(inner);
      nested.add(
          view(indent + "  ", inner, binding.classes.record(inner).orElseThrow(), declaration));
    }
    boolean flexible = isFlexible(record);
    String passed =
        binding.layouts.isPassedAsItIs(key) ? "" : binding.layouts.passed(key).orElse("");
    return new RecordView(
        indent,
        new Javadoc()
            .text(record.doc())
            .paragraph(
                Javadoc.code(key)
                    + ": a view on "
                    + record.size()
                    + (record.size() == 1 ? " byte" : " bytes")
                    + " of memory.")
            .deprecated(record.deprecated())
            .toString(indent),
        record.deprecated().isPresent() ? indent + "@Deprecated\n" : "",
        name,
        Long.toString(record.size()),
        number(Math.max(record.align(), 1)),
        record.kind() == Declaration.RecordKind.UNION
                && record.fields().size() <= RecordLayouts.MAX_MEMBERS
            ? "UnionLayout"
            : "StructLayout",
        binding.layouts.of(key),
        passed,
        flexible ? "atLeast" : "exactly",
        accessors,
        interfaces,
        nested);
  }

  private boolean isFlexible(Declaration.Record record) {
    if (record.fields().isEmpty()) {
      return false;
    }
    Declaration.Field last = record.fields().getLast();
    return last.bits().isEmpty()
        && (last.lowering() instanceof Lowering.Array(Lowering _, OptionalLong count)
                && count.orElse(0) == 0
            || last.lowering() instanceof Lowering.ByValue(String key)
                && isFlexible(binding.layouts.record(key)));
  }

  /** Collects the accessors of one class, those of anonymous members among them. */
  private final class Members {
    private final String indent;
    private final String key;
    private final String name;
    private final Declaration.Record root;
    private final NameScope scope;
    private final List<AccessorView> accessors;
    private final List<CallbackView> interfaces;
    private final long align;

    Members(
        String indent,
        String key,
        String name,
        Declaration.Record root,
        NameScope scope,
        List<AccessorView> accessors,
        List<CallbackView> interfaces) {
      this.indent = indent;
      this.key = key;
      this.name = name;
      this.root = root;
      this.scope = scope;
      this.accessors = accessors;
      this.interfaces = interfaces;
      this.align = misaligned.contains(key) ? 1 : root.align();
    }

    void add(Declaration.Record record, long base) {
      for (Declaration.Field field : record.fields()) {
        if (field.isAnonymousRecord()) {
          if (field.lowering() instanceof Lowering.ByValue(String inner)) {
            add(binding.layouts.record(inner), base + field.offset());
          }
        } else if (!field.name().isEmpty()) {
          if (accessors.size() >= MAX_MEMBERS) {
            binding.skip(
                key,
                root.at(),
                new Problem(
                    Skip.Reason.UNSUPPORTED_TYPE,
                    "members from '"
                        + field.name()
                        + "' on: a class file holds no more accessors"));
            return;
          }
          add(field, base);
        }
      }
    }

    private void add(Declaration.Field field, long base) {
      String accessor = scope.claim(JavaNames.identifier(field.name()));
      String c = CSource.declare(field.type(), field.name());
      if (field.bits().isPresent()) {
        c += " : " + field.bits().get().width();
      }
      Javadoc doc = new Javadoc().text(field.doc()).paragraph(Javadoc.code(c + ";"));
      if (field.bits().isPresent()) {
        boolean bigEndian = binding.target.bigEndian();
        BitField bits = BitField.of(field, base, root.size(), bigEndian);
        if (bigEndian && !bits.isOneLoad()) {
          binding.skip(
              key,
              root.at(),
              new Problem(
                  Skip.Reason.UNSUPPORTED_TYPE,
                  "the bit-field '"
                      + field.name()
                      + "' across nine bytes, on a big-endian target"));
          return;
        }
        String type = carrier(BitField.type(field)).type();
        accessors.add(
            accessor(
                doc,
                type,
                accessor,
                "",
                bits.get("segment"),
                type + " value",
                bits.set("segment", "value")));
        return;
      }
      Optional<Signature> signature = Callbacks.anonymous(field.type());
      if (signature.isPresent() && callbacks.problem(signature.get()).isEmpty()) {
        CallbackView view =
            callbacks.ofMember(indent + "  ", key, accessor, signature.get(), c + ";");
        interfaces.add(view);
        doc.paragraph("A function pointer: see {@link " + view.name() + "}.");
      }
      long offset = base + field.offset();
      switch (field.lowering()) {
        case Lowering.Scalar(CType ctype) -> {
          Carrier carrier = carrier(ctype);
          accessors.add(scalar(doc, accessor, carrier, "", "", number(offset), alignAt(offset)));
        }
        case Lowering.ByValue(String inner) ->
            accessors.add(record(doc, accessor, inner, "", "", number(offset)));
        case Lowering.Opaque opaque ->
            accessors.add(slice(doc, accessor, offset, OptionalLong.of(opaque.size())));
        case Lowering.Array array -> array(doc, accessor, array, offset);
      }
    }

    private long alignAt(long offset) {
      long at = Math.max(align, 1);
      while (offset % at != 0) {
        at /= 2;
      }
      return at;
    }

    private AccessorView scalar(
        Javadoc doc,
        String accessor,
        Carrier carrier,
        String index,
        String indexPrefix,
        String offset,
        long at) {
      String layout = carrier.access(at);
      return accessor(
          doc,
          carrier.type(),
          accessor,
          index,
          "segment.get(" + layout + ", " + offset + ")",
          indexPrefix + carrier.type() + " value",
          "segment.set(" + layout + ", " + offset + ", value)");
    }

    private AccessorView record(
        Javadoc doc,
        String accessor,
        String inner,
        String index,
        String indexPrefix,
        String offset) {
      String type = binding.classes.record(inner).orElseThrow();
      Declaration.Record record = binding.layouts.record(inner);
      String size = number(record.size());
      String slice =
          isFlexible(record)
              ? "segment.asSlice(" + offset + ")"
              : "segment.asSlice(" + offset + ", " + size + ")";
      return accessor(
          doc,
          type,
          accessor,
          index,
          "new " + type + "(" + slice + ")",
          indexPrefix + type + " value",
          "MemorySegment.copy(value.segment(), 0, segment, " + offset + ", " + size + ")");
    }

    private AccessorView slice(Javadoc doc, String accessor, long offset, OptionalLong size) {
      return new AccessorView(
          doc.toString(indent + "  "),
          "MemorySegment",
          accessor,
          "",
          "segment.asSlice("
              + number(offset)
              + (size.isPresent() ? ", " + number(size.getAsLong()) : "")
              + ")",
          List.of());
    }

    /** The array as a slice, and its elements by index: one index a dimension. */
    private void array(Javadoc doc, String accessor, Lowering.Array array, long offset) {
      OptionalLong count = array.count();
      boolean flexible = count.orElse(0) == 0;
      accessors.add(
          slice(
              doc,
              accessor,
              offset,
              flexible ? OptionalLong.empty() : OptionalLong.of(binding.layouts.size(array))));
      List<Long> dimensions = new ArrayList<>();
      Lowering element = array;
      while (element instanceof Lowering.Array(Lowering next, OptionalLong n)) {
        dimensions.add(n.orElse(0));
        element = next;
      }
      StringBuilder index = new StringBuilder();
      StringBuilder position = new StringBuilder();
      for (int i = 0; i < dimensions.size(); i++) {
        String variable = dimensions.size() == 1 ? "index" : "index" + i;
        CallShape.append(index, "long " + variable);
        String checked =
            i == 0 && flexible
                ? variable
                : "Objects.checkIndex(" + variable + ", " + dimensions.get(i) + "L)";
        if (i == 0) {
          position.append(checked);
        } else {
          position
              .insert(0, "(")
              .append(" * ")
              .append(dimensions.get(i))
              .append("L + ")
              .append(checked)
              .append(")");
        }
      }
      long size = binding.layouts.size(element);
      String at =
          (offset == 0 ? "" : number(offset) + " + ") + position + (size == 1 ? "" : " * " + size);
      Javadoc elementDoc = new Javadoc().paragraph("An element of {@link #" + accessor + "()}.");
      switch (element) {
        case Lowering.Scalar(CType ctype) ->
            accessors.add(
                scalar(
                    elementDoc,
                    accessor,
                    carrier(ctype),
                    index.toString(),
                    index + ", ",
                    at,
                    alignAt(offset)));
        case Lowering.ByValue(String inner) ->
            accessors.add(record(elementDoc, accessor, inner, index.toString(), index + ", ", at));
        default -> {
          // Extended types are bytes: the slice is all that Java can do with them.
        }
      }
    }

    private Carrier carrier(CType ctype) {
      return Carrier.of(ctype, binding.target);
    }

    private AccessorView accessor(
        Javadoc doc,
        String type,
        String accessor,
        String index,
        String expression,
        String parameters,
        String statement) {
      return new AccessorView(
          doc.toString(indent + "  "),
          type,
          accessor,
          index,
          expression,
          List.of(new SetterView(name, parameters, statement)));
    }
  }
}
