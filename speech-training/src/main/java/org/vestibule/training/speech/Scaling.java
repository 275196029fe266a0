// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.List;
import org.vestibule.audio.internal.command.CommandHead;
import org.vestibule.audio.internal.command.SpeechEmbedding;

/** Mean and spread of each number of a vector: trained on scaled vectors, served on plain ones. */
record Scaling(float[] mean, float[] spread) {
  private static final double SMALL = 1e-3;

  /** Measures examples. */
  static Scaling of(List<Examples.Example> examples) {
    double[] sum = new double[SpeechEmbedding.SIZE];
    double[] squares = new double[SpeechEmbedding.SIZE];
    long count = 0;
    for (Examples.Example example : examples) {
      for (float[] vector : example.vectors()) {
        for (int i = 0; i < vector.length; i++) {
          sum[i] += vector[i];
          squares[i] += vector[i] * (double) vector[i];
        }
        count++;
      }
    }
    Scaling scaling = new Scaling(new float[sum.length], new float[sum.length]);
    for (int i = 0; i < sum.length; i++) {
      double mean = sum[i] / count;
      scaling.mean[i] = (float) mean;
      scaling.spread[i] = (float) Math.sqrt(Math.max(SMALL, squares[i] / count - mean * mean));
    }
    return scaling;
  }

  /** Scales vectors in place. */
  void apply(List<Examples.Example> examples) {
    for (Examples.Example example : examples) {
      for (float[] vector : example.vectors()) {
        for (int i = 0; i < vector.length; i++) {
          vector[i] = (vector[i] - mean[i]) / spread[i];
        }
      }
    }
  }

  /**
   * Returns a head for plain vectors.
   *
   * @param temperature divides the logits
   */
  CommandHead folded(CommandHead head, double temperature) {
    float[][] kernel = new float[head.kernel().length][CommandHead.FIELD];
    float[] bias = head.bias().clone();
    for (int c = 0; c < kernel.length; c++) {
      double shift = 0;
      for (int i = 0; i < CommandHead.FIELD; i++) {
        int number = i % SpeechEmbedding.SIZE;
        kernel[c][i] = head.kernel()[c][i] / spread[number];
        shift += kernel[c][i] * (double) mean[number];
      }
      bias[c] -= (float) shift;
    }
    float[][] out = new float[head.out().length][];
    for (int k = 0; k < out.length; k++) {
      out[k] = head.out()[k].clone();
      for (int i = 0; i < out[k].length; i++) {
        out[k][i] /= (float) temperature;
      }
    }
    return new CommandHead(kernel, bias, out);
  }
}
