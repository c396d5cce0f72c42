package dev.ligature.idl;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whether types of two IDLs mean the same to whoever calls or reads through them: typedef names,
 * qualifiers, parameters' names and different C names of one lowering ({@code long}, {@code int})
 * do not matter; what pointers point to does.
 */
final class Equivalence {
  private final Idl left;
  private final Idl right;

  Equivalence(Idl left, Idl right) {
    this.left = left;
    this.right = right;
  }

  boolean same(Type one, Type other) {
    return same(one, other, new HashSet<>());
  }

  boolean same(Signature one, Signature other) {
    return same(one, other, new HashSet<>());
  }

  /**
   * @param assumed pairs of callbacks that are being compared: they are the same unless something
   *     else differs
   */
  private boolean same(Type one, Type other, Set<List<String>> assumed) {
    if (one.unqualified() instanceof Type.AliasRef(String a)
        && other.unqualified() instanceof Type.AliasRef(String b)
        && left.callbacks().containsKey(a)
        && right.callbacks().containsKey(b)
        && !assumed.add(List.of(a, b))) {
      return true;
    }
    Type a = left.resolve(one);
    Type b = right.resolve(other);
    return switch (a) {
      case Type.Scalar scalar ->
          b instanceof Type.Scalar(var ctype, var c) && ctype == scalar.ctype();
      case Type.Pointer(Type pointee) ->
          b instanceof Type.Pointer(Type others) && same(pointee, others, assumed);
      case Type.Array array ->
          b instanceof Type.Array others
              && array.count().equals(others.count())
              && same(array.element(), others.element(), assumed);
      case Type.Function(Signature signature) ->
          b instanceof Type.Function(Signature others) && same(signature, others, assumed);
      case Type.RecordRef record -> record.equals(b);
      case Type.EnumRef e -> e.equals(b);
      case Type.Opaque opaque -> opaque.equals(b);
      case Type.Qualified q -> throw new IllegalStateException("still qualified: " + q);
      case Type.AliasRef alias -> throw new IllegalStateException("still an alias: " + alias);
    };
  }

  private boolean same(Signature one, Signature other, Set<List<String>> assumed) {
    if (one.args().size() != other.args().size()
        || one.variadic() != other.variadic()
        || one.prototyped() != other.prototyped()
        || !one.convention().equals(other.convention())
        || !Objects.equals(one.retLowering(), other.retLowering())
        || !same(one.ret(), other.ret(), assumed)) {
      return false;
    }
    for (int i = 0; i < one.args().size(); i++) {
      Signature.Parameter a = one.args().get(i);
      Signature.Parameter b = other.args().get(i);
      if (!a.lowering().equals(b.lowering()) || !same(a.type(), b.type(), assumed)) {
        return false;
      }
    }
    return true;
  }
}
