package dev.ligature.generator.passes;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody meant to type. */
public final class Spelling {
  private Spelling() {}

  /**
   * {@return the candidate nearest to a name, the first of several; empty if none is near enough}
   *
   * @param slips the greatest number of letters that may be wrong, missing or too many
   */
  public static Optional<String> nearest(String name, Collection<String> candidates, int slips) {
    Optional<String> nearest = Optional.empty();
    int least = slips + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) < least) {
        int distance = distance(name, candidate);
        if (distance < least) {
          least = distance;
          nearest = Optional.of(candidate);
        }
      }
    }
    return nearest;
  }

  /** The same with as many slips as a name of that length is still recognised by. */
  static Optional<String> nearest(String name, Collection<String> candidates) {
    return nearest(name, candidates, Math.min(name.length() / 2, 3));
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
