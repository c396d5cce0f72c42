package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.templates.Callability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a C signature is called from Java, piece by piece as source.
 *
 * <pre>
 *   div_t div(int numer, int denom);
 *
 *   descriptor  FunctionDescriptor.of(div_t.LAYOUT, JAVA_INT, JAVA_INT)
 *   result      div_t
 *   parameters  SegmentAllocator allocator, int numer, int denom
 *   open        return new div_t((MemorySegment)
 *   arguments   allocator, numer, denom
 *   close       )
 * </pre>
 */
final class CallShape {
  /** Slots of a method's parameters (JVMS 4.3.3), less the few that generated code adds. */
  private static final int MAX_SLOTS = 250;

  /** A parameter: its Java name, what Java calls it with and what C is called with. */
  record Parameter(
      String name,
      String type,
      String layout,
      String passedType,
      String passed,
      String received,
      boolean isString) {}

  final List<Parameter> parameters = new ArrayList<>();

  /** The Java name of each named C parameter. */
  final Map<String, String> names = new HashMap<>();

  final String result;
  final String resultLayout;
  final boolean returnsRecord;
  final Optional<Carrier> resultCarrier;

  private CallShape(
      String result, String resultLayout, boolean returnsRecord, Optional<Carrier> resultCarrier) {
    this.result = result;
    this.resultLayout = resultLayout;
    this.returnsRecord = returnsRecord;
    this.resultCarrier = resultCarrier;
  }

  /** {@return why no call of that signature is possible, if so} */
  static Optional<Problem> problem(Signature signature, Binding binding) {
    Optional<Problem> ofTarget = binding.problemOfTarget();
    if (ofTarget.isPresent()) {
      return ofTarget;
    }
    if (signature.convention().isPresent()) {
      return Optional.of(
          new Problem(
              Skip.Reason.CALLING_CONVENTION,
              signature.convention().get().name().toLowerCase(Locale.ROOT)
                  + " is not the target's convention for C"));
    }
    Optional<Callability.Obstacle> obstacle = binding.callability.of(signature);
    if (obstacle.isPresent()) {
      return Optional.of(new Problem(obstacle.get().reason(), obstacle.get().detail()));
    }
    Optional<Problem> ofResult = byValue(signature.retLowering(), binding);
    if (ofResult.isPresent()) {
      return ofResult;
    }
    int slots = 0;
    for (Signature.Parameter parameter : signature.args()) {
      Optional<Problem> ofParameter = byValue(parameter.lowering(), binding);
      if (ofParameter.isPresent()) {
        return ofParameter;
      }
      slots += 2;
    }
    if (slots > MAX_SLOTS && slots(signature, binding) > MAX_SLOTS) {
      return Optional.of(
          new Problem(
              Skip.Reason.UNSUPPORTED_TYPE,
              signature.args().size() + " parameters are more than a Java method may have"));
    }
    return Optional.empty();
  }

  private static int slots(Signature signature, Binding binding) {
    int slots = 0;
    for (Signature.Parameter parameter : signature.args()) {
      slots +=
          parameter.lowering() instanceof Lowering.Scalar(CType ctype)
                  && ctype.size(8) == 8
                  && ctype != CType.POINTER
                  && ctype != CType.STRING
              ? 2
              : 1;
    }
    return slots;
  }

  private static Optional<Problem> byValue(Lowering lowering, Binding binding) {
    return lowering instanceof Lowering.ByValue(String key) && binding.layouts.passed(key).isEmpty()
        ? Optional.of(
            new Problem(
                Skip.Reason.UNSUPPORTED_TYPE,
                key
                    + " by value: the linker takes no packed, over-aligned or empty records of this"
                    + " kind"))
        : Optional.empty();
  }

