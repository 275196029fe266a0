// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.messages.CommandKind;
import org.vestibule.messages.CommandMessages;
import org.vestibule.messages.EventCatalog;
import org.vestibule.messages.EventKind;
import org.vestibule.messages.Examples;
import org.vestibule.messages.Form;
import org.vestibule.messages.HouseEvents;

/** Somebody else's validator holds our messages to our schemas. */
class SchemasTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("vestibule.root"));
  private static final JsonSchemas SCHEMAS = new JsonSchemas(new RecordDocs(ROOT));

  @Test
  void everySchemaIsOne() throws Exception {
    for (Map.Entry<String, String> file : ContractFiles.of(ROOT).entrySet()) {
      if (file.getKey().endsWith(".schema.json")) {
        assertThat(Validator.errorsOfSchema(MAPPER.readTree(file.getValue())))
            .as(file.getKey())
            .isEmpty();
      }
    }
  }

  @Test
  void everyFormOfEveryEventIsAsItsSchemaSays() {
    JsonNode envelope = SCHEMAS.envelope();
    for (EventKind kind : EventCatalog.all()) {
      JsonNode schema = SCHEMAS.event(kind);
      for (Form form : forms(kind)) {
        assertThat(Validator.errors(schema, form.event().data()))
            .as(kind + " " + form.classes())
            .isEmpty();
        assertThat(Validator.errors(envelope, form.event().tree())).as(kind.topic()).isEmpty();
      }
    }
  }

  @Test
  void aSchemaKnowsEveryFieldThatIsSent() {
    for (EventKind kind : EventCatalog.all()) {
      ObjectNode closed = closed(SCHEMAS.event(kind));
      for (Form form : forms(kind)) {
        assertThat(Validator.errors(closed, form.event().data())).as(kind.topic()).isEmpty();
      }
    }
  }

  @Test
  void whatIsNoEventIsFound() {
    JsonNode schema = SCHEMAS.event(EventCatalog.of("door/state").orElseThrow());
    ObjectNode data =
        ContractFiles.fullest(EventCatalog.of("door/state").orElseThrow())
            .event()
            .data()
            .deepCopy();

    assertThat(Validator.errors(schema, data.deepCopy().put("after", "AJAR"))).isNotEmpty();
    assertThat(Validator.errors(schema, data.deepCopy().put("at", "yesterday"))).isNotEmpty();
    assertThat(Validator.errors(schema, data.deepCopy().put("door", "Front Door"))).isNotEmpty();
    assertThat(Validator.errors(schema, data.deepCopy().without(List.of("door")))).isNotEmpty();
  }

  @Test
  void theReaderOfCommandsAndTheirSchemaRefuseTheSame() throws Exception {
    for (CommandRequest request : Examples.commands()) {
      CommandKind kind = CommandKind.of(request.command().name()).orElseThrow();
      JsonNode schema = SCHEMAS.command(kind);
      List<ObjectNode> bodies = variants(MAPPER.valueToTree(Examples.plain(request)));

      assertThat(bodies).filteredOn(body -> Validator.errors(schema, body).isEmpty()).hasSize(3);
      for (ObjectNode body : bodies) {
        assertThat(read(body))
            .as(body.toString())
            .isEqualTo(Validator.errors(schema, body).isEmpty());
      }
    }
  }

  @Test
  void everyAnswerIsAsItsSchemaSays() throws Exception {
    JsonNode schema = SCHEMAS.result();
    for (CommandResult result : Examples.results()) {
      JsonNode answer = MAPPER.readTree(CommandMessages.write(result));

      assertThat(Validator.errors(schema, answer)).isEmpty();
      assertThat(Validator.errors(schema, answer.<ObjectNode>deepCopy().put("state", "MAYBE")))
          .isNotEmpty();
    }
  }

  /** The command as it is, without what it may lack, with each field wrong in turn. */
  private static List<ObjectNode> variants(ObjectNode right) {
    List<ObjectNode> bodies = new ArrayList<>(List.of(right));
    bodies.add(right.deepCopy().put("issuedAt", "2026-01-01T10:00:00.123+02:00"));
    for (String name : names(right)) {
      bodies.add(right.deepCopy().without(List.of(name)));
      bodies.add(right.deepCopy().put(name, true));
      bodies.add(right.deepCopy().put(name, 100000));
      bodies.add(right.deepCopy().put(name, "Not That"));
      bodies.add(right.deepCopy().putNull(name));
      ObjectNode nested = right.deepCopy();
      nested.putArray(name).add(1);
      bodies.add(nested);
    }
    bodies.add(right.deepCopy().put("hurry", "yes"));
    return bodies;
  }

  private static boolean read(ObjectNode body) {
    try {
      CommandMessages.read(body.toString().getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (VestibuleException refused) {
      return false;
    }
  }

  private static List<Form> forms(EventKind kind) {
    if (kind == EventCatalog.NOTICE) {
      return HouseEvents.forms(Examples.notice(), "n-1", Instant.EPOCH, Examples.BUILDING);
    }
    List<Form> forms = new ArrayList<>();
    for (VestibuleEvent event : Examples.events()) {
      if (event.topic().equals(kind.topic())) {
        forms.addAll(HouseEvents.forms(Examples.entry(event), Examples.BUILDING));
      }
    }
    return forms;
  }

  /** The same schema, in which no object may have a field that it does not name. */
  private static ObjectNode closed(ObjectNode schema) {
    ObjectNode closed = schema.deepCopy();
    close(closed);
    return closed.put("$id", schema.get("$id").asText() + ":closed");
  }

  private static void close(JsonNode node) {
    if (node.has("properties") && node.has("type")) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(SchemasTest::close);
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
