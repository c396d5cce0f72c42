package dev.ligature.generator.passes;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps what {@code --allow} names and drops what {@code --block} names. A pattern has to match the
 * whole name; a struct, union or enum goes by its tag ({@code stat}) or its full key ({@code struct
 * stat}), an enum by any of its members too. Types that a kept declaration needs stay; a blocked
 * struct that is only pointed to stays without its members.
 *
 * @param allow empty for everything
 * @param block wins over {@code allow}
 */
public record Filter(List<Pattern> allow, List<Pattern> block) {
  public Filter {
    allow = List.copyOf(allow);
    block = List.copyOf(block);
  }

  /**
   * {@return the IDL with what the patterns keep} The result's {@code skipped} has what they took
   * away, and what had been skipped before and they would have taken away, with its own reason.
   */
  public PassResult apply(Idl idl) {
    if (allow.isEmpty() && block.isEmpty()) {
      return PassResult.of(idl);
    }
    Removal removal =
        new Removal(idl, Skip.Reason.FILTERED, "used by nothing but what --block removes");
    Declarations.forEach(
        idl,
        (key, declaration) -> {
          if (matches(block, key, declaration)) {
            removal.remove(key, declaration, Skip.Reason.FILTERED, "matched by --block");
          } else if (matches(allow, key, declaration)) {
            removal.want(declaration);
          } else if (!allow.isEmpty()) {
            removal.unwant(key, declaration, Skip.Reason.FILTERED, "not matched by --allow");
          }
        });
    PassResult result = removal.apply();
    List<Skip> skipped = new ArrayList<>();
    List<Skip> left = new ArrayList<>();
    idl.skipped().forEach(skip -> (keeps(skip) ? left : skipped).add(skip));
    skipped.addAll(result.skipped());
    return new PassResult(result.idl().withSkipped(left), skipped);
  }

  /** {@return whether a declaration would have stayed, had it not been skipped before} */
  private boolean keeps(Skip skip) {
    return (allow.isEmpty() || matches(allow, skip)) && !matches(block, skip);
  }

  private static boolean matches(List<Pattern> patterns, Skip skip) {
    String plain = Declarations.plainName(skip.name());
    return patterns.stream()
        .anyMatch(
            pattern -> pattern.matcher(skip.name()).matches() || pattern.matcher(plain).matches());
  }

  /**
   * {@return the patterns that match nothing that the headers declare, not even what is skipped}
   */
  public List<Unmatched> unmatched(Idl idl) {
    Set<Pattern> left = new LinkedHashSet<>(allow);
    left.addAll(block);
    if (left.isEmpty()) {
      return List.of();
    }
    idl.skipped().forEach(skip -> left.removeIf(pattern -> matches(List.of(pattern), skip)));
    Declarations.forEach(
        idl,
        (key, declaration) ->
            left.removeIf(pattern -> matches(List.of(pattern), key, declaration)));
    if (left.isEmpty()) {
      return List.of();
    }
    Set<String> names = Declarations.names(idl);
    List<Unmatched> unmatched = new ArrayList<>();
    for (Pattern pattern : left) {
      unmatched.add(
          new Unmatched(
              (allow.contains(pattern) ? "--allow '" : "--block '") + pattern + "'",
              "the names that the headers declare (" + names.size() + ")",
              Unmatched.meant(pattern, names)
                  .orElse("what other files declare needs --allow-header or --everything")));
    }
    return unmatched;
  }

  private static boolean matches(List<Pattern> patterns, String key, Declaration declaration) {
    String plain = Declarations.plainName(key);
    for (Pattern pattern : patterns) {
      if (pattern.matcher(key).matches() || pattern.matcher(plain).matches()) {
        return true;
      }
      if (declaration instanceof Declaration.Enum e) {
        for (Declaration.Enumerator member : e.members()) {
          if (pattern.matcher(member.name()).matches()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
