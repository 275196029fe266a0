// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** The rules of Slack's Block Kit that a message can break: Slack refuses it whole then. */
final class BlockKit {
  private BlockKit() {}

  static void check(JsonNode message) {
    assertThat(message.path("text").asText()).isNotEmpty();
    JsonNode blocks = message.path("blocks");
    assertThat(blocks.size()).isBetween(1, 50);
    for (JsonNode block : blocks) {
      switch (block.path("type").asText()) {
        case "header" -> text(block.path("text"), 150, Set.of("plain_text"));
        case "section" -> text(block.path("text"), 3000, Set.of("plain_text", "mrkdwn"));
        case "context" -> {
          assertThat(block.path("elements").size()).isBetween(1, 10);
          block
              .path("elements")
              .forEach(element -> text(element, 3000, Set.of("plain_text", "mrkdwn")));
        }
        case "actions" -> actions(block.path("elements"));
        default -> throw new AssertionError("no such block: " + block);
      }
    }
  }

  private static void actions(JsonNode elements) {
    Set<String> ids = new HashSet<>();
    assertThat(elements.size()).isBetween(1, 25);
    for (JsonNode button : elements) {
      assertThat(button.path("type").asText()).isEqualTo("button");
      assertThat(ids.add(button.path("action_id").asText())).isTrue();
      assertThat(button.path("value").asText().length()).isLessThanOrEqualTo(2000);
      assertThat(button.path("style").asText("primary")).isIn("primary", "danger");
      text(button.path("text"), 75, Set.of("plain_text"));
      if (button.has("confirm")) {
        JsonNode confirm = button.path("confirm");
        text(confirm.path("title"), 100, Set.of("plain_text"));
        text(confirm.path("text"), 300, Set.of("plain_text"));
        text(confirm.path("confirm"), 30, Set.of("plain_text"));
        text(confirm.path("deny"), 30, Set.of("plain_text"));
      }
    }
  }

  private static void text(JsonNode text, int most, Set<String> types) {
    assertThat(text.path("type").asText()).isIn(types);
    assertThat(text.path("text").asText().length()).isBetween(1, most);
    if (text.path("type").asText().equals("mrkdwn")) {
      assertThat(text.has("emoji")).as("emoji is for plain text only").isFalse();
    }
  }
}
