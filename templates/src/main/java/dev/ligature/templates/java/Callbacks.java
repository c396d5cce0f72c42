package dev.ligature.templates.java;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Doc;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Type;
import dev.ligature.templates.java.JavaViews.CallbackView;
import java.util.Optional;

/** Builds the functional interfaces of function pointer types. */
final class Callbacks {
  private final Binding binding;

  Callbacks(Binding binding) {
    this.binding = binding;
  }

  /** {@return why a signature has no interface, if so} */
  Optional<Problem> problem(Signature signature) {
    if (signature.variadic()) {
      return Optional.of(
          new Problem(
              dev.ligature.idl.Skip.Reason.UNSUPPORTED_TYPE,
              "a variadic function pointer: a Java function cannot stand for it"));
    }
    return CallShape.problem(signature, binding);
  }

  /** {@return the interface of a typedef} */
  CallbackView ofTypedef(String name, Declaration.Callback callback) {
    String type = binding.classes.callback(name);
    Type declared = new Type.Function(callback.signature());
    String c =
        "typedef "
            + CSource.declare(callback.pointer() ? new Type.Pointer(declared) : declared, name)
            + ";";
    return view(
        "  ", type, binding.classes.claim(type + "$"), callback.signature(), c, callback.doc());
  }

  /**
   * {@return the signature of a pointer to a function that no typedef names, here or in an array of
   * such pointers}
   */
  static Optional<Signature> anonymous(Type type) {
    Type current = type.unqualified();
    while (current instanceof Type.Array array) {
      current = array.element().unqualified();
    }
    return current instanceof Type.Pointer(Type pointee)
            && pointee.unqualified() instanceof Type.Function(Signature signature)
        ? Optional.of(signature)
        : Optional.empty();
  }

  /** {@return the interface of a parameter's or result's type, in the binding's own class} */
  CallbackView ofParameter(String type, Signature signature, String c) {
    return view("  ", type, binding.classes.claim(type + "$"), signature, c, Optional.empty());
  }

  /** {@return the interface of a member's type, in the class of the record} */
  CallbackView ofMember(
      String indent, String record, String member, Signature signature, String c) {
    String type = binding.classes.claimIn(record, member);
    String holder = binding.classes.claimIn(record, type + "$");
    return view(indent, type, holder, signature, c, Optional.empty());
  }

  private CallbackView view(
      String indent,
      String name,
      String holder,
      Signature signature,
      String c,
      Optional<Doc> comment) {
    CallShape shape = CallShape.of(signature, binding);
    String doc = new Javadoc().text(comment).paragraph(Javadoc.code(c)).toString(indent);
    StringBuilder apply = new StringBuilder();
    StringBuilder lambda = new StringBuilder();
    StringBuilder target = new StringBuilder(name + " function");
    StringBuilder received = new StringBuilder();
    for (CallShape.Parameter parameter : shape.parameters) {
      CallShape.append(apply, parameter.type() + " " + parameter.name());
      CallShape.append(lambda, parameter.name());
      CallShape.append(target, parameter.passedType() + " " + parameter.name());
      CallShape.append(received, parameter.received());
    }
    String forwarded = "function";
    if (shape.returnsRecord) {
      forwarded += ", Arena.ofAuto()";
    }
    if (!lambda.isEmpty()) {
      forwarded += ", " + lambda;
    }
    String targetResult = shape.result;
    String targetOpen = shape.returning();
    String targetClose = "";
    String zero = "";
    if (shape.returnsRecord) {
      targetResult = "MemorySegment";
      targetClose = ".segment()";
      zero = "return Arena.ofAuto().allocate(TYPE.returnLayout().orElseThrow());";
    } else if (shape.resultCarrier.isPresent()) {
      Carrier carrier = shape.resultCarrier.get();
      targetResult = carrier.passedType();
      targetOpen = "return " + carrier.toPassed();
      targetClose = carrier.toPassedEnd();
      zero = "return " + carrier.passedZero() + ";";
    }
    return new CallbackView(
        indent,
        doc,
        name,
        holder,
        shape.result,
        apply.toString(),
        shape.declaration("MemorySegment function"),
        shape.open(),
        shape.arguments("function", ""),
        shape.close(),
        "(" + lambda + ") -> invoke(" + forwarded + ")",
        shape.descriptor(),
        targetResult,
        target.toString(),
        targetOpen,
        received.toString(),
        targetClose,
        zero);
  }
}
