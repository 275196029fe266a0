// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.HashMap;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;

/**
 * A decoder that writes several texts about the same sound in one run a step. One run for four is
 * cheaper than four runs, for most of a step is reading the weights. The text's half of the cache
 * is copied, since texts change their places and share their beginnings. Not thread-safe.
 */
final class BatchDecoder {
  private final ModelLease lease;
  private final DecoderRules rules;
  private final Map<String, Tensor> inputs;
  private final Map<String, float[]> text = new HashMap<>();
  private final Map<String, float[]> sound = new HashMap<>();
  private int rows;

  /** Goes on where {@code begun} has read the prompt; that stays open. */
  BatchDecoder(ModelLease lease, DecoderRules rules, Decoder begun) throws ModelException {
    this.lease = lease;
    this.rules = rules;
    inputs = new HashMap<>(begun.inputs());
    for (TensorSpec spec : rules.past()) {
      float[] values = begun.first().floats(DecoderRules.present(spec));
      (DecoderRules.ofText(spec) ? text : sound).put(spec.name(), values);
    }
    rows = 1;
  }

  /**
   * Takes a step.
   *
   * @param parents which text of the step before each new one goes on from
   * @param tokens the token that each new one adds
   * @return the scores, a row for each text, one behind the other
   */
  float[] next(int[] parents, long[] tokens) throws ModelException {
    for (TensorSpec spec : rules.past()) {
      if (DecoderRules.ofText(spec)) {
        place(spec, picked(text.get(spec.name()), rows, parents), parents.length);
      } else if (parents.length != rows) {
        place(spec, picked(sound.get(spec.name()), 1, new int[parents.length]), parents.length);
      }
    }
    rows = parents.length;
    inputs.put("input_ids", Tensor.longs(tokens, rows, 1));
    try (ModelRun run = lease.run(DecoderRules.DECODER, inputs)) {
      for (TensorSpec spec : rules.past()) {
        if (DecoderRules.ofText(spec)) {
          text.put(spec.name(), run.floats(DecoderRules.present(spec)));
        }
      }
      float[] logits = run.floats("logits");
      for (int row = 0, size = logits.length / rows; row < rows; row++) {
        rules.mask(logits, row * size, (row + 1) * size, false);
      }
      return logits;
    }
  }

  private void place(TensorSpec spec, float[] values, int count) {
    long heads = spec.shape().get(1);
    long size = spec.shape().get(3);
    long length = values.length / (count * heads * size);
    inputs.put(spec.name(), Tensor.floats(values, count, heads, length, size));
  }

  private static float[] picked(float[] all, int rows, int[] from) {
    int size = all.length / rows;
    float[] picked = new float[from.length * size];
    for (int row = 0; row < from.length; row++) {
      System.arraycopy(all, from[row] * size, picked, row * size, size);
    }
    return picked;
  }
}
