// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.vestibule.audio.internal.command.CommandHead;
import org.vestibule.audio.internal.command.SpeechEmbedding;

/**
 * Trains a {@link CommandHead}: cross entropy by Adam (Kingma and Ba 2015) in batches, with dropout
 * of pooled channels (Srivastava et al. 2014), label smoothing and a step that falls along a
 * cosine. One thread, so the same examples and seed give the same head on the same machine.
 */
final class HeadTraining {
  private static final int CHANNELS = 96;
  private static final int CLASSES = Words.OTHER + 1;
  private static final int EPOCHS = 20;
  private static final int BATCH = 64;
  private static final double STEP = 2e-3;
  private static final double DECAY = 1e-4;
  private static final float KEEP = 0.7f;
  private static final float SMOOTHING = 0.05f;

  private final Random random;
  private final CommandHead head;
  private final CommandHead gradient;
  private final Adam adam;
  private final float[] pooled = new float[CHANNELS];
  private final float[] back = new float[CHANNELS];
  private final int[] where = new int[CHANNELS];

  private HeadTraining(Random random) {
    this.random = random;
    head = zero();
    gradient = zero();
    initialise(head.kernel(), CommandHead.FIELD);
    initialise(head.out(), CHANNELS);
    adam = new Adam(rows(head), rows(gradient), DECAY);
  }

  /** Trains on examples whose vectors are scaled, see {@link Scaling}. */
  static CommandHead train(List<Examples.Example> examples, Random random) {
    HeadTraining training = new HeadTraining(random);
    List<Examples.Example> order = new ArrayList<>(examples);
    int batches = (order.size() + BATCH - 1) / BATCH;
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      Collections.shuffle(order, random);
      for (int batch = 0; batch < batches; batch++) {
        double done = (epoch + batch / (double) batches) / EPOCHS;
        int to = Math.min(order.size(), (batch + 1) * BATCH);
        training.learn(order.subList(batch * BATCH, to), STEP * (1 + Math.cos(Math.PI * done)) / 2);
      }
    }
    return training.head;
  }

  private void learn(List<Examples.Example> batch, double step) {
    for (Examples.Example example : batch) {
      head.pool(example.vectors(), pooled, where);
      for (int c = 0; c < CHANNELS; c++) {
        boolean kept = random.nextFloat() < KEEP;
        pooled[c] = kept ? pooled[c] / KEEP : 0;
        where[c] = kept ? where[c] : -1;
      }
      float[] error = head.probabilities(pooled);
      for (int k = 0; k < CLASSES; k++) {
        float wanted = (k == example.label() ? 1 - SMOOTHING : 0) + SMOOTHING / CLASSES;
        error[k] = (error[k] - wanted) / batch.size();
      }
      propagate(example.vectors(), error);
    }
    adam.step(step);
  }

  private void propagate(float[][] vectors, float[] error) {
    Arrays.fill(back, 0);
    for (int k = 0; k < CLASSES; k++) {
      float[] weights = head.out()[k];
      float[] sums = gradient.out()[k];
      for (int c = 0; c < CHANNELS; c++) {
        sums[c] += error[k] * pooled[c];
        back[c] += error[k] * weights[c];
      }
      sums[CHANNELS] += error[k];
    }
    for (int c = 0; c < CHANNELS; c++) {
      if (where[c] >= 0) {
        float slope = back[c] / KEEP;
        float[] sums = gradient.kernel()[c];
        for (int i = 0; i < CommandHead.FIELD; i++) {
          sums[i] += slope * vectors[where[c] + i / SpeechEmbedding.SIZE][i % SpeechEmbedding.SIZE];
        }
        gradient.bias()[c] += slope;
      }
    }
  }

  private static CommandHead zero() {
    return new CommandHead(
        new float[CHANNELS][CommandHead.FIELD],
        new float[CHANNELS],
        new float[CLASSES][CHANNELS + 1]);
  }

  /** He et al. 2015: the variance is 2 over the number of inputs; the bias stays 0. */
  private void initialise(float[][] rows, int inputs) {
    for (float[] row : rows) {
      for (int i = 0; i < inputs; i++) {
        row[i] = (float) (random.nextGaussian() * Math.sqrt(2.0 / inputs));
      }
    }
  }

  private static List<float[]> rows(CommandHead head) {
    List<float[]> rows = new ArrayList<>(List.of(head.kernel()));
    rows.add(head.bias());
    rows.addAll(List.of(head.out()));
    return rows;
  }
}
