// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.store.SealedShelves;

/**
 * Until when nothing rings for whom. Kept on a sealed shelf, so that a restart wakes nobody; what
 * is over is dropped with the next change. Thread-safe.
 */
final class QuietTimes {
  private static final Logger LOG = LoggerFactory.getLogger(QuietTimes.class);
  private static final String SHELF = "calls";
  private static final String KEY = "quiet";

  private final Surroundings around;
  private final Ticks ticks;
  private final ObjectMapper json = new ObjectMapper();

  /** By person, in milliseconds since 1970; {@code null} as long as the shelf was not read. */
  private final AtomicReference<Map<String, Long>> kept = new AtomicReference<>();

  QuietTimes(Surroundings around, Ticks ticks) {
    this.around = around;
    this.ticks = ticks;
  }

  /**
   * Returns until when nothing rings for somebody. A shelf that cannot be read keeps nobody quiet.
   */
  Optional<Instant> until(PersonId person) {
    try {
      return Optional.ofNullable(read().get(person.value()))
          .map(Instant::ofEpochMilli)
          .filter(until -> until.isAfter(ticks.now()));
    } catch (VestibuleException e) {
      LOG.debug("Quiet times are unknown: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Sets or, with a time that is over, ends it; on the disk when this returns.
   *
   * @throws VestibuleException {@code storage-*}, {@code vault-locked}, {@code service-missing}
   */
  void set(PersonId person, Instant until) throws VestibuleException {
    SealedShelves shelves = around.shelves();
    while (true) {
      Map<String, Long> before = read();
      long now = ticks.now().toEpochMilli();
      Map<String, Long> after = new TreeMap<>(before);
      after.put(person.value(), until.toEpochMilli());
      after.values().removeIf(end -> end <= now);
      shelves.put(SHELF, KEY, bytes(after));
      if (kept.compareAndSet(before, after)) {
        return;
      }
    }
  }

  /** What the shelf holds may be another's: it is read again. */
  void forget() {
    kept.set(null);
  }

  private Map<String, Long> read() throws VestibuleException {
    Map<String, Long> held = kept.get();
    if (held != null) {
      return held;
    }
    Map<String, Long> found = parse(around.shelves().get(SHELF, KEY));
    return kept.compareAndSet(null, found) ? found : read();
  }

  private Map<String, Long> parse(Optional<byte[]> value) throws VestibuleException {
    try {
      return value.isEmpty()
          ? Map.of()
          : json.readValue(value.get(), new TypeReference<TreeMap<String, Long>>() {});
    } catch (IOException e) {
      throw new VestibuleException(
          "storage-failed",
          "shelf " + SHELF,
          "a value of another form",
          "what this version has written",
          "Restore a backup, or remove the value.");
    }
  }

  private byte[] bytes(Map<String, Long> value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("times can always be written", e);
    }
  }
}
