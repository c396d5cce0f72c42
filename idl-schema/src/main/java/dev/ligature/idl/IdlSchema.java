package dev.ligature.idl;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of the IDL, which travels in the jar under the id {@link Idl#SCHEMA_ID}. */
public final class IdlSchema {
  private static final String RESOURCE = "idl-1.0.schema.json";

  private IdlSchema() {}

  /** Parsed on first use: only {@code bindgen validate} needs it. */
  private static final class Holder {
    static final Schema SCHEMA =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry ->
                    registry.schemaRegistryConfig(
                        SchemaRegistryConfig.builder()
                            .locale(Locale.ROOT)
                            // An integer is written as one: 1.0 is none.
                            .losslessNarrowing(false)
                            .build()))
            .getSchema(withFloatingBounds(new JsonMapper().readTree(text())));

    /** The validator throws where it compares an integral bound with a number like 1e300. */
    private static JsonNode withFloatingBounds(JsonNode schema) {
      if (schema instanceof ObjectNode object) {
        for (String bound : List.of("minimum", "maximum")) {
          if (object.path(bound).isIntegralNumber()) {
            object.put(bound, object.get(bound).doubleValue());
          }
        }
      }
      schema.forEach(Holder::withFloatingBounds);
      return schema;
    }
  }

  /** {@return the text of the schema} */
  public static String text() {
    try (InputStream in = IdlSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return what the schema does not allow in the document; empty if it is valid}
   *
   * <p>The schema cannot say that names lead somewhere or that a value fits its type: {@link
   * IdlReader} checks that.
   */
  public static List<Violation> validate(String json) {
    if (json.isBlank()) {
      return List.of(new Violation("", "no JSON: the document is empty"));
    }
    List<Error> errors;
    try {
      errors = Holder.SCHEMA.validate(json, InputFormat.JSON);
    } catch (JacksonException e) {
      return List.of(new Violation("", JsonErrors.message(e, place(e))));
    }
    return SchemaErrors.relevant(errors).stream().map(SchemaErrors::violation).toList();
  }

  private static TokenStreamLocation place(JacksonException e) {
    return e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
  }
}
