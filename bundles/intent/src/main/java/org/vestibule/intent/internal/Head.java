// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.List;
import org.vestibule.api.intent.Intent;

/**
 * A multinomial logistic regression (softmax) over sentence embeddings, with the embeddings that it
 * was trained on, rounded to bytes. Immutable by convention: arrays are never written after
 * construction. Thread-safe.
 *
 * @param encoder id of the sentence encoder whose embeddings it reads
 * @param fingerprint hash of all that it was trained from
 * @param labels what each row means; {@code UNCLEAR} is the row of what visitors do not say
 * @param weights one row for each label, as long as an embedding
 * @param bias one for each label
 * @param temperature divides the logits (Guo et al. 2017, "On Calibration of Modern Neural
 *     Networks"); above 0
 * @param thresholds the bounds that were calibrated with it
 * @param examples training sentences that have an intent, see {@link #rounded}
 */
public record Head(
    String encoder,
    String fingerprint,
    List<Intent> labels,
    float[][] weights,
    float[] bias,
    double temperature,
    Thresholds thresholds,
    byte[][] examples) {
  /** Copies the list of labels. */
  public Head {
    labels = List.copyOf(labels);
  }

  /**
   * What a head says of one sentence.
   *
   * @param probabilities of each label; they sum to 1
   * @param nearest cosine to the nearest training sentence, -1 to 1
   */
  public record Scores(double[] probabilities, double nearest) {}

  /** Returns what it says of an embedding. */
  public Scores scores(float[] embedding) {
    return new Scores(probabilities(embedding), nearest(embedding));
  }

  /** Returns how long an embedding is. */
  public int dimensions() {
    return weights[0].length;
  }

  /** Returns the probability of each label; they sum to 1. */
  public double[] probabilities(float[] embedding) {
    double[] p = new double[weights.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < p.length; k++) {
      double logit = bias[k];
      for (int i = 0; i < embedding.length; i++) {
        logit += (double) weights[k][i] * embedding[i];
      }
      p[k] = logit / temperature;
      most = Math.max(most, p[k]);
    }
    double sum = 0;
    for (int k = 0; k < p.length; k++) {
      // StrictMath: the same bits on every machine.
      p[k] = StrictMath.exp(p[k] - most);
      sum += p[k];
    }
    for (int k = 0; k < p.length; k++) {
      p[k] /= sum;
    }
    return p;
  }

  /** Returns the cosine to the nearest training sentence, -1 to 1. */
  double nearest(float[] embedding) {
    double best = -1;
    double length = 0;
    for (float value : embedding) {
      length += (double) value * value;
    }
    for (byte[] example : examples) {
      float dot = 0;
      int square = 0;
      for (int i = 0; i < example.length; i++) {
        dot += example[i] * embedding[i];
        square += example[i] * example[i];
      }
      best = Math.max(best, dot / Math.sqrt(Math.max(square * length, Double.MIN_NORMAL)));
    }
    return best;
  }

  /** Rounds an embedding to bytes, its largest value to 127: only its direction is kept. */
  public static byte[] rounded(float[] embedding) {
    float largest = Float.MIN_NORMAL;
    for (float value : embedding) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] bytes = new byte[embedding.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(127 * embedding[i] / largest);
    }
    return bytes;
  }
}
