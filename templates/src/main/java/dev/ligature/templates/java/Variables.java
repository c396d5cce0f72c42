package dev.ligature.templates.java;

import dev.ligature.idl.CType;
import dev.ligature.idl.Declaration;
import dev.ligature.idl.Lowering;
import dev.ligature.idl.Signature;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Type;
import dev.ligature.templates.java.JavaViews.AliasView;
import dev.ligature.templates.java.JavaViews.SetterView;
import dev.ligature.templates.java.JavaViews.VariableView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the accessors of global variables, and of macros that give one another name. */
final class Variables {
  private final Binding binding;
  private final Callbacks callbacks;
  private final Parts parts;
  private final Map<String, VariableView> views = new HashMap<>();

  Variables(Binding binding, Callbacks callbacks, Parts parts) {
    this.binding = binding;
    this.callbacks = callbacks;
    this.parts = parts;
  }

  void add(String name, Declaration.Variable variable) {
    Optional<Problem> problem = binding.problemOfTarget();
    if (variable.threadLocal()) {
      problem =
          Optional.of(
              new Problem(
                  Skip.Reason.THREAD_LOCAL, "each thread has its own, which no symbol names"));
    }
    if (problem.isPresent()) {
      binding.skip(name, variable.at(), problem.get());
      return;
    }
    String wish = JavaNames.identifier(name);
    String method =
        binding.methods.claim(JavaNames.clashesWithObject(wish, "") ? wish + "_" : wish);
    String segment = binding.methods.claim(method + "$segment");
    Javadoc doc =
        new Javadoc()
            .text(variable.doc())
            .paragraph(Javadoc.code(CSource.declare(variable.type(), name) + ";"));
    Optional<Signature> signature = Callbacks.anonymous(variable.type());
    if (signature.isPresent() && callbacks.problem(signature.get()).isEmpty()) {
      String type = binding.classes.claim(method + "$function");
      parts.add(
          callbacks.ofParameter(type, signature.get(), CSource.declare(variable.type(), name)));
      doc.paragraph("A function pointer: see {@link " + type + "}.");
    }
    doc.deprecated(variable.deprecated());
    String type = "MemorySegment";
    String expression = segment + "()";
    List<SetterView> setters = List.of();
    if (variable.lowering() instanceof Lowering.Scalar(CType ctype) && ctype != CType.VOID) {
      Carrier carrier = Carrier.of(ctype, binding.target);
      type = carrier.type();
      expression = segment + "().get(" + carrier.layout() + ", 0)";
      if (!isConst(variable.type())) {
        setters =
            List.of(
                new SetterView(
                    "void",
                    type + " value",
                    segment + "().set(" + carrier.layout() + ", 0, value)"));
      }
    } else if (variable.lowering() instanceof Lowering.ByValue(String key)) {
      type = binding.classes.record(key).orElseThrow();
      expression = "new " + type + "(" + segment + "())";
    }
    VariableView view =
        new VariableView(
            doc.toString("  "),
            variable.deprecated().isPresent() ? "  @Deprecated\n" : "",
            type,
            method,
            expression,
            setters,
            segment,
            binding.classes.claim(method + "$"),
            JavaLiterals.string(variable.symbol().orElse(name)),
            size(variable.lowering()));
    views.put(name, view);
    parts.add(view);
  }

  /** Unknown sizes (an array without bound, an incomplete record) reach as far as memory. */
  private String size(Lowering lowering) {
    long size = binding.layouts.size(lowering);
    return size == 0 ? "Long.MAX_VALUE" : Records.number(size);
  }

  private boolean isConst(Type type) {
    Type current = type;
    while (true) {
      if (current.isConst()) {
        return true;
      }
      if (current.unqualified() instanceof Type.AliasRef(String alias)
          && binding.idl.aliases().containsKey(alias)) {
        current = binding.idl.aliases().get(alias).type();
      } else {
        return false;
      }
    }
  }

  /** Adds accessors that call those of the variable of which {@code name} is another name. */
  void addAlias(String name, String target, Declaration.Constant constant, Functions functions) {
    VariableView view = views.get(target);
    if (view == null) {
      binding.skip(name, constant.at(), functions.notBound(target));
      return;
    }
    String wish = JavaNames.identifier(name);
    String alias = binding.methods.claim(JavaNames.clashesWithObject(wish, "") ? wish + "_" : wish);
    String doc =
        new Javadoc()
            .paragraph("Another name of <code>" + Javadoc.escape(target) + "</code>.")
            .toString("  ");
    parts.add(new AliasView(doc, "", view.type(), alias, "", "return " + view.name() + "()"));
    for (SetterView setter : view.setters()) {
      parts.add(
          new AliasView(doc, "", "void", alias, setter.parameters(), view.name() + "(value)"));
    }
  }
}
