package dev.ligature.ffi;

/**
 * How long memory may be used: one object for all that ends together, such as the allocations of an
 * arena between two resets. It also keeps the memory's owner reachable, so that a pointer keeps its
 * arena.
 */
public final class Lifetime {
  /** For memory that this package did not allocate: it never ends here. */
  public static final Lifetime UNBOUNDED = new Lifetime(null);

  boolean alive = true;
  private String end = "";

  @SuppressWarnings("unused") // held only to keep it reachable
  private final Object owner;

  /**
   * @param owner what must stay reachable while memory of this lifetime is in use; may be null
   */
  public Lifetime(Object owner) {
    this.owner = owner;
  }

  /** {@return whether the memory may still be used} */
  public boolean isAlive() {
    return alive;
  }

  /**
   * Ends it. Every later access to memory of this lifetime throws.
   *
   * @param reason for the error message, such as {@code "its arena was reset"}
   */
  public void end(String reason) {
    if (this == UNBOUNDED) {
      throw new IllegalStateException("the unbounded lifetime cannot end");
    }
    alive = false;
    end = reason;
  }

  /** {@return why it ended; empty while it has not} */
  public String endReason() {
    return end;
  }
}
