package dev.ligature.luau.modules;

/** Finds the module that a path given to {@code require} means. */
@FunctionalInterface
public interface ModuleResolver {

  /**
   * {@return the module, or why there is none}
   *
   * @param requirer the chunk name of the module that requires, such as {@code @./main.luau}
   * @param path the argument of {@code require}
   */
  Resolution resolve(String requirer, String path);

  /** What became of a path. */
  sealed interface Resolution {

    /**
     * A module.
     *
     * @param key equal for paths that mean the same module, which is run once
     * @param chunkName its chunk name, from which it requires others
     * @param source its source text
     */
    record Found(String key, String chunkName, byte[] source) implements Resolution {}

    /** No module, and the reason as the end of a sentence. */
    record Missing(String reason) implements Resolution {}
  }
}
