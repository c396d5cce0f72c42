package dev.ligature.templates.java;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Names that must differ from each other. Who comes first keeps its name, who comes later gets
 * underscores.
 */
final class NameScope {
  /** Longer names would make file names of classes that file systems refuse. */
  private static final int MAX_LENGTH = 120;

  private final boolean ignoreCase;
  private final Set<String> fixed;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param fixed names that nothing here may have
   * @param ignoreCase whether names that differ in case alone collide, as files do on Windows and
   *     macOS
   */
  NameScope(Set<String> fixed, boolean ignoreCase) {
    this.fixed = fixed;
    this.ignoreCase = ignoreCase;
  }

  /** {@return {@code wish}, or what is nearest to it and free; it is taken from now on} */
  String claim(String wish) {
    String name = wish;
    if (name.length() > MAX_LENGTH) {
      CRC32 crc = new CRC32();
      crc.update(name.getBytes(StandardCharsets.UTF_8));
      name = name.substring(0, MAX_LENGTH) + "_" + Long.toHexString(crc.getValue());
    }
    while (fixed.contains(name) || !taken.add(key(name))) {
      name += "_";
    }
    return name;
  }

  private String key(String name) {
    return ignoreCase ? name.toLowerCase(Locale.ROOT) : name;
  }
}
