// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * What every sink has.
 *
 * @param timeout for one try in all
 * @param attempts how often an event may reach the other end in vain
 * @param age what is older is given up
 * @param duress whether silent alarms are told
 */
public record CommonSettings(
    String id,
    Duration timeout,
    int attempts,
    Duration age,
    Optional<Path> caFile,
    boolean allowPrivate,
    boolean allowInsecure,
    boolean duress) {
  /** The keys. */
  public static final List<String> KEYS =
      List.of(
          "id",
          "timeoutSeconds",
          "attempts",
          "ageHours",
          "caFile",
          "allowPrivate",
          "allowInsecure",
          "duress");

  /** The topic of a silent alarm. */
  public static final String DURESS = "door/duress";

  /**
   * Reads them.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static CommonSettings of(SettingsReader reader, Map<String, ?> properties, String pid)
      throws VestibuleException {
    return new CommonSettings(
        SinkName.of(reader, properties, pid),
        Duration.ofSeconds(reader.integer("timeoutSeconds", 1, 60, 10)),
        reader.integer("attempts", 1, 50, 12),
        Duration.ofHours(reader.integer("ageHours", 1, 168, 24)),
        reader.path("caFile", 4096),
        reader.flag("allowPrivate", false),
        reader.flag("allowInsecure", false),
        onOrOff(reader, pid, "duress"));
  }

  /** Returns the rules for what may go over several senders at a time. */
  public Rules rules(int concurrency) {
    return new Rules(topic -> duress || !topic.equals(DURESS), attempts, age, concurrency);
  }

  private static boolean onOrOff(SettingsReader reader, String pid, String key)
      throws VestibuleException {
    String word = reader.text(key, 300, "off");
    if (!word.equals("on") && !word.equals("off")) {
      throw SettingsReader.invalid(
          pid, key, "'" + word + "'", "on or off", SettingsReader.example(key, "off"));
    }
    return word.equals("on");
  }
}
