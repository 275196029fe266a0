// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

/**
 * From a sequence of vectors to the probability of each word: a convolution over three vectors in a
 * row, rectified, the largest value of each channel over time, and a softmax. So it does not matter
 * when in the utterance the word was said (max-over-time pooling, Collobert et al. 2011). Arrays
 * are never written after construction. Thread-safe.
 *
 * @param kernel for each channel its weights of three vectors in a row
 * @param bias one for each channel
 * @param out for each class its weights of the channels, the bias last
 */
public record CommandHead(float[][] kernel, float[] bias, float[][] out) {
  /** Vectors in a row that a channel sees. */
  public static final int WIDTH = 3;

  /** Numbers that a channel sees. */
  public static final int FIELD = WIDTH * SpeechEmbedding.SIZE;

  /**
   * Fills the largest value of each channel, 0 at least.
   *
   * @param where the vector at which it was found, -1 where every value was below 0
   */
  public void pool(float[][] vectors, float[] pooled, int[] where) {
    for (int channel = 0; channel < kernel.length; channel++) {
      float[] weights = kernel[channel];
      float most = 0;
      int at = -1;
      for (int t = 0; t + WIDTH <= vectors.length; t++) {
        float sum = bias[channel];
        for (int w = 0; w < WIDTH; w++) {
          sum += product(weights, w * SpeechEmbedding.SIZE, vectors[t + w]);
        }
        if (sum > most) {
          most = sum;
          at = t;
        }
      }
      pooled[channel] = most;
      where[channel] = at;
    }
  }

  /** Four sums at a time: one would wait for its last addition at each number. */
  private static float product(float[] weights, int from, float[] vector) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < SpeechEmbedding.SIZE; i += 4) {
      a += weights[from + i] * vector[i];
      b += weights[from + i + 1] * vector[i + 1];
      c += weights[from + i + 2] * vector[i + 2];
      d += weights[from + i + 3] * vector[i + 3];
    }
    return a + b + (c + d);
  }

  /** Returns the probability of each class from the pooled channels; they sum to 1. */
  public float[] probabilities(float[] pooled) {
    double[] logits = new double[out.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      float[] weights = out[k];
      double sum = weights[pooled.length];
      for (int i = 0; i < pooled.length; i++) {
        sum += weights[i] * pooled[i];
      }
      logits[k] = sum;
      most = Math.max(most, sum);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = Math.exp(logits[k] - most);
      sum += logits[k];
    }
    float[] probabilities = new float[logits.length];
    for (int k = 0; k < logits.length; k++) {
      probabilities[k] = (float) (logits[k] / sum);
    }
    return probabilities;
  }

  /**
   * Returns the probability of each class; they sum to 1. Of fewer than three vectors only the
   * biases speak.
   *
   * @param vectors see {@link SpeechEmbedding#of}
   */
  public float[] judge(float[][] vectors) {
    float[] pooled = new float[kernel.length];
    pool(vectors, pooled, new int[kernel.length]);
    return probabilities(pooled);
  }
}
