package dev.ligature.generator.cli;

import dev.ligature.idl.Idl;
import dev.ligature.idl.Skip;
import java.util.List;
import java.util.Map;

/**
 * The file of {@code --report}: JSON with what was bound, in numbers, and everything that was
 * skipped, one by one.
 *
 * <pre>
 *   { "report": "1.0", "module": "Zlib", "targets": ["x86_64-pc-linux-gnu"], "headers": ["zlib.h"],
 *     "bound": { "functions": 84, … },
 *     "skippedByReason": { "function-like-macro": 12 },
 *     "skipped": [ { "name": …, "reason": …, "detail": …, "at": "zlib.h:1824" }, … ],
 *     "outputs": [ { "path": "Zlib.luau", "skipped": [ … what only this output can't bind … ] } ] }
 * </pre>
 */
final class Report {
  private Report() {}

  /**
   * {@return the report's text}
   *
   * @param skipped what no output has
   * @param outputs by what the user called them, with what only they could not bind
   */
  static String text(Idl idl, List<Skip> skipped, Map<String, List<Skip>> outputs) {
    Summary summary = Summary.of(idl, skipped);
    StringBuilder out = new StringBuilder("{\n  \"report\": \"1.0\",\n  \"module\": ");
    out.append(Json.quote(idl.module())).append(",\n  \"targets\": [");
    String separator = "";
    for (var target : idl.targets()) {
      out.append(separator).append(Json.quote(target.triple()));
      separator = ", ";
    }
    out.append("],\n  \"headers\": [");
    separator = "";
    for (String header : idl.headers()) {
      out.append(separator).append(Json.quote(header));
      separator = ", ";
    }
    out.append("],\n  \"bound\": ");
    Summary.counts(out, summary.bound());
    out.append(",\n  \"skippedByReason\": ");
    Summary.counts(out, summary.skipped());
    out.append(",\n  \"skipped\": ");
    skips(out, skipped, "  ");
    out.append(",\n  \"outputs\": [");
    separator = "\n";
    for (Map.Entry<String, List<Skip>> output : outputs.entrySet()) {
      out.append(separator).append("    { \"path\": ").append(Json.quote(output.getKey()));
      out.append(", \"skipped\": ");
      skips(out, output.getValue(), "    ");
      out.append(" }");
      separator = ",\n";
    }
    return out.append(outputs.isEmpty() ? "]\n}\n" : "\n  ]\n}\n").toString();
  }

  private static void skips(StringBuilder out, List<Skip> skips, String indent) {
    if (skips.isEmpty()) {
      out.append("[]");
      return;
    }
    char separator = '[';
    for (Skip skip : skips) {
      out.append(separator).append('\n').append(indent).append("  { \"name\": ");
      out.append(Json.quote(skip.name()));
      out.append(", \"reason\": ").append(Json.quote(skip.reason().code()));
      out.append(", \"detail\": ").append(Json.quote(skip.detail()));
      skip.at().ifPresent(at -> out.append(", \"at\": ").append(Json.quote(at.toString())));
      out.append(" }");
      separator = ',';
    }
    out.append('\n').append(indent).append(']');
  }
}
