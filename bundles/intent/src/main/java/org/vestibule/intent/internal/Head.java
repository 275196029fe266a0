// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.List;
import org.vestibule.api.intent.Intent;

/**
 * Says what a sentence's embedding means: a softmax regression and the nearest training sentences,
 * mixed. Immutable by convention; thread-safe.
 *
 * @param encoder id of the sentence encoder whose embeddings it reads
 * @param fingerprint hash of all that it was trained from
 * @param labels what each class means; one of {@code UNCLEAR} is what visitors do not say
 * @param softmax the regression
 * @param share how much the nearest neighbours count, 0 to 1
 * @param thresholds the bounds that were calibrated with it
 * @param examples the training sentences; those of the guard come first
 * @param guard the head without anything that a site taught, so that an emergency that it sees is
 *     one whatever was taught; {@code null} for a head to which nothing was taught
 */
public record Head(
    String encoder,
    String fingerprint,
    List<Label> labels,
    Softmax softmax,
    double share,
    Thresholds thresholds,
    Examples examples,
    Head guard) {
  /** Copies the list of labels. */
  public Head {
    labels = List.copyOf(labels);
  }

  /**
   * What a head says of one sentence.
   *
   * @param probabilities of each label; they sum to 1
   * @param nearest cosine to the nearest training sentence that has an intent, -1 to 1
   * @param guarded what the guard says; {@code null} without one
   */
  public record Scores(double[] probabilities, double nearest, double[] guarded) {}

  /** Returns what it says of an embedding. */
  public Scores scores(float[] embedding) {
    double[] cosines = examples.cosines(embedding);
    return new Scores(
        mixed(embedding, cosines),
        nearest(cosines),
        guard == null ? null : guard.mixed(embedding, cosines));
  }

  /** Returns how long an embedding is. */
  public int dimensions() {
    return softmax.dimensions();
  }

  /** Returns the likelihood of an intent: the sum over its labels. */
  double mass(double[] probabilities, Intent intent) {
    double mass = 0;
    for (int k = 0; k < probabilities.length; k++) {
      mass += labels.get(k).intent() == intent ? probabilities[k] : 0;
    }
    return mass;
  }

  /** Returns the share of each label among the nearest training sentences. */
  public double[] neighbours(float[] embedding) {
    return examples.neighbours(examples.cosines(embedding), labels.size());
  }

  private double[] mixed(float[] embedding, double[] cosines) {
    double[] p = softmax.probabilities(embedding);
    double[] near = examples.neighbours(cosines, p.length);
    for (int k = 0; k < p.length; k++) {
      p[k] = (1 - share) * p[k] + share * near[k];
    }
    return p;
  }

  private double nearest(double[] cosines) {
    double best = -1;
    for (int n = 0; n < cosines.length; n++) {
      if (labels.get(examples.classes()[n]).intent() != Intent.UNCLEAR) {
        best = Math.max(best, cosines[n]);
      }
    }
    return best;
  }
}
