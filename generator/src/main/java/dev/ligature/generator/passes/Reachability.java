package dev.ligature.generator.passes;

import dev.ligature.idl.ConstantValue;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a set of declarations needs: the types that their own types name, and so on, and the
 * functions and variables that a constant is another name for.
 *
 * <p>A record that is only pointed to is needed too, but not by value: its name is of use without
 * its members.
 */
final class Reachability {
  private final Idl idl;
  private final Set<Declaration> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Declaration> byValue = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Declaration> nameOnly;
  private final Set<Declaration> gone;
  private final ArrayDeque<Declaration> pending = new ArrayDeque<>();

  Reachability(Idl idl) {
    this(idl, Set.of(), Set.of());
  }

  /**
   * A walk that looks into the records of {@code nameOnly} only where something holds them by
   * value.
   *
   * @param nameOnly a set that compares by identity
   * @param gone functions and variables that nothing reaches; compares by identity too
   */
  Reachability(Idl idl, Set<Declaration> nameOnly, Set<Declaration> gone) {
    this.idl = idl;
    this.nameOnly = nameOnly;
    this.gone = gone;
  }

  /** Adds a declaration and what it needs. */
  void add(Declaration root) {
    enqueue(root);
    drain();
  }

  /** Adds what a declaration needs, but not the declaration. */
  void addNeedsOf(Declaration declaration) {
    follow(declaration);
    drain();
  }

  private void drain() {
    while (!pending.isEmpty()) {
      follow(pending.poll());
    }
  }

  /** {@return whether something added needs it, or it was added itself} */
  boolean contains(Declaration declaration) {
    return seen.contains(declaration);
  }

  /** {@return whether something added holds or passes that record by value} */
  boolean needsValueOf(Declaration.Record record) {
    return byValue.contains(record);
  }

  private void enqueue(Declaration declaration) {
    if (declaration != null && !gone.contains(declaration) && seen.add(declaration)) {
      pending.add(declaration);
    }
  }

  private void follow(Declaration declaration) {
    switch (declaration) {
      case Declaration.Constant constant -> {
        constant.type().ifPresent(this::use);
        use(constant.value());
      }
      case Declaration.Enum e -> use(e.underlying());
      case Declaration.Record r -> {
        if (nameOnly.contains(r) && !byValue.contains(r)) {
          return;
        }
        for (Declaration.Field field : r.fields()) {
          use(field.type());
          use(field.lowering());
        }
      }
      case Declaration.Alias alias -> {
        use(alias.type());
        // Naming a type is not yet holding a value of it.
        if (!(alias.lowering() instanceof Lowering.ByValue)) {
          use(alias.lowering());
        }
      }
      case Declaration.Callback callback -> use(callback.signature());
      case Declaration.Function function -> {
        use(function.signature());
        function.freeWith().ifPresent(name -> enqueue(idl.functions().get(name)));
      }
      case Declaration.Variable variable -> {
        use(variable.type());
        use(variable.lowering());
      }
    }
  }

  private void use(ConstantValue value) {
    switch (value) {
      case ConstantValue.Alias(String target, ConstantValue.AliasKind kind) -> {
        switch (kind) {
          case FUNCTION -> enqueue(idl.functions().get(target));
          case VARIABLE -> enqueue(idl.variables().get(target));
          case TYPE -> useTypedef(target);
        }
      }
      case ConstantValue.Compound compound -> {
        useValueOf(compound.record());
        for (ConstantValue.Member member : compound.members()) {
          use(member.value());
        }
      }
      default -> {
        // Numbers and strings need no type.
      }
    }
  }

  private void use(Signature signature) {
    for (Signature.Parameter parameter : signature.args()) {
      use(parameter.type());
      use(parameter.lowering());
    }
    use(signature.ret());
    use(signature.retLowering());
  }

  private void use(Lowering lowering) {
    switch (lowering) {
      case Lowering.ByValue(String record) -> useValueOf(record);
      case Lowering.Array array -> use(array.element());
      case Lowering.Scalar _, Lowering.Opaque _ -> {
        // Nothing named.
      }
    }
  }

  private void use(Type type) {
    switch (type) {
      case Type.Pointer(Type pointee) -> use(pointee);
      case Type.Array array -> use(array.element());
      case Type.Function(Signature signature) -> use(signature);
      case Type.Qualified qualified -> use(qualified.type());
      case Type.RecordRef(String id) -> useRecord(id);
      case Type.EnumRef(String id) -> enqueue(idl.enums().get(id));
      case Type.AliasRef(String name) -> useTypedef(name);
      case Type.Scalar _, Type.Opaque _ -> {
        // Nothing named.
      }
    }
  }

  private void useRecord(String key) {
    enqueue(idl.records().get(key));
  }

  private void useValueOf(String key) {
    Declaration.Record record = idl.records().get(key);
    enqueue(record);
    if (record != null && byValue.add(record) && nameOnly.contains(record)) {
      pending.add(record);
    }
  }

  private void useTypedef(String name) {
    enqueue(idl.aliases().get(name));
    enqueue(idl.callbacks().get(name));
  }
}
