// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.integrations.notify.internal.delivery.CommonSettings;

/** Puts what happens into words, in the language of a channel. Thread-safe. */
public final class Wording {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Texts texts;

  public Wording(Texts texts) {
    this.texts = texts;
  }

  /** Returns its texts. */
  public Texts texts() {
    return texts;
  }

  /**
   * Says that somebody rings.
   *
   * @param door the door that the station stands at, if it is known
   */
  public Saying of(Notice notice, Instant at, Optional<String> door) {
    String station = notice.station().value();
    String name = notice.urgent() ? "bell.urgent" : "bell";
    return new Saying(
        texts.of(name, Map.of("station", station)),
        Optional.of(notice.text()),
        station,
        at,
        Optional.of(notice.visit().value()),
        door);
  }

  /**
   * Says what happened, without anybody's name.
   *
   * @throws IllegalArgumentException when it is no event, or none that is said
   */
  public Saying of(OutboxEntry entry) {
    JsonNode event;
    try {
      event = JSON.readTree(entry.data());
    } catch (IOException e) {
      throw new IllegalArgumentException(entry + " is no JSON", e);
    }
    return switch (entry.topic()) {
      case "door/alarm-raised" -> alarm(entry, event, "raised");
      case "door/alarm-cleared" -> alarm(entry, event, "cleared");
      case CommonSettings.DURESS -> door(entry, event, "duress");
      case "visit/closed" -> visit(entry, event.path("after"));
      default -> throw new IllegalArgumentException(entry + " is nothing that is said");
    };
  }

  private Saying alarm(OutboxEntry entry, JsonNode event, String state) {
    String name = "alarm." + event.path("alarm").asText() + "." + state;
    return door(entry, event, texts.has(name) ? name : "alarm.other." + state);
  }

  private Saying door(OutboxEntry entry, JsonNode event, String name) {
    String door = event.path("door").asText("?");
    return said(entry, texts.of(name, Map.of("door", door)), door);
  }

  private Saying visit(OutboxEntry entry, JsonNode story) {
    String name = "visit." + story.path("outcome").path("type").asText("none");
    String station = story.path("station").asText("?");
    String found = texts.has(name) ? name : "visit.none";
    return said(entry, texts.of(found, Map.of("station", station)), station);
  }

  private static Saying said(OutboxEntry entry, String title, String place) {
    return new Saying(
        title, Optional.empty(), place, entry.at(), Optional.empty(), Optional.empty());
  }
}