  /** {@return the shape of a signature without {@link #problem}} */
  static CallShape of(Signature signature, Binding binding) {
    CallShape shape =
        switch (signature.retLowering()) {
          case Lowering.Scalar(CType ctype) when ctype == CType.VOID ->
              new CallShape("void", "", false, Optional.empty());
          case Lowering.Scalar(CType ctype) -> {
            Carrier carrier = Carrier.of(ctype, binding.target);
            yield new CallShape(carrier.type(), carrier.passed(), false, Optional.of(carrier));
          }
          case Lowering.ByValue(String key) -> {
            String name = binding.classes.record(key).orElseThrow();
            yield new CallShape(name, layout(key, name, binding), true, Optional.empty());
          }
          default -> throw new IllegalArgumentException("no call returns " + signature.ret());
        };
    NameScope scope = new NameScope(JavaNames.NOT_PARAMETERS, false);
    for (int i = 0; i < signature.args().size(); i++) {
      Signature.Parameter parameter = signature.args().get(i);
      String wish = parameter.name().isEmpty() ? "arg" + i : JavaNames.identifier(parameter.name());
      // Holders of handles end in a dollar sign and must stay visible.
      String name = scope.claim(wish.endsWith("$") ? wish + "_" : wish);
      if (!parameter.name().isEmpty()) {
        shape.names.putIfAbsent(parameter.name(), name);
      }
      shape.parameters.add(
          switch (parameter.lowering()) {
            case Lowering.Scalar(CType ctype) -> {
              Carrier carrier = Carrier.of(ctype, binding.target);
              yield new Parameter(
                  name,
                  carrier.type(),
                  carrier.passed(),
                  carrier.passedType(),
                  carrier.pass(name),
                  carrier.fromPassed() + name,
                  ctype == CType.STRING);
            }
            case Lowering.ByValue(String key) -> {
              String record = binding.classes.record(key).orElseThrow();
              yield new Parameter(
                  name,
                  record,
                  layout(key, record, binding),
                  "MemorySegment",
                  name + ".segment()",
                  "new " + record + "(" + name + ")",
                  false);
            }
            default -> throw new IllegalArgumentException("no call takes " + parameter.type());
          });
    }
    return shape;
  }

  private static String layout(String key, String name, Binding binding) {
    return name + (binding.layouts.isPassedAsItIs(key) ? ".LAYOUT" : ".PASSED");
  }

  String descriptor() {
    StringBuilder text = new StringBuilder("FunctionDescriptor.");
    String separator = "";
    if (resultLayout.isEmpty()) {
      text.append("ofVoid(");
    } else {
      text.append("of(").append(resultLayout);
      separator = ", ";
    }
    for (Parameter parameter : parameters) {
      text.append(separator).append(parameter.layout());
      separator = ", ";
    }
    return text.append(')').toString();
  }

  /** {@return the parameters of the Java method; {@code first} may stand before the others} */
  String declaration(String first) {
    StringBuilder text = new StringBuilder(first);
    if (returnsRecord) {
      append(text, "SegmentAllocator allocator");
    }
    for (Parameter parameter : parameters) {
      append(text, parameter.type() + " " + parameter.name());
    }
    return text.toString();
  }

  /** {@return the parameters of the method that takes strings as Java's} */
  String stringDeclaration() {
    StringBuilder text = new StringBuilder();
    if (returnsRecord) {
      append(text, "SegmentAllocator allocator");
    }
    for (Parameter parameter : parameters) {
      append(text, (parameter.isString() ? "String" : parameter.type()) + " " + parameter.name());
    }
    return text.toString();
  }

  /** {@return what the handle is invoked with; {@code state} for captured state may be empty} */
  String arguments(String first, String state) {
    StringBuilder text = new StringBuilder(first);
    if (returnsRecord) {
      append(text, "allocator");
    }
    append(text, state);
    for (Parameter parameter : parameters) {
      append(text, parameter.passed());
    }
    return text.toString();
  }

  /** {@return the parameters as they are, to call another method of the same parameters} */
  String forwarded(boolean makeStrings) {
    StringBuilder text = new StringBuilder();
    if (returnsRecord) {
      append(text, "allocator");
    }
    for (Parameter parameter : parameters) {
      append(
          text,
          makeStrings && parameter.isString()
              ? "Native.string(arena, " + parameter.name() + ")"
              : parameter.name());
    }
    return text.toString();
  }

  /** {@return the parameters' types without spaces, as {@code "long,int"}} */
  String types() {
    StringBuilder text = new StringBuilder();
    for (Parameter parameter : parameters) {
      text.append(text.isEmpty() ? "" : ",").append(parameter.type());
    }
    return text.toString();
  }

  boolean hasStrings() {
    for (Parameter parameter : parameters) {
      if (parameter.isString()) {
        return true;
      }
    }
    return false;
  }

  /** {@return what stands before {@code HANDLE.invokeExact(…)}} */
  String open() {
    if (returnsRecord) {
      return "return new " + result + "((MemorySegment) ";
    }
    return resultCarrier
        .map(carrier -> "return " + carrier.fromPassed() + "(" + carrier.passedType() + ") ")
        .orElse("");
  }

  /** {@return what stands behind it} */
  String close() {
    return returnsRecord ? ")" : "";
  }

  /** {@return {@code "return "} where there is something to return} */
  String returning() {
    return result.equals("void") ? "" : "return ";
  }

  static void append(StringBuilder list, String item) {
    if (!item.isEmpty()) {
      list.append(list.isEmpty() ? "" : ", ").append(item);
    }
  }
}
