package dev.ligature.luau.ffi;

import dev.ligature.ffi.Block;
import dev.ligature.ffi.FfiException;
import dev.ligature.ffi.Memory;
import dev.ligature.ffi.NativeType;
import dev.ligature.luau.vm.LuauString;
import dev.ligature.luau.vm.Results;
import dev.ligature.luau.vm.UserdataLink;
import dev.ligature.luau.vm.UserdataLink.Access;
import java.util.Optional;

/** An address of elements of one type; arithmetic and indices are in elements, from 0. */
final class TypedPointer extends FfiObject {
  /** The count of a pointer that nobody bounded. */
  static final long UNKNOWN = -1;

  private static final Members MEMBERS =
      Members.of(
          Kind.TYPED_POINTER,
          new String[] {"addr", "stride", "isNull", "count"},
          new String[] {"get", "set", "toRaw", "string"});

  private final ElementType element;
  private final long address;
  private final Block block;
  private final long stride;
  private final long count;

  /** Elements from 0 up to here lie within the block; 0 for NULL. */
  private final long limit;

  /** The element type if it is a scalar, else null: compared in compiled code. */
  final NativeType scalar;

  /**
   * @param count elements behind the address, or {@link #UNKNOWN}
   */
  TypedPointer(FfiHost host, ElementType element, long address, Block block, long count) {
    super(host, Kind.TYPED_POINTER);
    this.element = element;
    this.address = address;
    this.block = block;
    this.stride = element.layout().byteSize();
    this.count = count;
    long inside = block.available(address) / stride;
    this.limit = count == UNKNOWN ? inside : Math.min(count, inside);
    this.scalar = element instanceof ElementType.Scalar(NativeType type) ? type : null;
  }

  /** {@return the pointer to elements at an address, with as many as its block has room for} */
  static TypedPointer at(FfiHost host, ElementType element, long address, Block block) {
    long stride = element.layout().byteSize();
    if (stride == 0) {
      throw new FfiException("Cannot cast to " + element.spelling() + ", which has no size");
    }
    boolean inside = block.isManaged() && address >= block.address();
    long available = inside ? Math.max(0, block.address() + block.size() - address) : 0;
    return new TypedPointer(host, element, address, block, inside ? available / stride : UNKNOWN);
  }

  @Override
  public Optional<UserdataLink> link(Access access, Object[] args) {
    return switch (access.operation()) {
      case GET_INDEX, SET_INDEX -> DirectAccess.element(this, access);
      default -> Optional.empty();
    };
  }

  ElementType element() {
    return element;
  }

  /** {@return the pointer so many elements further} */
  TypedPointer plus(long elements) {
    long bytes = elements * stride;
    if (Math.multiplyHigh(elements, stride) != bytes >> 63) {
      throw new FfiException(
          "Pointer arithmetic overflows: " + elements + " elements of " + stride + " bytes");
    }
    return at(host, element, address + bytes, block);
  }

  @Override
  Members members() {
    return MEMBERS;
  }

  @Override
  Object property(int id) {
    return switch (id) {
      case 0 -> Conversions.ofUnsigned(address);
      case 1 -> (double) stride;
      case 2 -> address == 0;
      default -> count == UNKNOWN ? null : (Object) (double) count;
    };
  }

  @Override
  Object invoke(int id, Object[] args) {
    switch (id) {
      case 4 -> {
        return get(Arguments.integer(args, 0, "index"));
      }
      case 5 -> {
        set(Arguments.integer(args, 0, "index"), Arguments.at(args, 1));
        return Results.NONE;
      }
      case 6 -> {
        return new RawPointer(host, address, block);
      }
      default -> {
        return string();
      }
    }
  }

  Object get(long index) {
    return ValueAccess.read(host, element, block, elementAddress(index));
  }

  void set(long index, Object value) {
    ValueAccess.write(host, element, block, elementAddress(index), value);
  }

  /** Record elements give a view before anything is accessed, so bounds are checked here. */
  long elementAddress(long index) {
    if (index >= 0 && index < limit) {
      return address + index * stride;
    }
    if (address == 0) {
      return 0;
    }
    if (count != UNKNOWN && (index >= count || index < -before())) {
      throw new FfiException("Index " + index + " out of bounds (count: " + count + ")");
    }
    return address + index * stride;
  }

  /** {@return whether an element may be accessed without further checks} */
  boolean reaches(long index) {
    return index >= 0 && index < limit && block.lifetime().isAlive();
  }

  /**
   * {@return the address of a scalar element}
   *
   * @throws FfiException if it may not be accessed
   */
  long checkedAddress(long index, boolean write) {
    long at = elementAddress(index);
    DirectAccess.check(block, at, stride, write);
    return at;
  }

  /** {@return how many whole elements of the block lie before this pointer} */
  private long before() {
    return (address - block.address()) / stride;
  }

  private Object string() {
    if (stride != 1) {
      throw new FfiException("string() needs elements of one byte, not " + element.spelling());
    }
    if (count == UNKNOWN) {
      return LuauString.of(Memory.cString(block, address));
    }
    return LuauString.of(Memory.bytesToZero(block, address, count));
  }

  @Override
  Object element(Object key) {
    if (key instanceof Double || key instanceof Long) {
      return get(whole(key));
    }
    return super.element(key);
  }

  @Override
  void setElement(Object key, Object value) {
    if (key instanceof Double || key instanceof Long) {
      set(whole(key), value);
    } else {
      super.setElement(key, value);
    }
  }

  static long whole(Object key) {
    if (key instanceof Double d && d.doubleValue() == (long) d.doubleValue()) {
      return d.longValue();
    }
    if (key instanceof Long l) {
      return l;
    }
    throw new FfiException("Index " + Describe.value(key) + " is not a whole number");
  }

  @Override
  boolean hasAddress() {
    return true;
  }

  @Override
  long address() {
    return address;
  }

  @Override
  Block block() {
    return block;
  }

  @Override
  String describe() {
    return "TypedPointer<"
        + element.spelling()
        + ">("
        + Describe.address(address)
        + ", stride="
        + stride
        + ")";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TypedPointer p
        && p.address == address
        && p.element.layout().equals(element.layout());
  }

  @Override
  public int hashCode() {
    return Long.hashCode(address);
  }
}
