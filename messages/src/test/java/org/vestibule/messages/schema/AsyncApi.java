// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.messages.CloudEvent;
import org.vestibule.messages.CommandKind;
import org.vestibule.messages.EventCatalog;
import org.vestibule.messages.EventKind;
import org.vestibule.messages.senml.SenMlPack;
import org.vestibule.messages.shape.Shape;
import org.vestibule.messages.shape.Shapes;

/** Writes the document of all channels (AsyncAPI 3.0.0), as seen from the gateway. */
final class AsyncApi {
  /** Pictures several times a second are for who looks now: the outbox does not keep them. */
  static final Set<String> NOT_KEPT = Set.of("scene/observed");

  private static final String TOPIC = "vestibule/{building}/";

  private final AsyncDocument document = new AsyncDocument();

  static String yaml() {
    AsyncApi api = new AsyncApi();
    EventCatalog.all().stream()
        .filter(kind -> !NOT_KEPT.contains(kind.topic()))
        .forEach(api::event);
    api.state();
    api.commands();
    api.webhooks();
    api.coap();
    return api.document.yaml();
  }

  private void event(EventKind kind) {
    String name = kind.topic().replace('/', '.');
    ObjectNode message = document.message(name, CloudEvent.JSON);
    message.put("title", kind.type());
    ArrayNode parts = message.putObject("payload").putArray("allOf");
    parts.addObject().put("$ref", "./v1/envelope.schema.json");
    ObjectNode own = parts.addObject().put("type", "object").putObject("properties");
    own.putObject("type").put("const", kind.type());
    own.putObject("data")
        .put(
            "$ref",
            "./v" + kind.version() + "/events/" + ContractFiles.file(kind) + ".schema.json");
    document.channel(name, TOPIC + kind.topic(), "broker", List.of("building"), List.of(name));
    AsyncDocument.mqtt(document.sent(name, name), false);
  }

  /** What the broker keeps: one value a topic, because many building systems read no more. */
  private void state() {
    value("state", words(DoorEvent.DoorStateChanged.class), "text/plain");
    value("contact", words(DoorEvent.DoorContactChanged.class), "text/plain");
    ObjectNode alarms = JsonNodeFactory.instance.objectNode().put("type", "array");
    alarms.set("items", words(DoorEvent.DoorAlarmRaised.class));
    value("alarms", alarms, "application/json");
    document
        .message("status", "application/json")
        .putObject("payload")
        .put("$ref", "./v1/status.schema.json");
    kept("status", TOPIC + "status/{source}", List.of("building", "source"));
    ObjectNode available = JsonNodeFactory.instance.objectNode().put("type", "string");
    available.putArray("enum").add("online").add("offline").add("stopped");
    document.message("available", "text/plain").set("payload", available);
    kept("available", TOPIC + "available", List.of("building"));
  }

  private void value(String what, ObjectNode payload, String contentType) {
    document.message("door." + what + ".now", contentType).set("payload", payload);
    kept("door." + what + ".now", TOPIC + "door/{door}/" + what, List.of("building", "door"));
  }

  private void kept(String name, String address, List<String> parameters) {
    document.channel(name, address, "broker", parameters, List.of(name));
    AsyncDocument.mqtt(document.sent(name, name), true);
  }

  private static ObjectNode words(Class<?> change) {
    for (Shape.Part part : Shapes.of(change).parts()) {
      if (part.shape() instanceof Shape.Choice choice) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        ArrayNode words = choice.open() ? schema.putArray("examples") : schema.putArray("enum");
        choice.words().forEach(words::add);
        return schema;
      }
    }
    throw new IllegalStateException(change + " has no words");
  }

  private void commands() {
    for (CommandKind kind : CommandKind.all()) {
      ObjectNode message = document.message(kind.name(), "application/json");
      message.putObject("correlationId").put("location", "$message.payload#/id");
      message
          .putObject("payload")
          .put("$ref", "./v" + kind.version() + "/commands/" + kind.name() + ".schema.json");
    }
    ObjectNode answer = document.message("result", "application/json");
    answer.putObject("correlationId").put("location", "$message.payload#/id");
    answer.putObject("payload").put("$ref", "./v1/result.schema.json");
    List<String> names = CommandKind.all().stream().map(CommandKind::name).toList();
    List<String> parameters = List.of("building", "client");
    document.channel("command", TOPIC + "command/{client}", "broker", parameters, names);
    document.channel("result", TOPIC + "result/{client}", "broker", parameters, List.of("result"));
    document.received("command", "command", "result");
  }

  private void webhooks() {
    List<String> names =
        EventCatalog.all().stream()
            .filter(kind -> !NOT_KEPT.contains(kind.topic()) && kind != EventCatalog.NOTICE)
            .map(kind -> kind.topic().replace('/', '.'))
            .toList();
    ObjectNode channel = document.channel("webhook", null, "receiver", List.of(), names);
    channel.put("description", "The URL that the site names; signed as Standard Webhooks 1.0.");
    ObjectNode bindings = document.sent("webhook", "webhook").putObject("bindings");
    bindings.putObject("http").put("method", "POST");
  }

  private void coap() {
    List<String> names = CommandKind.all().stream().map(CommandKind::name).toList();
    ObjectNode channel =
        document.channel("coap.commands", "/commands", "gateway", List.of(), names);
    ((ObjectNode) channel.get("messages"))
        .putObject("result")
        .put("$ref", "#/components/messages/result");
    channel.put("description", "POST, as JSON (50) or CBOR (60); the answer comes in the same.");
    document.received("coap.command", "coap.commands", "coap.commands");
    document
        .message("senml", SenMlPack.JSON)
        .put("description", "RFC 8428, as JSON (110) or CBOR (112); JSON (50) and CBOR (60), too.");
    observed("doors", "senml");
    observed("health", "senml");
    ObjectNode visits = document.message("visits", "application/json");
    visits.put("description", "The newest first, in JSON (50) or CBOR (60).");
    visits
        .putObject("payload")
        .put("type", "array")
        .putObject("items")
        .put("$ref", "./v1/events/visit-closed.schema.json#/$defs/VisitStory");
    observed("visits", "visits");
  }

  private void observed(String path, String message) {
    document
        .channel("coap." + path, "/" + path, "gateway", List.of(), List.of(message))
        .put("description", "GET, to be observed (RFC 7641).");
    document.sent("coap." + path, "coap." + path);
  }
}
