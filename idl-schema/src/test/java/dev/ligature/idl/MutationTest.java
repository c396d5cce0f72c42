package dev.ligature.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document that is no IDL is refused by the schema and by the reader alike. */
class MutationTest {
  private static final JsonMapper JSON = new JsonMapper();

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothRefuseAnUnknownKey(long seed) {
    JsonNode document = JSON.readTree(IdlWriter.write(RandomIdl.of(seed)));
    List<ObjectNode> objects = new ArrayList<>();
    collect(document, objects);
    objects.get(new Random(seed).nextInt(objects.size())).put("Unknown key", 1);
    assertRefused(document);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothRefuseAValueOfAnotherType(long seed) {
    JsonNode document = JSON.readTree(IdlWriter.write(RandomIdl.of(seed)));
    List<ObjectNode> objects = new ArrayList<>();
    collect(document, objects);
    Random random = new Random(seed);
    ObjectNode object = objects.get(random.nextInt(objects.size()));
    List<String> keys = List.copyOf(object.propertyNames());
    if (!keys.isEmpty()) {
      object.set(keys.get(random.nextInt(keys.size())), JsonNodeFactory.instance.nullNode());
      assertRefused(document);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theReaderNeverThrowsAnythingElse(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(IdlWriter.write(RandomIdl.of(seed)));
    for (int i = 0; i < 3; i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.setCharAt(at, (char) random.nextInt(128));
        default -> text.insert(at, "\"{}[],:1e-".charAt(random.nextInt(10)));
      }
    }
    try {
      Idl idl = IdlReader.read(text.toString());
      assertThat(IdlReader.read(IdlWriter.write(idl))).isEqualTo(idl);
    } catch (IdlException e) {
      assertThat(e).hasMessageContaining(e.pointer());
    }
    IdlSchema.validate(text.toString());
  }

  private static void assertRefused(JsonNode document) {
    String json = document.toString();
    assertThat(IdlSchema.validate(json)).as(json).isNotEmpty();
    assertThatThrownBy(() -> IdlReader.read(json)).isInstanceOf(IdlException.class);
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    switch (node) {
      case ObjectNode object -> {
        objects.add(object);
        object.forEach(inner -> collect(inner, objects));
      }
      case ArrayNode array -> array.forEach(inner -> collect(inner, objects));
      default -> {}
    }
  }
}
