package dev.ligature.generator.cli;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A file that people write in YAML or in JSON, which is YAML too, checked against a schema: errors
 * name the line and the place.
 *
 * @param root an object that the schema allows
 */
record YamlDocument(Path file, JsonNode root) {

  /**
   * Reads a file.
   *
   * @param schema the name of a resource beside this class
   * @throws UserException if it cannot be read, is malformed, or the schema does not allow it
   */
  static YamlDocument read(Path file, String schema) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw FileErrors.reading(file, e);
    }
    YAMLMapper mapper =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    Map<String, Integer> lines;
    JsonNode root;
    try {
      lines = lines(mapper, text);
      root = mapper.readTree(text);
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new UserException(
          ExitCode.USAGE, file + ":" + line + ": " + firstLine(e.getOriginalMessage()), e);
    }
    if (root.isMissingNode() || root.isNull()) {
      root = JsonNodeFactory.instance.objectNode(); // nothing but comments
    }
    SortedMap<Integer, String> problems = new TreeMap<>();
    for (Error error : relevant(validate(root, schema))) {
      String pointer = error.getInstanceLocation().toString();
      int line = line(lines, pointer, error);
      String problem = file + ":" + line + ": " + message(pointer, error);
      problems.merge(line, problem, (a, b) -> a + "\n" + b);
    }
    if (!problems.isEmpty()) {
      throw new UserException(ExitCode.USAGE, String.join("\n", problems.values()));
    }
    return new YamlDocument(file, root);
  }

  private static List<Error> validate(JsonNode root, String schema) {
    try (InputStream in = YamlDocument.class.getResourceAsStream(schema)) {
      if (in == null) {
        throw new IllegalStateException(schema + " is not in the jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON)
          .validate(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An alternative that does not fit says so once for itself and once for each of its branches. */
  private static List<Error> relevant(List<Error> errors) {
    List<Error> alternatives = new ArrayList<>();
    for (Error error : errors) {
      if ("oneOf".equals(error.getKeyword())) {
        alternatives.add(error);
      }
    }
    List<Error> relevant = new ArrayList<>();
    for (Error error : errors) {
      boolean branch = false;
      for (Error alternative : alternatives) {
        branch |=
            error != alternative
                && error
                    .getInstanceLocation()
                    .toString()
                    .startsWith(alternative.getInstanceLocation().toString());
      }
      if (!branch) {
        relevant.add(error);
      }
    }
    return relevant;
  }

  private static String message(String pointer, Error error) {
    String place = pointer.isEmpty() ? "" : pointer + ": ";
    return switch (error.getKeyword()) {
      case "additionalProperties" -> place + "unknown key '" + error.getProperty() + "'";
      case "oneOf" ->
          place + "found " + shortened(error.getInstanceNode()) + ", expected " + shapes(error);
      default -> place + error.getMessage();
    };
  }

  private static String shapes(Error error) {
    Set<String> shapes = new LinkedHashSet<>();
    for (JsonNode branch : error.getSchemaNode()) {
      switch (branch.path("type").asString("")) {
        case "string" -> shapes.add("a text");
        case "object" -> shapes.add("a map");
        default -> shapes.add("a list of texts");
      }
    }
    return String.join(" or ", shapes);
  }

  private static String shortened(JsonNode node) {
    String text = String.valueOf(node);
    return text.length() <= 40 ? text : text.substring(0, 37) + "...";
  }

  private static int line(Map<String, Integer> lines, String pointer, Error error) {
    if (error.getProperty() != null) {
      Integer line = lines.get(pointer + "/" + escape(error.getProperty()));
      if (line != null) {
        return line;
      }
    }
    return lines.getOrDefault(pointer, 1);
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("malformed").strip();
  }

  /** {@return the line of each value by its JSON pointer} */
  private static Map<String, Integer> lines(YAMLMapper mapper, String text) {
    Map<String, Integer> lines = new HashMap<>();
    try (JsonParser parser = mapper.createParser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String pointer = parser.streamReadContext().pathAsPointer().toString();
        lines.putIfAbsent(pointer, parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }
}
