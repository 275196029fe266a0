// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.vision.internal.liveness.LivenessSettings;
import org.vestibule.vision.internal.liveness.LivenessSettings.Challenge;
import org.vestibule.vision.internal.picture.Limits;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link VisionConfig}.
 *
 * @param livenessThreshold probability, 0 takes the model's own
 * @param challenge when a visitor is asked to do something
 * @param minFacePixels height of the smallest face that is judged
 * @param minSharpness see {@link org.vestibule.vision.internal.face.Light}
 * @param maxAgeMillis how old a picture may be when it is judged
 * @param margin how much nearer the nearest of a gallery must be than the second, cosine
 * @param maxFaces faces that are judged in one picture
 * @param maxEmbeddings pictures of one track that are judged
 * @param maxPictures pictures of one visit that are judged
 * @param maxMegapixels of a picture
 * @param maxEncodedMegabytes of a file
 * @param maxConcurrent pictures at the same time
 */
record Settings(
    double livenessThreshold,
    Challenge challenge,
    int minFacePixels,
    double minSharpness,
    int maxAgeMillis,
    double margin,
    int maxFaces,
    int maxEmbeddings,
    int maxPictures,
    int maxMegapixels,
    int maxEncodedMegabytes,
    int maxConcurrent) {
  /** What holds where the configuration is silent. */
  static final Settings DEFAULTS =
      new Settings(0, Challenge.UNSURE, 60, 8, 1500, 0.05, 2, 100, 200, 12, 8, 2);

  private static final List<String> KEYS =
      List.of(
          "livenessThreshold",
          "challenge",
          "minFacePixels",
          "minSharpness",
          "maxAgeMillis",
          "margin",
          "maxFaces",
          "maxEmbeddings",
          "maxPictures",
          "maxMegapixels",
          "maxEncodedMegabytes",
          "maxConcurrent");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(VisionConfig.PID, properties, KEYS);
    return new Settings(
        reader.number("livenessThreshold", 0, 1, 0, "0.5 (0 takes the model's own)"),
        challenge(reader),
        reader.integer("minFacePixels", 20, 2000, DEFAULTS.minFacePixels),
        reader.number("minSharpness", 0, 100, DEFAULTS.minSharpness),
        reader.integer("maxAgeMillis", 100, 10_000, DEFAULTS.maxAgeMillis),
        reader.number("margin", 0, 1, DEFAULTS.margin),
        reader.integer("maxFaces", 1, 10, DEFAULTS.maxFaces),
        reader.integer("maxEmbeddings", 1, 1000, DEFAULTS.maxEmbeddings),
        reader.integer("maxPictures", 1, 1000, DEFAULTS.maxPictures),
        reader.integer("maxMegapixels", 1, 50, DEFAULTS.maxMegapixels),
        reader.integer("maxEncodedMegabytes", 1, 64, DEFAULTS.maxEncodedMegabytes),
        reader.integer("maxConcurrent", 1, 16, DEFAULTS.maxConcurrent));
  }

  private static Challenge challenge(SettingsReader reader) throws VestibuleException {
    String word = reader.text("challenge", 20, word(DEFAULTS.challenge));
    for (Challenge challenge : Challenge.values()) {
      if (word.equals(word(challenge))) {
        return challenge;
      }
    }
    throw SettingsReader.invalid(
        VisionConfig.PID,
        "challenge",
        "'" + word + "'",
        String.join(", ", Arrays.stream(Challenge.values()).map(Settings::word).toList()),
        SettingsReader.example("challenge", word(DEFAULTS.challenge)));
  }

  private static String word(Challenge challenge) {
    return challenge.name().toLowerCase(Locale.ROOT);
  }

  /** Returns how much of a picture is read at all. */
  Limits limits() {
    return new Limits(maxMegapixels * 1_000_000L, maxEncodedMegabytes * 1_000_000L);
  }

  /** Returns how strictly life is asked for. */
  LivenessSettings liveness() {
    return new LivenessSettings(livenessThreshold, challenge);
  }
}
