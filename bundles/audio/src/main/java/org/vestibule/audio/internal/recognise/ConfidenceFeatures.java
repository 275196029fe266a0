// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;

/**
 * What a calibration looks at. The set follows what Whisper's decoding looks at (Radford et al.
 * 2022, section 4.5) and utterance features for confidence (Jiang 2005, "Confidence measures for
 * speech recognition: A survey", section 2).
 *
 * @param meanLogProbability of the tokens, the end mark included
 * @param minLogProbability of the least likely token
 * @param tokensPerSecond tokens a second of voiced sound
 * @param voicedShare which part of the utterance was voiced, 0 to 1
 * @param compressionRatio bytes of the text by bytes of it compressed with zlib
 * @param voiceProbability mean probability of voice in what was voiced, 0 to 1; the evidence that
 *     somebody speaks at all
 */
public record ConfidenceFeatures(
    double meanLogProbability,
    double minLogProbability,
    double tokensPerSecond,
    double voicedShare,
    double compressionRatio,
    double voiceProbability) {
  /** Names of the features in the order of {@link #vector()}, as in a manifest's parameters. */
  public static final List<String> NAMES =
      List.of(
          "MeanLogProbability",
          "MinLogProbability",
          "TokensPerSecond",
          "VoicedShare",
          "CompressionRatio",
          "VoiceProbability");

  /** Looks at one reading. */
  public static ConfidenceFeatures of(Reading reading, Voicing voicing) {
    return new ConfidenceFeatures(
        reading.meanLogProbability(),
        reading.minLogProbability(),
        reading.tokens().length / Math.max(0.1, voicing.seconds()),
        voicing.share(),
        compressionRatio(reading.text()),
        voicing.probability());
  }

  /** Returns the values in the order of {@link #NAMES}. */
  public double[] vector() {
    return new double[] {
      meanLogProbability,
      minLogProbability,
      tokensPerSecond,
      voicedShare,
      compressionRatio,
      voiceProbability
    };
  }

  private static double compressionRatio(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return 0;
    }
    Deflater zlib = new Deflater();
    try {
      zlib.setInput(bytes);
      zlib.finish();
      return bytes.length / (double) zlib.deflate(new byte[bytes.length + 64]);
    } finally {
      zlib.end();
    }
  }
}
