// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.access.control.internal.headend.Refusal;

/**
 * What the server's log says of our doors, each event once: a panel's serial number names it. The
 * log is asked for a little more than what is new, so that an event that is entered late is not
 * lost. Used by one thread.
 *
 * <p>Believed: the names of the fields. An event that lacks its panel, its serial number or its
 * reader is left out, and only it.
 */
final class LoggedEvents {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int OVERLAP_SECONDS = 60;

  private record Serial(long panel, long number) {}

  private final Map<DoorId, String> doors;
  private final Set<Serial> seen = new LinkedHashSet<>();
  private Instant newest = Instant.now();

  LoggedEvents(Map<DoorId, String> doors) {
    this.doors = doors;
  }

  /** Returns what to ask for. */
  String filter() {
    Instant from = newest.minusSeconds(OVERLAP_SECONDS).truncatedTo(ChronoUnit.SECONDS);
    return "timestamp>=\"" + from.atOffset(ZoneOffset.UTC) + "\"";
  }

  /** Returns the sentence for an event of one of our doors that is new. */
  Optional<String> take(JsonNode event) {
    Optional<Long> panel = first(event, "controller_id", "PANELID");
    Optional<Long> reader = first(event, "device_id", "DEVICEID");
    Optional<Long> serial = first(event, "serial_number", "SERIALNUMBER");
    if (panel.isEmpty() || reader.isEmpty() || serial.isEmpty()) {
      return Optional.empty();
    }
    remember(event);
    Optional<DoorId> door =
        OnGuardHeadEnd.Key.find(doors, new OnGuardHeadEnd.Key(panel.get(), reader.get()));
    if (door.isEmpty() || !seen.add(new Serial(panel.get(), serial.get()))) {
      return Optional.empty();
    }
    if (seen.size() > MOST_REMEMBERED) {
      Iterator<Serial> oldest = seen.iterator();
      oldest.next();
      oldest.remove();
    }
    String what =
        OpenAccess.text(event, "description")
            .or(() -> OpenAccess.text(event, "event_text"))
            .orElse("an event without a text");
    return Optional.of(door.get() + ": " + Refusal.plain(what));
  }

  private void remember(JsonNode event) {
    Optional<String> at = OpenAccess.text(event, "timestamp");
    try {
      Instant when = OffsetDateTime.parse(at.orElse("")).toInstant();
      // A server whose clock is ahead must not make us skip what comes after.
      newest = when.isAfter(newest) && !when.isAfter(Instant.now()) ? when : newest;
    } catch (DateTimeParseException e) {
      // Asked again next time; its serial number says that it is known.
    }
  }

  private static Optional<Long> first(JsonNode event, String one, String other) {
    return OpenAccess.number(event, one).or(() -> OpenAccess.number(event, other));
  }
}
