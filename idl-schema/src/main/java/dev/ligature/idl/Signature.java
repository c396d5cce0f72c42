package dev.ligature.idl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a function takes and gives.
 *
 * @param args in order; an unnamed C parameter has an empty name
 * @param ret the C type of the result
 * @param retLowering what the result comes down to; {@link CType#VOID} where there is none
 * @param variadic whether {@code ...} ends the parameters
 * @param prototyped false for {@code f()} of C before C23, whose parameters nobody declared
 * @param convention the calling convention, where it is not the target's default
 */
public record Signature(
    List<Parameter> args,
    Type ret,
    Lowering retLowering,
    boolean variadic,
    boolean prototyped,
    Optional<CallingConvention> convention) {
  public Signature {
    args = List.copyOf(args);
    Objects.requireNonNull(ret, "ret");
    Objects.requireNonNull(retLowering, "retLowering");
    Objects.requireNonNull(convention, "convention");
  }

  /** Conventions other than the target's default one for C. */
  public enum CallingConvention {
    STDCALL,
    FASTCALL,
    THISCALL,
    VECTORCALL,
    REGPARM,
    /** Microsoft's x86_64 convention on a target whose default is another one. */
    MS_ABI,
    /** System V's x86_64 convention on a target whose default is another one. */
    SYSV_ABI,
    /** Any further one that clang knows. No binding can call it. */
    OTHER
  }

  /**
   * A parameter.
   *
   * @param name empty if the header gives none
   * @param type after decay: arrays and functions are pointers here
   * @param lowering what it comes down to
   * @param hints what an overlay or an attribute adds
   */
  public record Parameter(String name, Type type, Lowering lowering, Hints hints) {
    public Parameter {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(lowering, "lowering");
      Objects.requireNonNull(hints, "hints");
    }
  }

  /**
   * Semantics beyond C, from attributes of the header or from an overlay file.
   *
   * @param out the callee writes through it
   * @param lengthParam the parameter that holds this one's length in elements
   * @param nullable whether NULL may be passed; empty where the header does not say
   * @param encoding of the bytes of a string parameter, for example {@code "utf-8"}
   */
  public record Hints(
      boolean out,
      Optional<String> lengthParam,
      Optional<Boolean> nullable,
      Optional<String> encoding) {
    /** No hints. */
    public static final Hints NONE =
        new Hints(false, Optional.empty(), Optional.empty(), Optional.empty());

    public Hints {
      Objects.requireNonNull(lengthParam, "lengthParam");
      Objects.requireNonNull(nullable, "nullable");
      Objects.requireNonNull(encoding, "encoding");
    }
  }
}
