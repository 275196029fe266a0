// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The bounds of the outbox.
 *
 * @param bytes on the disk
 * @param age after which nothing is kept
 * @param deadLetters of each sink
 */
record OutboxSettings(long bytes, Duration age, int deadLetters) {
  static final String PID = "org.vestibule.outbox";

  /** What holds as long as nothing is configured. */
  static final OutboxSettings DEFAULT = new OutboxSettings(256L << 20, Duration.ofHours(72), 1000);

  private static final List<String> KEYS = List.of("bytes", "ageHours", "deadLetters");
  private static final int SEGMENTS = 32;

  /**
   * Reads the configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}, naming key, value, bound and example
   */
  static OutboxSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    return new OutboxSettings(
        reader.integer("bytes", 1 << 20, Integer.MAX_VALUE, 256 << 20),
        Duration.ofHours(reader.integer("ageHours", 1, 8760, 72)),
        reader.integer("deadLetters", 0, 100_000, 1000));
  }

  /** Returns the bytes of a segment after which another is begun. */
  long segment() {
    return bytes / SEGMENTS;
  }

  /** Returns above how many bytes nothing is taken that may be dropped: four fifths. */
  long firmOnly() {
    return bytes / 5 * 4;
  }
}
