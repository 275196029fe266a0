// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;

/**
 * A decoder that writes one text, its cache in the runtime's memory. The first step fills the cache
 * from empty tensors; the half of it that belongs to the sound stays to the end, the half that
 * belongs to the text is replaced at each step. Not thread-safe.
 */
final class Decoder implements AutoCloseable {
  private final ModelLease lease;
  private final DecoderRules rules;
  private final Map<String, Tensor> inputs = new HashMap<>();
  private final long[] token = new long[1];
  private ModelRun first;
  private ModelRun before;
  private double noSpeech;

  /**
   * @param heard what the encoder made of the sound; its run must stay open
   */
  Decoder(ModelLease lease, DecoderRules rules, Tensor heard) {
    this.lease = lease;
    this.rules = rules;
    inputs.put("encoder_hidden_states", heard);
    for (TensorSpec spec : rules.past()) {
      // A graph that is told to ignore its cache may get no row; one that joins it needs a row.
      long[] empty =
          rules.switched()
              ? new long[] {0, spec.shape().get(1), 1, spec.shape().get(3)}
              : new long[] {1, spec.shape().get(1), 0, spec.shape().get(3)};
      inputs.put(spec.name(), new Tensor.Floats(FloatBuffer.allocate(0), empty));
    }
  }

  /** Reads the prompt and returns the scores of the first token. */
  float[] begin() throws ModelException {
    long[] prompt = Arrays.stream(rules.start()).asLongStream().toArray();
    inputs.put("input_ids", Tensor.longs(prompt, 1, prompt.length));
    useCache(false);
    first = lease.run(DecoderRules.DECODER, inputs);
    float[] logits = first.floats("logits");
    int size = logits.length / prompt.length;
    if (rules.noSpeech() >= 0) {
      noSpeech = Math.exp(Scores.log(logits, 0, size, rules.noSpeech()));
    }
    float[] last =
        prompt.length == 1
            ? logits
            : Arrays.copyOfRange(logits, logits.length - size, logits.length);
    rules.mask(last, 0, size, true);
    for (TensorSpec spec : rules.past()) {
      inputs.put(spec.name(), first.held(DecoderRules.present(spec)));
    }
    useCache(true);
    inputs.put("input_ids", new Tensor.Longs(LongBuffer.wrap(token), new long[] {1, 1}));
    return last;
  }

  /** Takes the chosen token and returns the scores of the one behind it. */
  float[] next(int chosen) throws ModelException {
    token[0] = chosen;
    ModelRun step = lease.run(DecoderRules.DECODER, inputs);
    if (before != null) {
      before.close();
    }
    before = step;
    for (TensorSpec spec : rules.past()) {
      if (DecoderRules.ofText(spec)) {
        inputs.put(spec.name(), step.held(DecoderRules.present(spec)));
      }
    }
    float[] logits = step.floats("logits");
    rules.mask(logits, 0, logits.length, false);
    return logits;
  }

  private void useCache(boolean use) {
    if (rules.switched()) {
      inputs.put(DecoderRules.SWITCH, Tensor.bool(use));
    }
  }

  /** Returns the run of {@link #begin()}, which holds the sound's half of the cache. */
  ModelRun first() {
    return first;
  }

  /** Returns the inputs of the step after {@link #begin()}. */
  Map<String, Tensor> inputs() {
    return inputs;
  }

  /** Returns how likely it is that nobody speaks, 0 to 1; 0 where the decoder has no such mark. */
  double noSpeech() {
    return noSpeech;
  }

  @Override
  public void close() {
    if (before != null) {
      before.close();
    }
    if (first != null) {
      first.close();
    }
  }
}
