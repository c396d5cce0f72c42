package dev.ligature.idl;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * All that a binding needs to know of a set of headers: the contract between frontend and
 * templates. Maps keep the headers' order; see {@link Declaration} for their keys.
 *
 * @param module the name of the binding module, an identifier
 * @param libraries what to load, by {@link Target#os()}; empty for the process itself
 * @param headers as they were named on the command line, without directories that only this machine
 *     has
 * @param targets the platforms for which it holds; one, unless it was merged
 * @param constants macros by name
 * @param enums by key
 * @param records structs and unions by key
 * @param aliases typedefs by name
 * @param callbacks typedefs of function types by name
 * @param functions by name
 * @param variables by name
 * @param skipped what was left out of what was wanted
 */
public record Idl(
    String module,
    SequencedMap<String, String> libraries,
    List<String> headers,
    List<Target> targets,
    SequencedMap<String, Declaration.Constant> constants,
    SequencedMap<String, Declaration.Enum> enums,
    SequencedMap<String, Declaration.Record> records,
    SequencedMap<String, Declaration.Alias> aliases,
    SequencedMap<String, Declaration.Callback> callbacks,
    SequencedMap<String, Declaration.Function> functions,
    SequencedMap<String, Declaration.Variable> variables,
    List<Skip> skipped) {

  /** The version of the format that this code reads and writes. */
  public static final String VERSION = "1.0";

  /** The id of the JSON Schema of {@link #VERSION}: resolved from the jar, never fetched. */
  public static final String SCHEMA_ID = "urn:ligature:idl:1.0";

  public Idl {
    Objects.requireNonNull(module, "module");
    libraries = copy(libraries);
    headers = List.copyOf(headers);
    targets = List.copyOf(targets);
    constants = copy(constants);
    enums = copy(enums);
    records = copy(records);
    aliases = copy(aliases);
    callbacks = copy(callbacks);
    functions = copy(functions);
    variables = copy(variables);
    skipped = List.copyOf(skipped);
  }

  private static <V> SequencedMap<String, V> copy(Map<String, V> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }

  /**
   * {@return the one target of an IDL that is not merged}
   *
   * @throws IllegalStateException if it is merged
   */
  public Target target() {
    if (targets.size() != 1) {
      throw new IllegalStateException(module + " has " + targets.size() + " targets");
    }
    return targets.getFirst();
  }

  /** {@return this IDL with another module name} */
  public Idl withModule(String module) {
    return new Idl(
        module, libraries, headers, targets, constants, enums, records, aliases, callbacks,
        functions, variables, skipped);
  }

  /** {@return this IDL with other libraries} */
  public Idl withLibraries(SequencedMap<String, String> libraries) {
    return new Idl(
        module, libraries, headers, targets, constants, enums, records, aliases, callbacks,
        functions, variables, skipped);
  }

  /** {@return this IDL with other functions} */
  public Idl withFunctions(SequencedMap<String, Declaration.Function> functions) {
    return new Idl(
        module, libraries, headers, targets, constants, enums, records, aliases, callbacks,
        functions, variables, skipped);
  }

  /** {@return this IDL with another list of what was left out} */
  public Idl withSkipped(List<Skip> skipped) {
    return new Idl(
        module, libraries, headers, targets, constants, enums, records, aliases, callbacks,
        functions, variables, skipped);
  }

  /**
   * {@return the type behind qualifiers and typedef names; a callback's name gives the function
   * type or the pointer to it}
   *
   * @throws IllegalArgumentException if an alias is not in this IDL
   */
  public Type resolve(Type type) {
    Type current = type.unqualified();
    while (current instanceof Type.AliasRef(String name)) {
      Declaration.Alias alias = aliases.get(name);
      if (alias != null) {
        current = alias.type().unqualified();
        continue;
      }
      Declaration.Callback callback = callbacks.get(name);
      if (callback == null) {
        throw new IllegalArgumentException("no alias '" + name + "' in " + module);
      }
      Type function = new Type.Function(callback.signature());
      return callback.pointer() ? new Type.Pointer(function) : function;
    }
    return current;
  }
}
