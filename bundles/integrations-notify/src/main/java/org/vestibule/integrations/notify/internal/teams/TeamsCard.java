// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.teams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.vestibule.integrations.notify.internal.chat.Saying;
import org.vestibule.integrations.notify.internal.chat.Texts;

/**
 * Writes what is said as an Adaptive Card 1.4 in the message that a Teams workflow ("When a Teams
 * webhook request is received") posts. Words stand in text runs, in which nothing is markup.
 * Stateless.
 */
final class TeamsCard {
  /** The longest message that is posted, in bytes. */
  static final int MOST_BYTES = 28_000;

  /** The longest picture, so that with Base64 and the words the message stays below the bound. */
  static final int MOST_PICTURE = 18_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private TeamsCard() {}

  /**
   * @param page where a button leads
   * @param picture JPEG
   */
  static byte[] message(
      Saying saying, Texts texts, Optional<String> page, Optional<byte[]> picture) {
    ObjectNode card = JSON.createObjectNode();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put("fallbackText", saying.title());
    ArrayNode body = card.putArray("body");
    run(body, saying.title()).put("weight", "Bolder").put("size", "Medium");
    saying.detail().ifPresent(detail -> run(body, detail));
    picture.ifPresent(
        jpeg ->
            body.addObject()
                .put("type", "Image")
                .put("altText", texts.of("picture"))
                .put("url", "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg)));
    String at = saying.at().truncatedTo(ChronoUnit.SECONDS).toString();
    // The viewer's own time; nothing else of this block comes from elsewhere.
    body.addObject()
        .put("type", "TextBlock")
        .put("isSubtle", true)
        .put("spacing", "Small")
        .put("wrap", true)
        .put("text", "{{DATE(" + at + ", SHORT)}} {{TIME(" + at + ")}}");
    page.ifPresent(
        url ->
            card.putArray("actions")
                .addObject()
                .put("type", "Action.OpenUrl")
                .put("title", texts.of("button.page"))
                .put("url", url));
    return written(card);
  }

  private static ObjectNode run(ArrayNode body, String text) {
    ObjectNode block = body.addObject().put("type", "RichTextBlock");
    // A function of cards would begin so.
    String plain = text.replace("{{", "{ {");
    return block.putArray("inlines").addObject().put("type", "TextRun").put("text", plain);
  }

  private static byte[] written(ObjectNode card) {
    ObjectNode message = JSON.createObjectNode();
    message.put("type", "message");
    ObjectNode attachment = message.putArray("attachments").addObject();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    attachment.set("content", card);
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
