package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Lifetime;
import dev.ligature.ffi.Memory;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A record in memory, its fields by name. It can be pointed elsewhere, so that loops need only one.
 *
 * <p>A small record that a C function returns by value is held in the view itself, in two longs as
 * memory would have them, and moves to memory when somebody asks for its address: most results are
 * only read, and then need neither memory nor, where HotSpot sees all of it, an object.
 */
final class StructView extends FfiObject {
  private static final Members MEMBERS =
      Members.of(
          Kind.STRUCT_VIEW,
          new String[] {"addr", "size"},
          new String[] {"pointTo", "fieldPtr", "get", "set"});

  private final StructDefinition definition;
  private long address;

  /** Null while the record is held here. */
  private Block block;

  private long low;
  private long high;

  StructView(FfiHost host, StructDefinition definition, long address, Block block) {
    super(host, Kind.STRUCT_VIEW);
    this.definition = definition;
    this.address = address;
    this.block = block;
  }

  /** The size of the largest record that a view can hold, in bytes. */
  static final long MOST_HELD = 16;

  /**
   * {@return a view that holds a record of at most {@link #MOST_HELD} bytes}
   *
   * @param low its first eight bytes, little-endian
   * @param high those behind
   */
  static StructView holding(FfiHost host, StructDefinition definition, long low, long high) {
    StructView view = new StructView(host, definition, 0, null);
    view.low = low;
    view.high = high;
    return view;
  }

  /** {@return whether the record is held here, without memory of its own} */
  boolean isHeld() {
    return block == null;
  }

  /** {@return bytes of a record held here: from an offset up to the next multiple of eight} */
  long held(long offset) {
    return offset < 8 ? low >>> 8 * offset : high >>> 8 * (offset - 8);
  }

  /** Moves a record that is held here to memory. */
  private void spill() {
    MemorySegment memory = host.recordResults.allocate(MOST_HELD, MOST_HELD);
    Memory.Unchecked.writeLong(memory.address(), low);
    Memory.Unchecked.writeLong(memory.address() + 8, high);
    address = memory.address();
    block = Block.of(address, definition.layout().byteSize(), new Lifetime(memory));
  }

  /** {@return a view of the record that a pointer value points to} */
  static StructView over(FfiHost host, StructDefinition definition, Object pointer) {
    PointerValue target = PointerValue.of(host, pointer);
    return new StructView(host, definition, target.address(), target.block());
  }

  /** Makes this the view of the record that a pointer value points to. */
  void pointTo(Object pointer) {
    if (pointer instanceof RawPointer raw) {
      pointTo(raw.address, raw.block);
      return;
    }
    PointerValue target = PointerValue.of(host, pointer);
    pointTo(target.address(), target.block());
  }

  /** Makes this the view of the record at an address. */
  void pointTo(long address, Block block) {
    this.address = address;
    this.block = block;
  }

  /** {@return whether the record lies in a block, as far as its view knows} */
  boolean isIn(Block block) {
    return this.block == block;
  }

  /** Makes this the view of the record at an address in the same block. */
  void moveTo(long address) {
    this.address = address;
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    return switch (access.operation()) {
      case GET_FIELD, SET_FIELD ->
          MEMBERS.id(access.key()) < 0 ? DirectAccess.field(this, access) : Optional.empty();
      case CALL_METHOD ->
          access.key().toString().equals("pointTo")
              ? DirectAccess.pointTo(host, access, args)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  StructDefinition definition() {
    return definition;
  }

  /** {@return the value of a field} */
  Object getField(Object name) {
    StructDefinition.Member member = definition.member(name);
    if (member.place().isBitField()) {
      return ValueAccess.readBits(member.place(), block(), requireAddress("read from"));
    }
    return ValueAccess.read(
        host, member.type(), block(), requireAddress("read from") + member.place().offset());
  }

  /** Assigns to a field. */
  void setField(Object name, Object value) {
    StructDefinition.Member member = definition.member(name);
    if (member.place().isBitField()) {
      ValueAccess.writeBits(member.place(), block(), requireAddress("write to"), value);
    } else {
      ValueAccess.write(
          host,
          member.type(),
          block(),
          requireAddress("write to") + member.place().offset(),
          value);
    }
  }

  /**
   * {@return the address of a scalar field}
   *
   * @throws FfiException if it may not be accessed
   */
  long checkedAddress(long offset, long size, boolean write) {
    long at = requireAddress(write ? "write to" : "read from") + offset;
    DirectAccess.check(block(), at, size, write);
    return at;
  }

  private long requireAddress(String access) {
    long at = address();
    if (at == 0) {
      throw new FfiException("Cannot " + access + " null pointer");
    }
    return at;
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return id == 0
        ? Conversions.ofUnsigned(address())
        : (Object) (double) definition.layout().byteSize();
  }

  @Override
  Object invoke(int id, Object[] args) {
    switch (id) {
      case 2 -> {
        pointTo(Arguments.at(args, 0));
        return Results.NONE;
      }
      case 3 -> {
        StructDefinition.Member member = definition.member(Arguments.at(args, 0));
        return new RawPointer(
            host, requireAddress("point into") + member.place().offset(), block());
      }
      case 4 -> {
        return getField(Arguments.at(args, 0));
      }
      default -> {
        setField(Arguments.at(args, 0), Arguments.at(args, 1));
        return Results.NONE;
      }
    }
  }

  @Override
  Object element(Object key) {
    return getField(key);
  }

  @Override
  void setElement(Object key, Object value) {
    setField(key, value);
  }

  @Override
  boolean hasAddress() {
    return true;
  }

  @Override
  long address() {
    if (block == null) {
      spill();
    }
    return address;
  }

  /** {@return the address without a look whether there is one: only if the record is not held} */
  long rawAddress() {
    return address;
  }

  @Override
  Block block() {
    if (block == null) {
      spill();
    }
    return block;
  }

  @Override
  String describe() {
    return "StructView("
        + Describe.address(address())
        + ", size="
        + definition.layout().byteSize()
        + ")";
  }
}
