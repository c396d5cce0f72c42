package dev.ligature.generator.exports;

import dev.ligature.ffi.exports.Export;
import dev.ligature.ffi.exports.ExportException;
import dev.ligature.ffi.exports.ExportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A text-based stub ({@code .tbd}), versions 1 to 4: YAML with the names that a dylib of Apple's
 * SDK exports.
 */
final class TextStub {
  private TextStub() {}

  static ExportTable read(String text, String what) throws ExportException {
    List<Export> exports = new ArrayList<>();
    Optional<String> installName = Optional.empty();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(text)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (installName.isEmpty() && document.path("install-name").isString()) {
          installName = Optional.of(document.path("install-name").stringValue());
        }
        for (String list : List.of("exports", "reexports")) {
          for (JsonNode entry : document.path(list)) {
            add(exports, entry.path("symbols"), Export.Kind.UNKNOWN);
            add(exports, entry.path("weak-symbols"), Export.Kind.UNKNOWN);
            add(exports, entry.path("weak-def-symbols"), Export.Kind.UNKNOWN);
            add(exports, entry.path("thread-local-symbols"), Export.Kind.THREAD_LOCAL);
          }
        }
      }
    } catch (JacksonException e) {
      throw new ExportException(what + ": " + e.getOriginalMessage());
    }
    return new ExportTable(ExportTable.Format.MACH_O, Optional.empty(), installName, exports);
  }

  private static void add(List<Export> exports, JsonNode names, Export.Kind kind) {
    for (JsonNode node : names) {
      if (node.isString()) {
        String linkName = node.stringValue();
        String name = linkName.startsWith("_") ? linkName.substring(1) : linkName;
        Export plain = Export.of(name, kind);
        exports.add(
            new Export(
                name, linkName, kind, plain.ordinal(), false, plain.forwarder(), plain.version()));
      }
    }
  }
}
