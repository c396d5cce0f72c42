package dev.ligature.luau;

/** A function of the host that scripts can call. */
@FunctionalInterface
public interface HostFunction {

  /**
   * Runs the function.
   *
   * @param arguments Luau values: {@code null} for nil, {@link Boolean}, {@link Double}, or classes
   *     of {@code dev.ligature.luau.vm}; {@link Luau#toJava} converts them
   * @return a value as {@link Luau#toLuau} takes it, or an {@code Object[]} of several or no
   *     results
   * @throws Exception which becomes a Luau error with its message; an {@code
   *     IllegalArgumentException} gives the message alone, others with their class
   */
  Object call(Object... arguments) throws Exception;
}
