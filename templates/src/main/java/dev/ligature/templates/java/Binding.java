package dev.ligature.templates.java;

import dev.ligature.idl.Idl;
import dev.ligature.idl.Location;
import dev.ligature.idl.Skip;
import dev.ligature.idl.Target;
import dev.ligature.templates.Callability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the builders of one binding share: the IDL, the names given so far, and what is left out.
 */
final class Binding {
  final Idl idl;
  final Target target;
  final String className;
  final ClassNames classes;
  final RecordLayouts layouts;
  final Callability callability;

  /** The Java name of each macro constant and enumerator. */
  final FieldNames fields;

  /** Static methods: functions, accessors of variables, aliases. */
  final NameScope methods = new NameScope(JavaNames.NOT_METHODS, false);

  private final List<Skip> skipped = new ArrayList<>();
  private final Map<String, Problem> problems = new HashMap<>();

  Binding(Idl idl, String className) {
    this.idl = idl;
    this.target = idl.targets().getFirst();
    this.className = className;
    this.fields = new FieldNames(idl);
    this.classes = new ClassNames(idl, className, fields.all());
    this.layouts = new RecordLayouts(idl, classes);
    this.callability = new Callability(idl);
  }

  /** {@return whether a JVM can run code of the target: none has 32 bits any more} */
  Optional<Problem> problemOfTarget() {
    return target.pointerSize() == 8
        ? Optional.empty()
        : Optional.of(
            new Problem(
                Skip.Reason.CALLING_CONVENTION,
                "a 64-bit JVM cannot call code for " + target.triple()));
  }

  void skip(String name, Location at, Problem problem) {
    problems.put(name, problem);
    skipped.add(problem.skip(name, at));
  }

  /** {@return why the declaration of that name was left out, if it was} */
  Optional<Problem> problem(String name) {
    return Optional.ofNullable(problems.get(name));
  }

  /** {@return what was left out, by kind of declaration and in the header's order} */
  List<Skip> skipped() {
    return List.copyOf(skipped);
  }
}
