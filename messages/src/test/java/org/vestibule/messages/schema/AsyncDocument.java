// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/** The parts that a document of channels is put together from (AsyncAPI 3.0.0). */
final class AsyncDocument {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private final ObjectNode channels;
  private final ObjectNode operations;
  private final ObjectNode messages;

  AsyncDocument() {
    document.put("asyncapi", "3.0.0");
    ObjectNode info = document.putObject("info");
    info.put("title", "Vestibule");
    info.put("version", "1.0.0");
    info.put(
        "description",
        "What a building's gateway tells other systems, and what they may order, by MQTT, CoAP and"
            + " webhooks. README.md beside this file says it in words.");
    info.putObject("license").put("name", "Apache-2.0");
    document.put("defaultContentType", "application/json");
    servers();
    channels = document.putObject("channels");
    operations = document.putObject("operations");
    ObjectNode components = document.putObject("components");
    messages = components.putObject("messages");
    parameters(components.putObject("parameters"));
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put(
            "description",
            "By MQTT 5 the user property authorization, by MQTT 3.1.1 the field authorization of"
                + " the command: Bearer TOKEN. By CoAP whoever holds the key of the DTLS session.");
  }

  /** Returns the document. */
  String yaml() {
    try {
      return "# SPDX-License-Identifier: Apache-2.0\n# Made from the code, not edited.\n"
          + YAML.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void servers() {
    ObjectNode servers = document.putObject("servers");
    server(servers, "broker", "broker.example:8883", "mqtts", "The broker of the site.");
    server(servers, "gateway", "gateway.example:5684", "coaps", "The gateway itself, by DTLS.");
    server(servers, "receiver", "receiver.example", "https", "Whoever wants webhooks.");
  }

  private static void server(
      ObjectNode servers, String name, String host, String protocol, String description) {
    servers
        .putObject(name)
        .put("host", host)
        .put("protocol", protocol)
        .put("description", description);
  }

  private static void parameters(ObjectNode parameters) {
    parameters.putObject("building").put("description", "The building, as the site names it.");
    parameters.putObject("door").put("description", "A door, for example front-door.");
    parameters.putObject("source").put("description", "A part of the gateway, for example core.");
    parameters
        .putObject("client")
        .put("description", "Whoever orders, by a name of its own choice; the answer bears it.");
  }

  ObjectNode message(String name, String contentType) {
    return messages.putObject(name).put("name", name).put("contentType", contentType);
  }

  ObjectNode channel(
      String name, String address, String server, List<String> parameters, List<String> carried) {
    ObjectNode channel = channels.putObject(name);
    channel.put("address", address);
    channel.putArray("servers").addObject().put("$ref", "#/servers/" + server);
    if (!parameters.isEmpty()) {
      ObjectNode all = channel.putObject("parameters");
      parameters.forEach(
          each -> all.putObject(each).put("$ref", "#/components/parameters/" + each));
    }
    ObjectNode all = channel.putObject("messages");
    carried.forEach(each -> all.putObject(each).put("$ref", "#/components/messages/" + each));
    return channel;
  }

  ObjectNode sent(String name, String channel) {
    ObjectNode operation = operations.putObject("send." + name).put("action", "send");
    operation.putObject("channel").put("$ref", "#/channels/" + channel);
    return operation;
  }

  /** QoS 1 always: what happened arrives. */
  static void mqtt(ObjectNode operation, boolean retained) {
    operation
        .putObject("bindings")
        .putObject("mqtt")
        .put("qos", 1)
        .put("retain", retained)
        .put("bindingVersion", "0.2.0");
  }

  void received(String name, String channel, String answer) {
    ObjectNode operation = operations.putObject("receive." + name).put("action", "receive");
    operation.putObject("channel").put("$ref", "#/channels/" + channel);
    operation.putArray("security").addObject().put("$ref", "#/components/securitySchemes/bearer");
    ObjectNode reply = operation.putObject("reply");
    reply.putObject("channel").put("$ref", "#/channels/" + answer);
    reply.putArray("messages").addObject().put("$ref", "#/channels/" + answer + "/messages/result");
  }
}
