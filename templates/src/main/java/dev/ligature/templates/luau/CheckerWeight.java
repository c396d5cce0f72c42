package dev.ligature.templates.luau;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;

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

  /**
   * A record of more fields is defined by a table without a type: the checker compares the types of
   * the table's elements with each other, and gives up between 1,000 and 2,000.
   */
  static final int MAX_TYPED_FIELDS = 500;

  /**
   * The definition of a record of more fields says nothing of its view: each field is four of the
   * types that the checker follows where {@code ffi.view} takes a definition.
   */
  static final int MAX_FIELDS = 2_000;

  private CheckerWeight() {}

  /** {@return the fields of a record's view, those of anonymous members included} */
  static int fields(Declaration.Record record, Idl idl) {
    int fields = record.fields().size();
    for (Declaration.Field field : record.fields()) {
      if (field.isAnonymousRecord() && field.lowering() instanceof Lowering.ByValue(String key)) {
        fields += fields(idl.records().get(key), idl);
      }
    }
    return fields;
  }

  /** {@return the types that the module of an IDL reaches, about} */
  static int of(Idl idl) {
    return FUNCTION * idl.functions().size()
        + RECORD * idl.records().size()
        + CALLBACK * idl.callbacks().size()
        + OTHER * (idl.enums().size() + idl.variables().size());
  }
}
