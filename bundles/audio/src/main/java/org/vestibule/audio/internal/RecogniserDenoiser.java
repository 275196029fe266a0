// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Locale;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** What stands in front of the recogniser. */
enum RecogniserDenoiser {
  /** Nothing: it hears what the station heard. */
  OFF,
  /** The suppressor that a human ear has too. */
  SUPPRESSOR;

  /** Reads a setting's value. */
  static RecogniserDenoiser of(String word) throws VestibuleException {
    for (RecogniserDenoiser one : values()) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    throw SettingsReader.invalid(
        AudioConfig.PID,
        Settings.DENOISER,
        "'" + word + "'",
        "off or suppressor",
        SettingsReader.example(Settings.DENOISER, OFF.word()));
  }

  /** Returns its name in a configuration. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
