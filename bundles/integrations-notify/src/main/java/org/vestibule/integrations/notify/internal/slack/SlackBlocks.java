// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.vestibule.integrations.notify.internal.chat.Saying;
import org.vestibule.integrations.notify.internal.chat.Texts;

/**
 * Writes what is said as blocks of Slack's Block Kit. Words stand in plain text, in which nothing
 * is markup; where Slack knows only its own markup they are escaped. Stateless.
 */
final class SlackBlocks {
  /** What the buttons are called when they come back. */
  static final String ACKNOWLEDGE = "acknowledge";

  static final String OPEN = "open";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_HEADER = 150;

  private SlackBlocks() {}

  /**
   * Which buttons there are.
   *
   * @param page where a button leads
   */
  record Buttons(boolean acknowledge, boolean open, Optional<String> page) {}

  static byte[] message(Saying saying, Texts texts, Buttons buttons) {
    return written(tree(saying, texts, buttons, Optional.empty()));
  }

  /**
   * Writes what takes the place of a message, for everybody.
   *
   * @param news what became of it, as markup, escaped where it has to be
   */
  static byte[] instead(Saying saying, Texts texts, Buttons buttons, String news) {
    return written(tree(saying, texts, buttons, Optional.of(news)).put("replace_original", true));
  }

  /**
   * Writes what only whoever pressed a button sees.
   *
   * @param markup escaped where it has to be
   */
  static byte[] aside(String markup) {
    ObjectNode reply = JSON.createObjectNode().put("replace_original", false);
    return written(reply.put("response_type", "ephemeral").put("text", markup));
  }

  private static ObjectNode tree(
      Saying saying, Texts texts, Buttons buttons, Optional<String> news) {
    ObjectNode message = JSON.createObjectNode();
    message.put("text", escaped(saying.title()));
    ArrayNode blocks = message.putArray("blocks");
    plain(blocks.addObject().put("type", "header"), "text", shortened(saying.title()));
    saying
        .detail()
        .ifPresent(detail -> plain(blocks.addObject().put("type", "section"), "text", detail));
    ArrayNode context = blocks.addObject().put("type", "context").putArray("elements");
    context.addObject().put("type", "plain_text").put("text", saying.place()).put("emoji", false);
    long seconds = saying.at().getEpochSecond();
    // Shown in the time of whoever reads it; elsewhere in that of Greenwich.
    context
        .addObject()
        .put("type", "mrkdwn")
        .put("text", "<!date^" + seconds + "^{date_num} {time_secs}|" + saying.at() + ">");
    news.ifPresent(
        line ->
            blocks
                .addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", line));
    actions(blocks, saying, texts, buttons);
    return message;
  }

  private static void actions(ArrayNode blocks, Saying saying, Texts texts, Buttons buttons) {
    ArrayNode elements = JSON.createArrayNode();
    if (saying.visit().isPresent() && buttons.acknowledge()) {
      button(elements, texts.of("button.acknowledge"), ACKNOWLEDGE)
          .put("value", saying.visit().get());
    }
    if (saying.visit().isPresent() && saying.door().isPresent() && buttons.open()) {
      ObjectNode open = button(elements, texts.of("button.open"), OPEN);
      open.put("value", saying.visit().get()).put("style", "danger");
      ObjectNode confirm = open.putObject("confirm");
      plain(confirm, "title", texts.of("confirm.title", Map.of("door", saying.door().get())));
      plain(confirm, "text", texts.of("confirm.text"));
      plain(confirm, "confirm", texts.of("confirm.yes"));
      plain(confirm, "deny", texts.of("confirm.no"));
    }
    buttons
        .page()
        .ifPresent(page -> button(elements, texts.of("button.page"), "page").put("url", page));
    if (!elements.isEmpty()) {
      blocks.addObject().put("type", "actions").set("elements", elements);
    }
  }

  private static ObjectNode button(ArrayNode elements, String text, String id) {
    ObjectNode button = elements.addObject().put("type", "button").put("action_id", id);
    plain(button, "text", text);
    return button;
  }

  /** Escapes what is markup in Slack's mrkdwn and in its top-level text. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void plain(ObjectNode owner, String name, String text) {
    owner.putObject(name).put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static String shortened(String title) {
    return title.length() > MOST_HEADER ? title.substring(0, MOST_HEADER - 1) + "…" : title;
  }

  private static byte[] written(ObjectNode message) {
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
