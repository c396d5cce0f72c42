package dev.ligature.luau.ffi;

import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.RecordLayout;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.LuauTable;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import dev.ligature.luau.vm.UserdataLink.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A record type: what {@code ffi.struct} and {@code ffi.union} give. */
final class StructDefinition extends FfiObject implements ElementType {
  private static final Members MEMBERS =
      Members.of(
          Kind.STRUCT_DEFINITION,
          new String[] {"size", "alignment", "fieldCount"},
          new String[] {"offsetOf", "sizeOf", "fields", "createView"});

  /** A field with its place and its type as the script named it. */
  record Member(RecordLayout.Field place, ElementType type) {}

  private final RecordLayout layout;
  private final Map<LuauString, Member> byName = new HashMap<>();

  /**
   * @param types the type of each named field of the layout
   */
  StructDefinition(FfiHost host, RecordLayout layout, Map<String, ElementType> types) {
    super(host, Kind.STRUCT_DEFINITION);
    this.layout = layout;
    layout
        .fields()
        .forEach(
            (name, place) ->
                byName.put(LuauString.interned(name), new Member(place, types.get(name))));
  }

  @Override
  public RecordLayout layout() {
    return layout;
  }

  @Override
  public String spelling() {
    return layout.kind() == RecordLayout.Kind.UNION ? "union" : "struct";
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    int id = access.operation() == Operation.GET_FIELD ? MEMBERS.id(access.key()) : -1;
    return id < 0 || MEMBERS.isMethod(id)
        ? Optional.empty()
        : DirectAccess.constant(this, property(id), access);
  }

  /** {@return whether there is a field of that name} */
  boolean has(LuauString name) {
    return byName.containsKey(name);
  }

  /**
   * {@return the field of that name}
   *
   * @throws FfiException if there is none
   */
  Member member(Object name) {
    Member member = name instanceof LuauString text ? byName.get(text) : null;
    if (member == null) {
      throw new FfiException("Unknown field: " + Describe.key(name));
    }
    return member;
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return switch (id) {
      case 0 -> (double) layout.byteSize();
      case 1 -> (double) layout.byteAlignment();
      default -> (double) byName.size();
    };
  }

  @Override
  Object invoke(int id, Object[] args) {
    switch (id) {
      case 3 -> {
        return (double) member(Arguments.at(args, 0)).place().offset();
      }
      case 4 -> {
        return (double) member(Arguments.at(args, 0)).type().layout().byteSize();
      }
      case 5 -> {
        LuauTable names = new LuauTable();
        int i = 0;
        for (String name : layout.fields().keySet()) {
          names.set(++i, LuauString.interned(name));
        }
        return names;
      }
      default -> {
        return StructView.over(host, this, Arguments.at(args, 0));
      }
    }
  }

  @Override
  String describe() {
    return "StructDefinition(size="
        + layout.byteSize()
        + ", alignment="
        + layout.byteAlignment()
        + ", fields="
        + byName.size()
        + ")";
  }
}
