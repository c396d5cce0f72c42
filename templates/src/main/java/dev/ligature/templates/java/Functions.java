package dev.ligature.templates.java;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import dev.ligature.templates.java.JavaViews.AliasView;
import dev.ligature.templates.java.JavaViews.FunctionView;
import dev.ligature.templates.java.JavaViews.VariadicView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the methods of functions, and of macros that give a function another name. */
final class Functions {
  private static final String STRINGS_DOC =
      "  /** The same with Java strings, which C sees until the call returns; {@code null} is NULL."
          + " */\n";

  private final Binding binding;
  private final Callbacks callbacks;
  private final Parts parts;
  private final Map<String, String> methods = new HashMap<>();
  private final Map<String, CallShape> shapes = new HashMap<>();

  Functions(Binding binding, Callbacks callbacks, Parts parts) {
    this.binding = binding;
    this.callbacks = callbacks;
    this.parts = parts;
  }

  void add(String name, Declaration.Function function) {
    Optional<Problem> problem = problem(name, function);
    if (problem.isPresent()) {
      binding.skip(name, function.at(), problem.get());
      return;
    }
    Signature signature = function.signature();
    CallShape shape = CallShape.of(signature, binding);
    String method = claim(name, shape);
    methods.put(name, method);
    shapes.put(name, shape);
    String holder = binding.classes.claim(method + "$");
    String symbol = JavaLiterals.string(function.symbol().orElse(name));
    String annotations = function.deprecated().isPresent() ? "  @Deprecated\n" : "";
    Javadoc doc =
        new Javadoc()
            .text(function.doc())
            .paragraph(Javadoc.code(CSource.declare(new Type.Function(signature), name) + ";"));
    anonymousCallbacks(method, signature, doc);
    function
        .freeWith()
        .ifPresent(free -> doc.paragraph("Free the result with " + Javadoc.code(free) + "."));
    if (function.errno()) {
      doc.paragraph("Its error code is kept: see {@link Native#errno()}.");
    }
    doc.signature(function.doc(), shape.names, !shape.result.equals("void"))
        .deprecated(function.deprecated());
    String options = options(function);
    String state = function.errno() ? "Native.callState()" : "";
    if (signature.variadic()) {
      parts.add(
          new VariadicView(
              doc.toString("  "),
              annotations,
              shape.result,
              method,
              join(shape.declaration(""), "Object... arguments"),
              shape.open(),
              join(shape.arguments("", state), "promoted"),
              shape.close(),
              holder,
              symbol,
              shape.descriptor(),
              options,
              binding.methods.claim(method + "$handle"),
              strings(method, shape, annotations, true)));
    } else {
      parts.add(
          new FunctionView(
              doc.toString("  "),
              annotations,
              shape.result,
              method,
              shape.declaration(""),
              shape.open(),
              shape.arguments("", state),
              shape.close(),
              holder,
              symbol,
              shape.descriptor(),
              options,
              strings(method, shape, annotations, false)));
    }
  }

  private Optional<Problem> problem(String name, Declaration.Function function) {
    if (function.inline()) {
      return Optional.of(
          new Problem(Skip.Reason.INLINE, "static or inline: no library exports it"));
    }
    return CallShape.problem(function.signature(), binding);
  }

  private String claim(String name, CallShape shape) {
    String wish = JavaNames.identifier(name);
    return binding.methods.claim(
        JavaNames.clashesWithObject(wish, shape.types()) ? wish + "_" : wish);
  }

  /** Interfaces for function pointers that the signature itself spells out. */
  private void anonymousCallbacks(String method, Signature signature, Javadoc doc) {
    for (int i = 0; i < signature.args().size(); i++) {
      Signature.Parameter parameter = signature.args().get(i);
      String suffix = parameter.name().isEmpty() ? "arg" + i : parameter.name();
      anonymousCallback(method + "$" + suffix, parameter.type(), suffix, doc);
    }
    anonymousCallback(method + "$result", signature.ret(), "", doc);
  }

  private void anonymousCallback(String wish, Type type, String parameter, Javadoc doc) {
    Optional<Signature> signature = Callbacks.anonymous(type);
    if (signature.isPresent() && callbacks.problem(signature.get()).isEmpty()) {
      String name = binding.classes.claim(wish);
      parts.add(callbacks.ofParameter(name, signature.get(), CSource.declare(type, parameter)));
      doc.paragraph(
          (parameter.isEmpty() ? "The result" : Javadoc.code(parameter))
              + " is a function pointer: see {@link "
              + name
              + "}.");
    }
  }

  private static String options(Declaration.Function function) {
    return (function.leaf() ? ", Linker.Option.critical(true)" : "")
        + (function.errno() ? ", Native.CAPTURE" : "");
  }

  private static List<AliasView> strings(
      String method, CallShape shape, String annotations, boolean variadic) {
    if (!shape.hasStrings()) {
      return List.of();
    }
    String parameters = shape.stringDeclaration();
    String arguments = shape.forwarded(true);
    return List.of(
        new AliasView(
            STRINGS_DOC,
            annotations,
            shape.result,
            method,
            variadic ? join(parameters, "Object... arguments") : parameters,
            shape.returning()
                + method
                + "("
                + (variadic ? join(arguments, "arguments") : arguments)
                + ")"));
  }

  /** Adds methods that call the function of which {@code name} is another name. */
  void addAlias(String name, String target, Declaration.Constant constant) {
    String method = methods.get(target);
    if (method == null) {
      binding.skip(name, constant.at(), notBound(target));
      return;
    }
    CallShape shape = shapes.get(target);
    boolean variadic = binding.idl.functions().get(target).signature().variadic();
    boolean deprecated = binding.idl.functions().get(target).deprecated().isPresent();
    String alias = claim(name, shape);
    Javadoc doc =
        new Javadoc()
            .text(constant.doc())
            .paragraph("Another name of <code>" + Javadoc.escape(target) + "</code>.");
    String annotations = "";
    if (deprecated) {
      annotations = "  @Deprecated\n";
      doc.tag("deprecated", "As " + Javadoc.code(target) + " is.");
    }
    String text = doc.toString("  ");
    parts.add(alias(text, annotations, alias, method, shape, variadic, false));
    if (shape.hasStrings()) {
      parts.add(alias(STRINGS_DOC, annotations, alias, method, shape, variadic, true));
    }
  }

  private static AliasView alias(
      String doc,
      String annotations,
      String alias,
      String method,
      CallShape shape,
      boolean variadic,
      boolean strings) {
    String parameters = strings ? shape.stringDeclaration() : shape.declaration("");
    String arguments = shape.forwarded(false);
    return new AliasView(
        doc,
        annotations,
        shape.result,
        alias,
        variadic ? join(parameters, "Object... arguments") : parameters,
        shape.returning()
            + method
            + "("
            + (variadic ? join(arguments, "arguments") : arguments)
            + ")");
  }

  /** {@return why another name of {@code target} is left out} */
  Problem notBound(String target) {
    return binding
        .problem(target)
        .map(problem -> new Problem(problem.reason(), "another name of " + target))
        .orElseGet(
            () ->
                new Problem(
                    Skip.Reason.FILTERED, "another name of " + target + ", which is not bound"));
  }

  private static String join(String list, String item) {
    return list.isEmpty() ? item : list + ", " + item;
  }
}
