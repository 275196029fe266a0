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
 * @param silenceHangoverMillis silence that ends an utterance, before it adapts to the speaker
 * @param leastHangoverMillis what it may become for a hurried speaker; the above where that is less
 * @param mostHangoverMillis what it may become for a slow speaker; the first where that is more
 * @param minSpeechMillis voiced sound that makes an utterance
 * @param preRollMillis sound kept from before the first voiced chunk
 * @param speechThreshold probability from which a chunk is speech, 0 to 1
 * @param maxUtteranceSeconds length at which an utterance is cut
 * @param minConfidence below it a text counts as not understood, 0 to 1
 * @param maxConcurrent hearings at the same time
 * @param partialMillis new voiced sound for a partial text, 0 for none
 * @param beamWidth readings that are followed where alternatives are wanted
 * @param secondLook whether doubtful utterances are recognised in other views, too
 * @param recogniserDenoiser what stands in front of the recogniser
 */
record Settings(
    int silenceHangoverMillis,
    int leastHangoverMillis,
    int mostHangoverMillis,
    int minSpeechMillis,
    int preRollMillis,
    double speechThreshold,
    int maxUtteranceSeconds,
    double minConfidence,
    int maxConcurrent,
    int partialMillis,
    int beamWidth,
    boolean secondLook,
    RecogniserDenoiser recogniserDenoiser) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS =
      new Settings(
          600, 350, 1000, 250, 200, 0.5, 20, 0.2, 4, 600, 4, false, RecogniserDenoiser.OFF);

  /** The most hearings that {@code maxConcurrent} may allow. */
  static final int MOST_CONCURRENT = 16;

  /** The key of {@link #recogniserDenoiser()}. */
  static final String DENOISER = "recogniserDenoiser";

  private static final List<String> KEYS =
      List.of(
          "silenceHangoverMillis",
          "leastHangoverMillis",
          "mostHangoverMillis",
          "minSpeechMillis",
          "preRollMillis",
          "speechThreshold",
          "maxUtteranceSeconds",
          "minConfidence",
          "maxConcurrent",
          "partialMillis",
          "beamWidth",
          "secondLook",
          DENOISER);

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
        reader.integer("leastHangoverMillis", 200, 2000, DEFAULTS.leastHangoverMillis),
        reader.integer("mostHangoverMillis", 200, 3000, DEFAULTS.mostHangoverMillis),
        reader.integer("minSpeechMillis", 64, 2000, DEFAULTS.minSpeechMillis),
        reader.integer("preRollMillis", 0, 1000, DEFAULTS.preRollMillis),
        reader.number("speechThreshold", 0.2, 0.95, DEFAULTS.speechThreshold),
        reader.integer("maxUtteranceSeconds", 2, 60, DEFAULTS.maxUtteranceSeconds),
        reader.number("minConfidence", 0, 0.99, DEFAULTS.minConfidence),
        reader.integer("maxConcurrent", 1, MOST_CONCURRENT, DEFAULTS.maxConcurrent),
        reader.integer("partialMillis", 0, 5000, DEFAULTS.partialMillis),
        reader.integer("beamWidth", 1, 8, DEFAULTS.beamWidth),
        reader.flag("secondLook", DEFAULTS.secondLook),
        RecogniserDenoiser.of(reader.text(DENOISER, 40, RecogniserDenoiser.OFF.word())));
  }

  /** Returns a length of time in samples at 16 kHz. */
  static long samples(long millis) {
    return millis * Resampler.RATE / 1000;
  }
}
