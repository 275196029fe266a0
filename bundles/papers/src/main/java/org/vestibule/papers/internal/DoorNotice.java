// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The first layer of the notice at the door, GDPR Art. 13: short, with where the rest is. It says
 * that a machine talks where one does (AI Act, Regulation (EU) 2024/1689, Art. 50(1)).
 */
final class DoorNotice {
  /** The languages that there are texts in. */
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it");

  private final Properties texts;
  private final Locale language;
  private final StringBuilder notice = new StringBuilder();

  private DoorNotice(String language) {
    this.language = Locale.forLanguageTag(language);
    texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            DoorNotice.class.getResourceAsStream("notice/" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String of(Facts facts, String language) {
    return new DoorNotice(language).write(facts);
  }

  private String write(Facts facts) {
    JsonNode controller = facts.at("controller");
    notice.append("# ").append(text("title")).append("\n\n");
    line("who", open(controller, "name"), open(controller, "address"), open(controller, "contact"));
    if (!controller.path("dpo").asText().isEmpty()) {
      line("dpo", controller.path("dpo").asText());
    }
    if (facts.has("vision")) {
      line(facts.has("identification") ? "face-search" : "face");
    }
    if (facts.has("audio")) {
      line("words");
      line("machine");
    }
    List<String> hosts =
        facts.list("sinks").stream()
            .filter(sink -> !sink.path("hosts").isEmpty())
            .map(sink -> Words.list(sink.path("hosts")))
            .distinct()
            .toList();
    if (hosts.isEmpty()) {
      line("stays");
    } else {
      line("leaves", String.join(", ", hosts));
    }
    line("rights");
    line("more", open(controller, "contact"));
    notice.append('\n').append(text("draft")).append('\n');
    return notice.toString();
  }

  private String open(JsonNode controller, String field) {
    String value = controller.path(field).asText();
    return value.isEmpty() ? "_" + text("open") + "_" : value;
  }

  private void line(String key, String... values) {
    notice.append("- ").append(text(key, (Object[]) values)).append('\n');
  }

  private String text(String key, Object... values) {
    return new MessageFormat(texts.getProperty(key), language).format(values);
  }
}
