package dev.ligature.luau.vm;

import java.util.Optional;

/** What places in compiled code can be linked to directly; see {@link UserdataSite}. */
public interface Linkable {
  /**
   * {@return a direct way to do an access which one place in compiled code repeats, empty if there
   * is none} The way has to do what the general one does.
   *
   * @param args the arguments of the access at hand, this object first
   */
  Optional<UserdataLink> link(UserdataLink.Access access, Object[] args);
}
