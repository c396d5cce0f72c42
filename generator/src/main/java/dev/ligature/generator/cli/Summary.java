package dev.ligature.generator.cli;

import dev.ligature.idl.Declaration;
import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What was bound and what was skipped, in numbers.
 *
 * @param bound by kind, in the order of the IDL
 * @param skipped by reason code
 */
record Summary(String module, SequencedMap<String, Integer> bound, Map<String, Integer> skipped) {

  static Summary of(Idl idl, List<Skip> skips) {
    SequencedMap<String, Integer> bound = new LinkedHashMap<>();
    bound.put("functions", idl.functions().size());
    bound.put("variables", idl.variables().size());
    bound.put("constants", idl.constants().size());
    bound.put("records", idl.records().size());
    bound.put("enums", idl.enums().size());
    bound.put("aliases", idl.aliases().size());
    bound.put("callbacks", idl.callbacks().size());
    // What a header defines inline is in the IDL, but no binding can call it.
    for (Declaration.Function function : idl.functions().values()) {
      if (function.inline()) {
        bound.merge("functions", -1, Integer::sum);
      }
    }
    Map<String, Integer> skipped = new TreeMap<>();
    for (Skip skip : skips) {
      skipped.merge(skip.reason().code(), 1, Integer::sum);
    }
    return new Summary(idl.module(), bound, skipped);
  }

  private int skippedTotal() {
    int total = 0;
    for (int count : skipped.values()) {
      total += count;
    }
    return total;
  }

  /** {@return one line for a person} */
  String text() {
    StringBuilder out = new StringBuilder(module).append(": bound ");
    String separator = "";
    for (Map.Entry<String, Integer> entry : bound.entrySet()) {
      if (entry.getValue() > 0) {
        out.append(separator).append(entry.getValue()).append(' ');
        out.append(entry.getValue() == 1 ? singular(entry.getKey()) : entry.getKey());
        separator = ", ";
      }
    }
    if (separator.isEmpty()) {
      out.append("nothing");
    }
    out.append("; skipped ").append(skippedTotal());
    separator = " (";
    for (Map.Entry<String, Integer> entry : skipped.entrySet()) {
      out.append(separator).append(entry.getValue()).append(' ').append(entry.getKey());
      separator = ", ";
    }
    return separator.equals(" (") ? out.toString() : out.append(')').toString();
  }

  private static String singular(String kind) {
    return kind.equals("aliases") ? "alias" : kind.substring(0, kind.length() - 1);
  }

  /** {@return the same as one line of JSON} */
  String json() {
    StringBuilder out = new StringBuilder("{\"summary\":{\"module\":");
    out.append(Json.quote(module)).append(",\"bound\":");
    counts(out, bound);
    out.append(",\"skipped\":");
    counts(out, skipped);
    return out.append("}}").toString();
  }

  static void counts(StringBuilder out, Map<String, Integer> counts) {
    char separator = '{';
    for (Map.Entry<String, Integer> entry : counts.entrySet()) {
      out.append(separator).append(Json.quote(entry.getKey())).append(':').append(entry.getValue());
      separator = ',';
    }
    out.append(counts.isEmpty() ? "{}" : "}");
  }
}
