package dev.ligature.generator.cli;

import dev.ligature.generator.passes.Overlay;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The file of {@code --overlay}; its schema is {@code overlay.schema.json}. */
final class OverlayFile {
  private static final String SCHEMA = "overlay.schema.json";

  private OverlayFile() {}

  /**
   * {@return what the file says}
   *
   * @throws UserException if it cannot be read or is malformed
   */
  static Overlay read(Path file) {
    JsonNode root = YamlDocument.read(file, SCHEMA).root();
    Map<String, String> deprecated = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("deprecated").properties()) {
      deprecated.put(entry.getKey(), entry.getValue().stringValue());
    }
    return new Overlay(
        functions(root.path("functions")), functions(root.path("callbacks")), deprecated);
  }

  private static Map<String, Overlay.FunctionNotes> functions(JsonNode section) {
    Map<String, Overlay.FunctionNotes> notes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : section.properties()) {
      JsonNode node = entry.getValue();
      Map<String, Overlay.ParameterNotes> parameters = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> parameter : node.path("params").properties()) {
        JsonNode p = parameter.getValue();
        parameters.put(
            parameter.getKey(),
            new Overlay.ParameterNotes(
                bool(p, "out"),
                string(p, "lengthParam"),
                bool(p, "nullable"),
                string(p, "encoding")));
      }
      notes.put(
          entry.getKey(),
          new Overlay.FunctionNotes(
              bool(node, "leaf"),
              bool(node, "errno"),
              string(node, "freeWith"),
              string(node, "deprecated"),
              parameters));
    }
    return notes;
  }

  private static Optional<Boolean> bool(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
  }

  private static Optional<String> string(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }
}
