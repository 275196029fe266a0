// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the host for whose sake all is told is there (Sparkplug 3.0, 4.3.3 "STATE", 5.4 and 5.5).
 * Used by one thread.
 */
final class PrimaryHost {
  /**
   * How far a host's clock may be ahead. What anybody says of the year 3000 would make the host
   * itself sound old for good.
   */
  static final Duration MOST_LEAD = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(PrimaryHost.class);
  private static final int MOST_BYTES = 1024;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Clock clock;
  private boolean online;
  private long heard = Long.MIN_VALUE;

  /** When the host came, if it said so of the future and has not gone since. */
  private OptionalLong ahead = OptionalLong.empty();

  private boolean told;

  PrimaryHost(Clock clock) {
    this.clock = clock;
  }

  boolean online() {
    return online;
  }

  /** Nothing is known until the broker says it again; what was heard stays the latest. */
  void connectionMade() {
    online = false;
    ahead = OptionalLong.empty();
  }

  /**
   * Takes in a message of the host's own topic. One that is older than the last is a late death of
   * a session that is over, and says nothing; nor does one of the future, for now.
   *
   * @return whether it counted
   */
  boolean says(byte[] payload) {
    if (payload.length > MOST_BYTES) {
      return false;
    }
    try {
      JsonNode state = MAPPER.readTree(payload);
      JsonNode timestamp = state.path("timestamp");
      return state.path("online").isBoolean()
          && timestamp.isIntegralNumber()
          && timestamp.canConvertToLong()
          && counts(state.path("online").asBoolean(), timestamp.asLong());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Judges again that the host came, if it said so of the future: the clock of this gateway may
   * have been set since, and the host does not say it twice.
   *
   * @return whether it counted
   */
  boolean cameByNow() {
    return ahead.isPresent() && counts(true, ahead.getAsLong());
  }

  private boolean counts(boolean there, long at) {
    if (at < heard) {
      return false;
    }
    if (at > clock.millis() + MOST_LEAD.toMillis()) {
      ahead = there ? OptionalLong.of(at) : OptionalLong.empty();
      tellOnce();
      return false;
    }
    ahead = OptionalLong.empty();
    heard = at;
    online = there;
    return true;
  }

  private void tellOnce() {
    if (!told) {
      told = true;
      LOG.warn(
          "The STATE of the Sparkplug host is dated more than {} min ahead of this gateway's clock"
              + " and does not count until then; set the clocks",
          MOST_LEAD.toMinutes());
    }
  }
}
