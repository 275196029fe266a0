// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.outbox.OutboxEntry;

/**
 * Puts what is kept in the outbox into its envelope, in the forms in which it may leave. What
 * stands in which form follows from the marks of the records ({@link
 * org.vestibule.api.egress.Classified}), which are read once. Thread-safe.
 */
public final class HouseEvents {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final Map<String, EnvelopeWriter> WRITERS =
      EventCatalog.all().stream()
          .filter(kind -> !kind.equals(EventCatalog.NOTICE))
          .collect(Collectors.toUnmodifiableMap(EventKind::topic, EnvelopeWriter::new));

  private HouseEvents() {}

  /**
   * Returns the forms of an entry as {@link #forms(OutboxEntry, String)}, written. The fullest is
   * made at once, each other one when it is asked for: most sinks send the first.
   *
   * @param building as the site names it, for {@code source}
   * @return empty for a topic that this release does not know: one that another release kept
   * @throws IllegalArgumentException for an entry that is no JSON object
   */
  public static Iterable<Message> messages(OutboxEntry entry, String building) {
    EnvelopeWriter writer = WRITERS.get(entry.topic());
    if (writer == null) {
      return List.of();
    }
    return new WrittenForms(writer, entry, building);
  }

  /**
   * Returns the forms of an entry, the fullest first, no two alike; a sink sends the first one of
   * which every class is allowed, or nothing.
   *
   * @param building as the site names it, for {@code source}
   * @return empty for a topic that this release does not know: one that another release kept
   * @throws IllegalArgumentException for an entry that is no JSON object
   */
  public static List<Form> forms(OutboxEntry entry, String building) {
    Optional<EventKind> kind = EventCatalog.of(entry.topic());
    if (kind.isEmpty()) {
      return List.of();
    }
    JsonNode data;
    try {
      data = MAPPER.readTree(entry.data());
    } catch (IOException e) {
      throw new IllegalArgumentException(entry + " is no JSON", e);
    }
    if (data == null || !data.isObject()) {
      throw new IllegalArgumentException(entry + " is no JSON object");
    }
    CloudEvent frame =
        frame(kind.get(), entry.id(), building, entry.key(), entry.at(), entry.visit());
    return forms(data, kind.get(), frame);
  }

  /**
   * Returns the forms of a notice, as above.
   *
   * @param id names it for good, at a second delivery, too
   * @param at since when it is to be known (wall clock)
   */
  public static List<Form> forms(Notice notice, String id, Instant at, String building) {
    EventKind kind = EventCatalog.NOTICE;
    String key = "station/" + notice.station().value();
    Optional<String> visit = Optional.of(notice.visit().value());
    JsonNode data = MAPPER.valueToTree(EventFields.plain(notice));
    return forms(data, kind, frame(kind, id, building, key, at, visit));
  }

  private static List<Form> forms(JsonNode whole, EventKind kind, CloudEvent frame) {
    Set<DataClass> allowed = EnumSet.allOf(DataClass.class);
    List<Form> forms = new ArrayList<>(WrittenForms.CLOSEST_FIRST.size() + 1);
    Reduction full = new Reduction(allowed);
    ObjectNode data = full.fields(whole, kind.shape());
    forms.add(new Form(full.seen(), frame.with(data)));
    for (DataClass closest : WrittenForms.CLOSEST_FIRST) {
      allowed.remove(closest);
      if (full.seen().contains(closest)) {
        Reduction less = new Reduction(allowed);
        data = less.fields(data, kind.shape());
        forms.add(new Form(less.seen(), frame.with(data)));
      }
    }
    return List.copyOf(forms);
  }

  private static CloudEvent frame(
      EventKind kind,
      String id,
      String building,
      String subject,
      Instant at,
      Optional<String> visit) {
    return new CloudEvent(
        id,
        "/vestibule/" + building,
        kind.type(),
        subject,
        at.toString(),
        kind.schema(),
        visit,
        MAPPER.nullNode());
  }
}
