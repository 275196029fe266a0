// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.station.StationId;

/** Who rang where. */
final class Bells {
  /** The event type, which the doorbells of Home Assistant share ("MQTT Event", doorbell). */
  static final String RING = "ring";

  /** A bell that rings after an outage calls somebody to an empty door. */
  static final Duration FRESH = Duration.ofSeconds(30);

  private Bells() {}

  /** Returns the station at which somebody pressed the button just now. */
  static Optional<StationId> rung(OutboxEntry entry, JsonNode data, Clock clock) {
    boolean pressed =
        entry.topic().equals("visit/opened")
            || entry.topic().equals("visit/updated")
                && data.path("what").asText().equals("pressed");
    if (!pressed || entry.at().isBefore(clock.instant().minus(FRESH))) {
      return Optional.empty();
    }
    return Optional.of(new StationId(data.path("after").path("station").asText()));
  }
}
