// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/**
 * Turns a sentence into a vector of length 1: tokens, last hidden state, mean over the attention
 * mask, L2 norm (Reimers and Gurevych 2019, "Sentence-BERT", section 3, mean pooling).
 */
public final class SentenceEmbedding {
  private static final String NETWORK = "embed";
  private static final String FAMILY = "mean-pool-384";

  private SentenceEmbedding() {}

  /**
   * Embeds one sentence; what is beyond the encoder's longest input is not read.
   *
   * @param encoder a lease of slot {@code sentence}
   * @throws ModelException {@code model-*} when the encoder is not of the family that this reads,
   *     or fails
   */
  public static float[] of(ModelLease encoder, String text) throws ModelException {
    ModelManifest manifest = encoder.manifest();
    NetworkSpec network = network(manifest);
    TokenSequence tokens = encoder.tokenize(text, (int) manifest.parameter("maxTokens"));
    int length = tokens.ids().length;
    Map<String, Tensor> inputs =
        Map.of(
            "input_ids", Tensor.longs(tokens.ids(), 1, length),
            "attention_mask", Tensor.longs(tokens.attentionMask(), 1, length),
            "token_type_ids", Tensor.longs(tokens.typeIds(), 1, length));
    try (ModelRun run = encoder.run(NETWORK, inputs)) {
      return pooled(run.floats(network.outputs().get(0).name()), tokens.attentionMask());
    }
  }

  private static NetworkSpec network(ModelManifest manifest) throws ModelException {
    NetworkSpec network = manifest.network(NETWORK).orElse(null);
    if (network == null || !manifest.family().equals(FAMILY)) {
      throw new ModelException(
          "model-signature-mismatch",
          "model pack " + manifest.id() + " in slot sentence",
          "family " + manifest.family() + (network == null ? " without network embed" : ""),
          "family " + FAMILY + " with network " + NETWORK,
          "Activate a sentence encoder of that family, for example minilm.");
    }
    return network;
  }

  private static float[] pooled(float[] states, long[] mask) {
    int dimensions = states.length / mask.length;
    float[] sum = new float[dimensions];
    for (int token = 0; token < mask.length; token++) {
      if (mask[token] != 0) {
        for (int i = 0; i < dimensions; i++) {
          sum[i] += states[token * dimensions + i];
        }
      }
    }
    // The number of tokens falls out with the length.
    double square = 0;
    for (float value : sum) {
      square += (double) value * value;
    }
    float length = (float) Math.sqrt(Math.max(square, Double.MIN_NORMAL));
    for (int i = 0; i < dimensions; i++) {
      sum[i] /= length;
    }
    return sum;
  }
}
