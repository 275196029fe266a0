// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** Who answers for this gateway; empty where nobody wrote it down. */
record Controller(String name, String address, String contact, String dpo) {
  /** The keys, as {@link PapersConfig} has them. */
  static final List<String> KEYS =
      List.of("controllerName", "controllerAddress", "controllerContact", "dpoContact");

  /** Nothing was written. */
  static final Controller UNKNOWN = new Controller("", "", "", "");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static Controller of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PapersConfig.PID, properties, KEYS);
    return new Controller(
        line(reader.text("controllerName", 200, "")),
        line(reader.text("controllerAddress", 300, "")),
        line(reader.text("controllerContact", 200, "")),
        line(reader.text("dpoContact", 200, "")));
  }

  /** One line, in which nothing is markup. */
  private static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}<>|`*_#\\[\\]\\\\]+", " ").strip();
  }
}
