package dev.ligature.generator.header;

import java.util.List;

/**
 * Which files' declarations are wanted. Types that those need come along from any file.
 *
 * @param allowHeaders globs over include-style names ({@code "openssl/*.h"}, {@code "win*.h"}); a
 *     glob without a slash looks at the last component of the name, {@code **} crosses slashes. If
 *     there are any, they alone decide. If there are none, the headers of the command line and
 *     their own trees are wanted
 * @param everything whether every file is wanted, the C library's included
 */
public record Selection(List<String> allowHeaders, boolean everything) {
  /** The headers of the command line and their own trees. */
  public static final Selection OWN = new Selection(List.of(), false);

  public Selection {
    allowHeaders = List.copyOf(allowHeaders);
  }
}
