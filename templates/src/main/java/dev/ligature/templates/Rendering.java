package dev.ligature.templates;

import dev.ligature.idl.Skip;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a template wrote.
 *
 * @param files the text of each file by its path, relative and with forward slashes; lines end in
 *     {@code \n}
 * @param skipped what the IDL declares and this output cannot bind, in the IDL's order; the IDL's
 *     own skips are not repeated
 */
public record Rendering(SequencedMap<String, String> files, List<Skip> skipped) {
  public Rendering {
    files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
    skipped = List.copyOf(skipped);
  }
}
