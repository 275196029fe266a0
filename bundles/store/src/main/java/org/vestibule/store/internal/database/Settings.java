// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * What the database and the backups work by.
 *
 * @param reserve bytes on the disk that a write leaves free
 * @param keep how many backups are kept
 * @param visits how many visits are kept
 */
public record Settings(long reserve, int keep, int visits) {
  static final String PID = "org.vestibule.store.database";

  /** What holds as long as nothing is configured. */
  static final Settings DEFAULT = new Settings(64L << 20, 14, 20_000);

  private static final List<String> KEYS = List.of("reserve.mib", "backups.keep", "visits.keep");

  /**
   * Reads the configuration.
   *
   * @throws VestibuleException {@code configuration-invalid}, naming key, value, bound and example
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, properties, KEYS);
    return new Settings(
        (long) reader.integer("reserve.mib", 1, 100_000, 64) << 20,
        reader.integer("backups.keep", 1, 1000, 14),
        reader.integer("visits.keep", 100, 200_000, 20_000));
  }
}
