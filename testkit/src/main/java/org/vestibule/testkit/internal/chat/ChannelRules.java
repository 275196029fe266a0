// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/** What Slack and Teams take, from their public documents. Stateless. */
final class ChannelRules {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CARD = "application/vnd.microsoft.card.adaptive";
  private static final int MOST_TEAMS_BYTES = 28_000;
  private static final int MOST_BLOCKS = 50;

  private ChannelRules() {}

  /** Returns what people would see; empty for what Slack answers with invalid_payload. */
  static Optional<JsonNode> slack(byte[] body) {
    Optional<JsonNode> message = json(body);
    return message.filter(
        said ->
            said.path("text").isTextual()
                && said.path("blocks").size() <= MOST_BLOCKS
                && said.path("blocks").findParents("type").stream()
                    .noneMatch(part -> part.path("type").asText().isEmpty()));
  }

  /**
   * Returns what people would see. An old message card is answered with 202 like any other and is
   * seen by nobody: the caller cannot tell.
   */
  static Optional<JsonNode> teams(byte[] body) {
    return body.length > MOST_TEAMS_BYTES
        ? Optional.empty()
        : json(body)
            .filter(said -> said.path("type").asText().equals("message"))
            .map(said -> said.path("attachments").path(0))
            .filter(attachment -> attachment.path("contentType").asText().equals(CARD))
            .map(attachment -> attachment.path("content"))
            .filter(card -> card.path("type").asText().equals("AdaptiveCard"));
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
