// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;

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

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    Map<String, Object> left = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (!foreign(key)) {
            left.put(key, value);
          }
        });
    Settings settings =
        new Settings(
            (int)
                take(
                    left, "silenceHangoverMillis", 200, 2000, DEFAULTS.silenceHangoverMillis, true),
            (int) take(left, "minSpeechMillis", 64, 2000, DEFAULTS.minSpeechMillis, true),
            (int) take(left, "preRollMillis", 0, 1000, DEFAULTS.preRollMillis, true),
            take(left, "speechThreshold", 0.2, 0.95, DEFAULTS.speechThreshold, false),
            (int) take(left, "maxUtteranceSeconds", 2, 60, DEFAULTS.maxUtteranceSeconds, true),
            take(left, "minConfidence", 0, 0.99, DEFAULTS.minConfidence, false),
            (int) take(left, "maxConcurrent", 1, MOST_CONCURRENT, DEFAULTS.maxConcurrent, true));
    if (!left.isEmpty()) {
      String key = left.keySet().iterator().next();
      throw invalid(
          key, "unknown key", "the keys of org.vestibule.audio", "Remove it or correct its name.");
    }
    return settings;
  }

  /** Returns a length of time in samples at 16 kHz. */
  static long samples(long millis) {
    return millis * Resampler.RATE / 1000;
  }

  private static boolean foreign(String key) {
    return key.startsWith("service.")
        || key.startsWith("component.")
        || key.startsWith("felix.")
        || key.startsWith(".")
        || key.startsWith("org.apache.felix")
        || key.startsWith("osgi.");
  }

  private static double take(
      Map<String, Object> left, String key, double min, double max, double otherwise, boolean whole)
      throws VestibuleException {
    Object found = left.remove(key);
    if (found == null) {
      return otherwise;
    }
    String allowed = (whole ? "a whole number from " : "a number from ") + number(min, whole);
    allowed += " to " + number(max, whole);
    String remedy = "Set " + key + " = " + number(otherwise, whole) + ", for example.";
    try {
      double value = Double.parseDouble(found.toString().trim());
      // The negation also refuses NaN.
      if (!(value >= min && value <= max) || (whole && value != Math.rint(value))) {
        throw invalid(key, String.valueOf(found), allowed, remedy);
      }
      return value;
    } catch (NumberFormatException e) {
      throw invalid(key, "'" + found + "'", allowed, remedy);
    }
  }

  private static String number(double value, boolean whole) {
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String remedy) {
    return new VestibuleException(
        "configuration-invalid", "setting " + key, found, allowed, remedy);
  }
}
