// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.messages.CommandMessages;

/**
 * A command with what its sender proves itself by: the user property {@code authorization} of MQTT
 * 5, or the field of that name where there are no properties (RFC 6750, 2.1: {@code Bearer TOKEN}).
 *
 * @param token a secret
 */
record SignedCommand(CommandRequest request, String token) {
  private static final String AUTHORIZATION = "authorization";
  private static final String BEARER = "Bearer ";
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * Reads a command.
   *
   * @throws VestibuleException {@code command-retained}, {@code command-too-large}, {@code
   *     command-invalid}, {@code token-missing}, {@code command-undated}
   */
  static SignedCommand read(Incoming message) throws VestibuleException {
    if (message.retained()) {
      throw refused(
          "command-retained",
          "a message that the broker keeps",
          "a fresh one",
          "Send it without the retain flag, and clear the topic.");
    }
    if (message.payload().length > CommandMessages.MOST_BYTES) {
      throw refused(
          "command-too-large",
          message.payload().length + " bytes",
          "at most " + CommandMessages.MOST_BYTES,
          "Send one command in a message.");
    }
    String header = message.properties().get(AUTHORIZATION);
    byte[] payload = message.payload();
    if (header == null) {
      ObjectNode tree = tree(payload);
      JsonNode field = tree.remove(AUTHORIZATION);
      header = field == null ? null : field.asText();
      payload = tree.toString().getBytes(StandardCharsets.UTF_8);
    }
    if (header == null || !header.startsWith(BEARER) || header.length() == BEARER.length()) {
      throw refused(
          "token-missing",
          "no token",
          "Bearer TOKEN as the user property or the field authorization",
          "Give the machine client credentials, and send its token.");
    }
    CommandRequest request = CommandMessages.read(payload);
    if (request.issuedAt().isEmpty()) {
      throw refused(
          "command-undated",
          "no issuedAt",
          "the time at which it was ordered",
          "Send issuedAt, for a broker may deliver late.");
    }
    return new SignedCommand(request, header.substring(BEARER.length()));
  }

  private static ObjectNode tree(byte[] payload) throws VestibuleException {
    try {
      if (STRICT.readTree(payload) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      // Its text would show a part of the message, and so perhaps of a token.
    }
    throw refused("command-invalid", "no JSON object", "as the contract says", "See the contract.");
  }

  private static VestibuleException refused(
      String code, String found, String allowed, String remedy) {
    return new VestibuleException(code, "command", found, allowed, remedy);
  }

  @Override
  public String toString() {
    return "SignedCommand[" + request.id() + ", ***]";
  }
}
