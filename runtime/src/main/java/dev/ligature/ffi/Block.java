package dev.ligature.ffi;

import java.util.Objects;

/**
 * The memory of one allocation: the bounds within which pointers into it may be used, and its
 * lifetime. A pointer is an address and its block; arithmetic changes the address and keeps the
 * block.
 */
public final class Block {
  /** Everything but NULL: for addresses that come from C or from a number. */
  public static final Block UNMANAGED = unmanaged(Lifetime.UNBOUNDED);

  /** Nothing: for NULL, and for what arithmetic makes of it. */
  public static final Block NULL = new Block(0, 0, Lifetime.UNBOUNDED, Kind.NULL);

  final long lower;
  final long upper;
  final Lifetime lifetime;
  private final Kind kind;

  private enum Kind {
    MANAGED,
    UNMANAGED,
    OPAQUE,
    CODE,
    NULL
  }

  private Block(long lower, long upper, Lifetime lifetime, Kind kind) {
    this.lower = lower;
    this.upper = upper;
    this.lifetime = lifetime;
    this.kind = kind;
  }

  /**
   * {@return the block of that allocation}
   *
   * @param address its first byte
   * @param size bytes
   */
  public static Block of(long address, long size, Lifetime lifetime) {
    Objects.requireNonNull(lifetime, "lifetime");
    return new Block(address, Math.addExact(address, size), lifetime, Kind.MANAGED);
  }

  /** {@return everything but NULL, as long as the lifetime lasts: for what a library gives} */
  public static Block unmanaged(Lifetime lifetime) {
    return new Block(1, Long.MAX_VALUE, lifetime, Kind.UNMANAGED);
  }

  /**
   * {@return no memory at an address: for what C gives to callers that may hand it back and no
   * more}
   */
  public static Block opaque(long address, Lifetime lifetime) {
    return new Block(address, address, lifetime, Kind.OPAQUE);
  }

  /** {@return no memory at the address of a function: it can be called, not read or written} */
  public static Block code(long address, Lifetime lifetime) {
    return new Block(address, address, lifetime, Kind.CODE);
  }

  /**
   * {@return the part of this block that starts at an address}
   *
   * @param size bytes
   * @throws FfiException if it does not lie within this block
   */
  public Block slice(long address, long size) {
    if (size < 0 || address < lower || address > upper - size) {
      throw new FfiException("Slice out of bounds");
    }
    return new Block(address, address + size, lifetime, Kind.MANAGED);
  }

  /** {@return whether accesses are checked against an allocation} */
  public boolean isManaged() {
    return kind == Kind.MANAGED || kind == Kind.CODE;
  }

  /** {@return whether it is no memory but a function that can be called} */
  public boolean isCode() {
    return kind == Kind.CODE;
  }

  /** {@return whether its address may be handed back to C and nothing else} */
  public boolean isOpaque() {
    return kind == Kind.OPAQUE;
  }

  /** {@return whether an address lies within, the end included: C may compute it} */
  public boolean includes(long address) {
    return address >= lower && address <= upper;
  }

  /** {@return the address of the first byte} */
  public long address() {
    return lower;
  }

  /** {@return the size in bytes; without meaning for unmanaged memory} */
  public long size() {
    return upper - lower;
  }

  public Lifetime lifetime() {
    return lifetime;
  }

  /** {@return whether bytes may be read and written} */
  public boolean allows(long address, long size) {
    return address >= lower && address <= upper - size && lifetime.alive;
  }

  /**
   * {@return whether all bytes of a record up to one of its fields may be read and written} False
   * may also be said of a field whose record begins outside.
   *
   * @param address of the record
   * @param end of the field, in bytes from there
   */
  public boolean allowsWithin(long address, long end) {
    // One comparison for both ends; the fields of one record share the difference.
    long room = upper - lower - end;
    return lower > 0
        && room >= 0
        && Long.compareUnsigned(address - lower, room) <= 0
        && lifetime.alive;
  }

  /**
   * {@return how many bytes lie between an address and the end of the block; 0 if it lies outside}
   */
  public long available(long address) {
    return address >= lower && address < upper ? upper - address : 0;
  }

  /**
   * Checks that bytes may be read.
   *
   * @throws FfiException if they may not: NULL, out of bounds, or after the end of the lifetime
   */
  public void checkRead(long address, long size) {
    if (address < lower || address > upper - size || !lifetime.alive) {
      throw fault("Read", "Cannot read from null pointer", address, size);
    }
  }

  /**
   * Checks that bytes may be written.
   *
   * @throws FfiException if they may not: NULL, out of bounds, or after the end of the lifetime
   */
  public void checkWrite(long address, long size) {
    if (address < lower || address > upper - size || !lifetime.alive) {
      throw fault("Write", "Cannot write to null pointer", address, size);
    }
  }

  FfiException fault(String access, String nullMessage, long address, long size) {
    if (address == 0 || kind == Kind.NULL) {
      return new FfiException(nullMessage);
    }
    if (!lifetime.alive) {
      return new FfiException(access + " after free: " + lifetime.endReason());
    }
    if (kind == Kind.OPAQUE) {
      return new FfiException(
          access + " through an opaque pointer: native access is narrowed, and C said no size");
    }
    if (kind == Kind.UNMANAGED) {
      return new FfiException(access + " at an address that is none: " + Long.toHexString(address));
    }
    return new FfiException(
        access
            + " out of bounds: offset "
            + (address - lower)
            + " + size "
            + size
            + " > "
            + (upper - lower));
  }
}
