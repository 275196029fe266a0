// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.vestibule.messages.CommandKind;
import org.vestibule.messages.EventCatalog;

/** Every way to break whoever was there before is found and named, and nothing else is. */
class CompatibilityTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonSchemas SCHEMAS =
      new JsonSchemas(new RecordDocs(Path.of(System.getProperty("vestibule.root"))));

  @Test
  void whatDidNotChangeBreaksNothing() {
    EventCatalog.all()
        .forEach(
            kind ->
                assertThat(
                        Compatibility.breaks(
                            SCHEMAS.event(kind), SCHEMAS.event(kind), Compatibility.Way.SENT))
                    .isEmpty());
    CommandKind.all()
        .forEach(
            kind ->
                assertThat(
                        Compatibility.breaks(
                            SCHEMAS.command(kind),
                            SCHEMAS.command(kind),
                            Compatibility.Way.RECEIVED))
                    .isEmpty());
  }

  @Test
  void aFieldThatIsGoneIsNamed() {
    assertThat(event("visit/opened", s -> story(s).remove("door")))
        .containsExactly("after.door: was removed");
    assertThat(command("door-hold", s -> properties(s).remove("seconds")))
        .contains("seconds: was removed");
  }

  @Test
  void anotherTypeIsNamed() {
    assertThat(event("visit/opened", s -> at(story(s), "presses").put("type", "string")))
        .containsExactly("after.presses: its type was integer and is string");
    assertThat(event("door/state", s -> at(properties(s), "at").remove("format")))
        .containsExactly("at: its format was date-time and is open");
    assertThat(command("door-open", s -> at(properties(s), "door").put("pattern", "^[0-9]$")))
        .singleElement()
        .asString()
        .startsWith("door: its form was");
  }

  @Test
  void aReaderIsNotToldLess() {
    assertThat(
            event(
                "visit/opened",
                s -> drop((ArrayNode) def(s, "VisitStory").get("required"), "station")))
        .containsExactly("after.station: may be missing now");
  }

  @Test
  void aWriterIsNotAskedForMore() {
    assertThat(command("door-open", s -> ((ArrayNode) s.get("required")).add("issuedAt")))
        .containsExactly("issuedAt: is needed now");
    assertThat(
            command(
                "door-open",
                s -> {
                  properties(s).putObject("reason").put("type", "string");
                  ((ArrayNode) s.get("required")).add("reason");
                }))
        .containsExactly("reason: is needed now");
  }

  @Test
  void wordsAreNotTakenFromWritersNorGivenToReaders() {
    ObjectNode former = choice("A", "B");

    assertThat(Compatibility.breaks(former, choice("A"), Compatibility.Way.RECEIVED))
        .containsExactly("mode: may no longer be B");
    assertThat(Compatibility.breaks(former, choice("A", "B", "C"), Compatibility.Way.RECEIVED))
        .isEmpty();
    assertThat(Compatibility.breaks(former, choice("A", "B", "C"), Compatibility.Way.SENT))
        .containsExactly("mode: may be C, too");
    assertThat(Compatibility.breaks(former, choice("A"), Compatibility.Way.SENT)).isEmpty();
    ObjectNode any = choice("A", "B");
    at(properties(any), "mode").remove("enum");
    assertThat(Compatibility.breaks(former, any, Compatibility.Way.SENT))
        .containsExactly("mode: may be any word");
    assertThat(Compatibility.breaks(any, former, Compatibility.Way.RECEIVED))
        .containsExactly("mode: may be some words only");
    assertThat(
            event(
                "door/state",
                s -> ((ArrayNode) at(properties(s), "after").get("enum")).add("AJAR")))
        .containsExactly("after: may be AJAR, too");
  }

  @Test
  void aWordWhereAnyMayComeBreaksNothing() {
    assertThat(
            event(
                "door/alarm-raised",
                s -> ((ArrayNode) at(properties(s), "alarm").get("examples")).add("FLOOD")))
        .isEmpty();
  }

  @Test
  void boundsAreNotNarrowedForWriters() {
    assertThat(command("door-hold", s -> at(properties(s), "seconds").put("maximum", 60)))
        .containsExactly("seconds: was 1 to 300 and is 1 to 60");
    assertThat(command("door-hold", s -> at(properties(s), "seconds").put("maximum", 600)))
        .isEmpty();
  }

  @Test
  void aClassIsNotChangedInSilence() {
    assertThat(event("visit/opened", s -> at(story(s), "claimedName").put("x-data-class", "event")))
        .containsExactly("after.claimedName: its class was personal and is event");
  }

  @Test
  void anAlternativeThatReadersDoNotKnowIsNamed() {
    assertThat(
            event(
                "door/answered",
                s -> {
                  ObjectNode jammed = ((ObjectNode) s.get("$defs")).putObject("DoorOutcome.Jammed");
                  jammed.putObject("properties").putObject("type").put("const", "Jammed");
                  ((ArrayNode) at(properties(s), "outcome").get("oneOf"))
                      .addObject()
                      .put("$ref", "#/$defs/DoorOutcome.Jammed");
                }))
        .containsExactly("outcome: may be Jammed, too");
    assertThat(
            event(
                "door/answered",
                s -> ((ObjectNode) def(s, "DoorOutcome.Denied").get("properties")).remove("code")))
        .containsExactly("outcome.Denied.code: was removed");
  }

  @Test
  void aFurtherFieldBreaksNothing() {
    assertThat(event("visit/opened", s -> story(s).putObject("weather").put("type", "string")))
        .isEmpty();
    assertThat(command("door-open", s -> properties(s).putObject("reason").put("type", "string")))
        .isEmpty();
  }

  private static List<String> event(String topic, Consumer<ObjectNode> change) {
    ObjectNode former = SCHEMAS.event(EventCatalog.of(topic).orElseThrow());
    return Compatibility.breaks(former, changed(former, change), Compatibility.Way.SENT);
  }

  private static List<String> command(String name, Consumer<ObjectNode> change) {
    ObjectNode former = SCHEMAS.command(CommandKind.of(name).orElseThrow());
    return Compatibility.breaks(former, changed(former, change), Compatibility.Way.RECEIVED);
  }

  private static ObjectNode changed(ObjectNode former, Consumer<ObjectNode> change) {
    ObjectNode later = former.deepCopy();
    change.accept(later);
    assertThat(later).as("the change changed nothing").isNotEqualTo(former);
    return later;
  }

  private static ObjectNode properties(JsonNode schema) {
    return (ObjectNode) schema.get("properties");
  }

  private static ObjectNode at(ObjectNode properties, String name) {
    return (ObjectNode) properties.get(name);
  }

  private static ObjectNode def(JsonNode schema, String name) {
    return (ObjectNode) schema.get("$defs").get(name);
  }

  private static ObjectNode story(JsonNode schema) {
    return properties(def(schema, "VisitStory"));
  }

  private static ObjectNode choice(String... words) {
    ObjectNode schema = MAPPER.createObjectNode();
    ArrayNode all = schema.putObject("properties").putObject("mode").putArray("enum");
    for (String word : words) {
      all.add(word);
    }
    return schema;
  }

  private static void drop(ArrayNode list, String word) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).asText().equals(word)) {
        list.remove(i);
      }
    }
  }
}
