// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A button that somebody in Slack pressed.
 *
 * @param user Slack's id of whoever pressed it
 * @param action what the button is called
 * @param value what it was made with
 * @param responseUrl where an answer is to be sent; not judged yet
 */
record SlackAction(String user, String action, String value, String responseUrl) {
  /** The form of Slack's ids of users. */
  static final String USER = "[UW][A-Z0-9]{2,20}";

  private static final String FIELD = "payload=";
  private static final int MOST_DEPTH = 100;
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(MOST_DEPTH)
                      .maxNumberLength(100)
                      .build())
              .build());

  /**
   * Reads the form of a request: {@code payload=JSON}, a {@code block_actions} of one button.
   *
   * @return empty when it is anything else
   */
  static Optional<SlackAction> read(byte[] form) {
    String text = new String(form, StandardCharsets.UTF_8);
    if (!text.startsWith(FIELD) || text.indexOf('&') >= 0) {
      return Optional.empty();
    }
    JsonNode payload;
    try {
      payload =
          JSON.readTree(URLDecoder.decode(text.substring(FIELD.length()), StandardCharsets.UTF_8));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    JsonNode actions = payload.path("actions");
    String user = payload.path("user").path("id").asText();
    if (!payload.path("type").asText().equals("block_actions")
        || actions.size() != 1
        || !user.matches(USER)) {
      return Optional.empty();
    }
    JsonNode action = actions.path(0);
    return Optional.of(
        new SlackAction(
            user,
            action.path("action_id").asText(),
            action.path("value").asText(),
            payload.path("response_url").asText()));
  }

  @Override
  public String toString() {
    return "SlackAction[" + action + "]";
  }
}
