// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;

/** Which of a log's events are told, and what it is asked for next. */
class LoggedEventsTest {
  private final LoggedEvents events =
      new LoggedEvents(Map.of(new DoorId("front-door"), "1/2", new DoorId("back-door"), "1/3"));

  @Test
  void anEventIsToldOnceHoweverOftenTheLogShowsIt() throws Exception {
    JsonNode granted = event(7, 2, "Granted Access");
    assertThat(events.take(granted)).contains("front-door: Granted Access");
    assertThat(events.take(granted)).isEmpty();
    assertThat(events.take(event(8, 3, "Door Forced Open")))
        .contains("back-door: Door Forced Open");
    // Serial numbers are a panel's own.
    assertThat(events.take(json("{'serial_number':7,'controller_id':2,'device_id':2}"))).isEmpty();
  }

  @Test
  void anEventWithoutAFieldLosesOnlyItself() throws Exception {
    assertThat(events.take(json("{'controller_id':1,'device_id':2}"))).isEmpty();
    assertThat(events.take(json("{'serial_number':9,'device_id':2}"))).isEmpty();
    assertThat(events.take(json("{'serial_number':9,'controller_id':1,'device_id':2}")))
        .contains("front-door: an event without a text");
  }

  @Test
  void aClockThatIsAheadSkipsNothing() throws Exception {
    String before = events.filter();
    Instant future = Instant.now().plus(Duration.ofDays(365));
    events.take(
        json("{'serial_number':1,'controller_id':1,'device_id':2,'timestamp':'" + future + "'}"));
    assertThat(events.filter()).isEqualTo(before);
    assertThat(OffsetDateTime.parse(before.replaceAll("^timestamp>=\"|\"$", "")).toInstant())
        .isBefore(Instant.now());
  }

  private static JsonNode event(int serial, int reader, String text) throws Exception {
    return json(
        "{'serial_number':"
            + serial
            + ",'controller_id':1,'device_id':"
            + reader
            + ",'description':'"
            + text
            + "'}");
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
