package dev.ligature.idl;

import java.util.Objects;
import java.util.Optional;

/**
 * A declaration that was left out, and why.
 *
 * @param name the declaration's name, or its key where it has one
 * @param detail one line for a person: the macro's text, the type that could not be carried
 * @param at where the header declares it; empty for what only a library names
 */
public record Skip(String name, Reason reason, String detail, Optional<Location> at) {
  public Skip {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(at, "at");
  }

  /** Why a declaration is left out. The code is the stable name in JSON. */
  public enum Reason {
    FUNCTION_LIKE_MACRO("function-like-macro"),
    /** A macro with an empty replacement list. */
    EMPTY_MACRO("empty-macro"),
    /** A macro that is no expression and no name: attributes, keywords, pieces of statements. */
    NOT_AN_EXPRESSION("not-an-expression"),
    /** An expression that the compiler cannot evaluate at compile time. */
    NOT_CONSTANT("not-constant"),
    /** A macro that a later {@code #undef} removes. */
    UNDEFINED_MACRO("undefined-macro"),
    LONG_DOUBLE("long-double"),
    INT128("int128"),
    COMPLEX("complex"),
    VECTOR("vector"),
    ATOMIC("atomic"),
    /** Another type that C knows and Panama does not. */
    UNSUPPORTED_TYPE("unsupported-type"),
    CALLING_CONVENTION("calling-convention"),
    /** An incomplete record by value. */
    INCOMPLETE_TYPE("incomplete-type"),
    THREAD_LOCAL("thread-local"),
    /** Static or inline: no library exports it. */
    INLINE("inline"),
    /** Declared in the header, not exported by the library given with --exports. */
    NOT_EXPORTED("not-exported"),
    /** Exported by the library, not declared in the headers. */
    NOT_DECLARED("not-declared"),
    /** Removed by --allow or --block, or of use only to what --exports removed. */
    FILTERED("filtered"),
    /** The header has an error in it, and --keep-going was given. */
    INVALID("invalid");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** {@return the name in the IDL and in reports, for example {@code "long-double"}} */
    public String code() {
      return code;
    }

    /** {@return the reason of that code, or empty if there is none} */
    public static Optional<Reason> ofCode(String code) {
      for (Reason reason : values()) {
        if (reason.code.equals(code)) {
          return Optional.of(reason);
        }
      }
      return Optional.empty();
    }
  }
}
