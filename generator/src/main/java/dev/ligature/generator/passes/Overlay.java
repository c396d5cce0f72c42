package dev.ligature.generator.passes;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Signature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What people know of an API and its headers do not say: which parameters are written, which hold
 * another's length, who frees a result.
 *
 * @param functions by name
 * @param callbacks by name; only their parameters count
 * @param deprecated messages by the name of an enum, a record, an alias or a variable
 */
public record Overlay(
    Map<String, FunctionNotes> functions,
    Map<String, FunctionNotes> callbacks,
    Map<String, String> deprecated) {
  public Overlay {
    functions = new LinkedHashMap<>(functions);
    callbacks = new LinkedHashMap<>(callbacks);
    deprecated = new LinkedHashMap<>(deprecated);
  }

  /**
   * What is known of a function.
   *
   * @param freeWith the function that frees its result
   * @param parameters by name, or by position from 1 ({@code "2"}) where the header has no names
   */
  public record FunctionNotes(
      Optional<Boolean> leaf,
      Optional<Boolean> errno,
      Optional<String> freeWith,
      Optional<String> deprecated,
      Map<String, ParameterNotes> parameters) {
    public FunctionNotes {
      Objects.requireNonNull(leaf, "leaf");
      Objects.requireNonNull(errno, "errno");
      Objects.requireNonNull(freeWith, "freeWith");
      Objects.requireNonNull(deprecated, "deprecated");
      parameters = new LinkedHashMap<>(parameters);
    }
  }

  /** What is known of a parameter; what is empty stays as the header has it. */
  public record ParameterNotes(
      Optional<Boolean> out,
      Optional<String> lengthParam,
      Optional<Boolean> nullable,
      Optional<String> encoding) {
    public ParameterNotes {
      Objects.requireNonNull(out, "out");
      Objects.requireNonNull(lengthParam, "lengthParam");
      Objects.requireNonNull(nullable, "nullable");
      Objects.requireNonNull(encoding, "encoding");
    }
  }

  /**
   * An IDL with its notes.
   *
   * @param unknown what the overlay names and the IDL does not have, as {@code "functions/foo"}
   */
  public record Result(Idl idl, List<String> unknown) {
    public Result {
      Objects.requireNonNull(idl, "idl");
      unknown = List.copyOf(unknown);
    }
  }

  /** {@return the IDL with the overlay's notes in it} */
  public Result apply(Idl idl) {
    Set<String> unknown = new LinkedHashSet<>();
    SequencedMap<String, Declaration.Function> newFunctions = new LinkedHashMap<>(idl.functions());
    functions.forEach(
        (name, notes) -> {
          Declaration.Function function = idl.functions().get(name);
          if (function == null) {
            unknown.add("functions/" + name);
          } else {
            newFunctions.put(name, annotate("functions/" + name, function, notes, unknown));
            notes
                .freeWith()
                .filter(other -> !idl.functions().containsKey(other))
                .ifPresent(other -> unknown.add("functions/" + name + "/freeWith: " + other));
          }
        });
    SequencedMap<String, Declaration.Callback> newCallbacks = new LinkedHashMap<>(idl.callbacks());
    callbacks.forEach(
        (name, notes) -> {
          Declaration.Callback callback = idl.callbacks().get(name);
          if (callback == null) {
            unknown.add("callbacks/" + name);
          } else {
            Signature signature =
                annotate("callbacks/" + name, callback.signature(), notes.parameters(), unknown);
            newCallbacks.put(
                name,
                new Declaration.Callback(
                    signature, callback.pointer(), callback.doc(), callback.at()));
          }
        });
    SequencedMap<String, Declaration.Enum> enums = new LinkedHashMap<>(idl.enums());
    SequencedMap<String, Declaration.Record> records = new LinkedHashMap<>(idl.records());
    SequencedMap<String, Declaration.Alias> aliases = new LinkedHashMap<>(idl.aliases());
    SequencedMap<String, Declaration.Variable> variables = new LinkedHashMap<>(idl.variables());
    deprecated.forEach(
        (name, message) -> {
          boolean known =
              enums.computeIfPresent(name, (_, e) -> deprecate(e, message)) != null
                  | records.computeIfPresent(name, (_, r) -> deprecate(r, message)) != null
                  | aliases.computeIfPresent(name, (_, a) -> deprecate(a, message)) != null
                  | variables.computeIfPresent(name, (_, v) -> deprecate(v, message)) != null;
          if (!known) {
            unknown.add("deprecated/" + name);
          }
        });
    Idl annotated =
        new Idl(
            idl.module(),
            idl.libraries(),
            idl.headers(),
            idl.targets(),
            idl.constants(),
            enums,
            records,
            aliases,
            newCallbacks,
            newFunctions,
            variables,
            idl.skipped());
    return new Result(annotated, new ArrayList<>(unknown));
  }

  private static Declaration.Function annotate(
      String place, Declaration.Function f, FunctionNotes notes, Set<String> unknown) {
    return new Declaration.Function(
        annotate(place, f.signature(), notes.parameters(), unknown),
        f.symbol(),
        f.inline(),
        f.noreturn(),
        notes.deprecated().or(f::deprecated),
        f.availability(),
        notes.leaf().orElse(f.leaf()),
        notes.errno().orElse(f.errno()),
        notes.freeWith().or(f::freeWith),
        f.doc(),
        f.at());
  }

  private static Signature annotate(
      String place, Signature s, Map<String, ParameterNotes> notes, Set<String> unknown) {
    List<Signature.Parameter> args = new ArrayList<>(s.args());
    notes.forEach(
        (name, note) -> {
          int index = indexOf(args, name);
          if (index < 0) {
            unknown.add(place + "/params/" + name);
            return;
          }
          Signature.Parameter arg = args.get(index);
          args.set(
              index,
              new Signature.Parameter(
                  arg.name(), arg.type(), arg.lowering(), annotate(arg.hints(), note)));
          note.lengthParam()
              .filter(other -> indexOf(args, other) < 0)
              .ifPresent(
                  other -> unknown.add(place + "/params/" + name + "/lengthParam: " + other));
        });
    return new Signature(
        args, s.ret(), s.retLowering(), s.variadic(), s.prototyped(), s.convention());
  }

  private static int indexOf(List<Signature.Parameter> args, String name) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).name().equals(name) || name.equals(String.valueOf(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  private static Signature.Hints annotate(Signature.Hints hints, ParameterNotes note) {
    return new Signature.Hints(
        note.out().orElse(hints.out()),
        note.lengthParam().or(hints::lengthParam),
        note.nullable().or(hints::nullable),
        note.encoding().or(hints::encoding));
  }

  private static Declaration.Enum deprecate(Declaration.Enum e, String message) {
    return new Declaration.Enum(
        e.tag(),
        e.underlying(),
        e.ctype(),
        e.members(),
        e.complete(),
        Optional.of(message),
        e.doc(),
        e.at());
  }

  private static Declaration.Record deprecate(Declaration.Record r, String message) {
    return new Declaration.Record(
        r.kind(),
        r.tag(),
        r.size(),
        r.align(),
        r.opaque(),
        r.packed(),
        r.fields(),
        Optional.of(message),
        r.doc(),
        r.at());
  }

  private static Declaration.Alias deprecate(Declaration.Alias a, String message) {
    return new Declaration.Alias(a.type(), a.lowering(), Optional.of(message), a.doc(), a.at());
  }

  private static Declaration.Variable deprecate(Declaration.Variable v, String message) {
    return new Declaration.Variable(
        v.type(), v.lowering(), v.symbol(), v.threadLocal(), Optional.of(message), v.doc(), v.at());
  }
}
