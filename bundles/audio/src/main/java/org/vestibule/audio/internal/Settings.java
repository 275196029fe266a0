// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link AudioConfig}.
 *
 * @param silenceHangoverMillis silence that ends an utterance
 * @param minSpeechMillis voiced sound that makes an utterance
 * @param preRollMillis sound kept from before the first voiced chunk
 * @param speechThreshold probability from which a chunk is speech, 0 to 1
 * @param maxUtteranceSeconds length at which an utterance is cut
 * @param minConfidence below it a text counts as not understood, 0 to 1
 * @param maxConcurrent hearings at the same time
 */
record Settings(
    int silenceHangoverMillis,
    int minSpeechMillis,
    int preRollMillis,
    double speechThreshold,
    int maxUtteranceSeconds,
    double minConfidence,
    int maxConcurrent) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS = new Settings(600, 250, 200, 0.5, 20, 0.5, 4);

  /** The most hearings that {@code maxConcurrent} may allow. */
  static final int MOST_CONCURRENT = 16;

  private static final List<String> KEYS =
      List.of(
          "silenceHangoverMillis",
          "minSpeechMillis",
          "preRollMillis",
          "speechThreshold",
          "maxUtteranceSeconds",
          "minConfidence",
          "maxConcurrent");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(AudioConfig.PID, properties, KEYS);
    return new Settings(
        reader.integer("silenceHangoverMillis", 200, 2000, DEFAULTS.silenceHangoverMillis),
        reader.integer("minSpeechMillis", 64, 2000, DEFAULTS.minSpeechMillis),
        reader.integer("preRollMillis", 0, 1000, DEFAULTS.preRollMillis),
        reader.number("speechThreshold", 0.2, 0.95, DEFAULTS.speechThreshold),
        reader.integer("maxUtteranceSeconds", 2, 60, DEFAULTS.maxUtteranceSeconds),
        reader.number("minConfidence", 0, 0.99, DEFAULTS.minConfidence),
        reader.integer("maxConcurrent", 1, MOST_CONCURRENT, DEFAULTS.maxConcurrent));
  }

  /** Returns a length of time in samples at 16 kHz. */
  static long samples(long millis) {
    return millis * Resampler.RATE / 1000;
  }
}
