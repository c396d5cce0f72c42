package dev.ligature.luau.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A function with its parameters and body; the main chunk is one too, of depth 0 and with varargs.
 *
 * @param name the name for {@code debug.info} and error messages, empty where it has none
 * @param self the implicit {@code self} of {@code function a:b()}; it is also the first parameter
 * @param parameters all parameters, {@code self} included
 * @param depth how many functions enclose it
 * @param scope what the parser learnt of its use of variables
 */
public record FunctionBody(
    Span span,
    Optional<String> name,
    List<Attribute> attributes,
    Generics generics,
    Optional<LocalVar> self,
    List<LocalVar> parameters,
    boolean vararg,
    Stat.Block body,
    int depth,
    FunctionScope scope) {

  /** {@return the same function under another name} */
  FunctionBody named(String newName) {
    return new FunctionBody(
        span,
        Optional.of(newName),
        attributes,
        generics,
        self,
        parameters,
        vararg,
        body,
        depth,
        scope);
  }
}
