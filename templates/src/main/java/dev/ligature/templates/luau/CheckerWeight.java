package dev.ligature.templates.luau;

import dev.ligature.idl.Idl;

/**
 * How much a module is for the official checker, which follows at most 10,000 types from the type
 * of a module ({@code LuauTarjanChildLimit}) and then gives up on all of it.
 *
 * <p>A function is three types: itself, its parameters, its results. A record is its view and the
 * definition with its methods, a callback its type and its constructor.
 */
final class CheckerWeight {
  /** A module stays below this; the rest is for what is not counted. */
  static final int MAX = 9_000;

  static final int FUNCTION = 3;
  static final int RECORD = 8;
  static final int CALLBACK = 6;
  static final int OTHER = 1;

  private CheckerWeight() {}

  /** {@return the types that the module of an IDL reaches, about} */
  static int of(Idl idl) {
    return FUNCTION * idl.functions().size()
        + RECORD * idl.records().size()
        + CALLBACK * idl.callbacks().size()
        + OTHER * (idl.enums().size() + idl.variables().size());
  }
}
