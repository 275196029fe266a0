// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import org.vestibule.api.model.ModelException;

/**
 * The network of RNNoise 0.1 (Valin 2018, "Deep learning architecture"): what the features say of
 * voice, of noise, and which gain each band gets. Shared by all streams, never changed.
 *
 * @param input 42 features to 24
 * @param voice a GRU of 24 over them
 * @param voiceOutput from it the probability of speech
 * @param noise a GRU of 48 over input, voice and features
 * @param gains a GRU of 96 over voice, noise and features
 * @param gainsOutput from it a gain for each of 22 bands
 */
record Weights(Dense input, Gru voice, Dense voiceOutput, Gru noise, Gru gains, Dense gainsOutput) {
  /** Features of a frame. */
  static final int FEATURES = 42;

  /** The family of packs that can be read here. */
  static final String FAMILY = "rnnoise-0-1";

  private static final int INPUT = 24;
  private static final int VOICE = 24;
  private static final int NOISE = 48;
  private static final int GAINS = 96;
  private static final int DENSE_WORDS = 5;

  /** What the reference calls ACTIVATION_*. */
  private enum Activation {
    TANH,
    SIGMOID,
    RELU
  }

  /** A layer: sums of weighted inputs; {@code weights[input * outputs + output]}. */
  record Dense(float[] bias, float[] weights) {}

  /** A gated recurrent unit (Cho et al. 2014): update, reset and state lie beside each other. */
  record Gru(float[] bias, float[] weights, float[] recurrent) {}

  /**
   * Reads the network out of a module's memory. The C structure RNNModel holds six pairs of a
   * layer's size and address; a layer's holds the addresses of its numbers, its sizes and its
   * activation. All of it must be as this family has it.
   *
   * @param pack for messages
   * @param module a build of the reference for WebAssembly
   * @param modelAddress where the structure lies
   * @throws ModelException {@code model-manifest-invalid} if there is another network, or none
   */
  static Weights read(String pack, byte[] module, int modelAddress) throws ModelException {
    WasmMemory memory = WasmMemory.read(pack, module);
    Layers layers = new Layers(pack, memory, modelAddress);
    Dense input = layers.dense(0, FEATURES, INPUT, Activation.TANH);
    Gru voice = layers.gru(1, INPUT, VOICE);
    Gru noise = layers.gru(2, INPUT + VOICE + FEATURES, NOISE);
    Gru gains = layers.gru(3, VOICE + NOISE + FEATURES, GAINS);
    Dense gainsOutput = layers.dense(4, GAINS, Bands.COUNT, Activation.SIGMOID);
    Dense voiceOutput = layers.dense(5, VOICE, 1, Activation.SIGMOID);
    return new Weights(input, voice, voiceOutput, noise, gains, gainsOutput);
  }

  /** The six layers in the order of the structure. */
  private record Layers(String pack, WasmMemory memory, int model) {
    Dense dense(int index, int inputs, int outputs, Activation activation) throws ModelException {
      int layer = layer(index, outputs);
      check(index, layer + 2 * Integer.BYTES, inputs, outputs, activation);
      return new Dense(
          memory.bytes(memory.word(layer), outputs),
          memory.bytes(memory.word(layer + Integer.BYTES), inputs * outputs));
    }

    Gru gru(int index, int inputs, int outputs) throws ModelException {
      int layer = layer(index, outputs);
      check(index, layer + 3 * Integer.BYTES, inputs, outputs, Activation.RELU);
      return new Gru(
          memory.bytes(memory.word(layer), 3 * outputs),
          memory.bytes(memory.word(layer + Integer.BYTES), inputs * 3 * outputs),
          memory.bytes(memory.word(layer + 2 * Integer.BYTES), outputs * 3 * outputs));
    }

    private int layer(int index, int outputs) throws ModelException {
      int pair = model + index * 2 * Integer.BYTES;
      if (memory.word(pair) != outputs) {
        throw WasmMemory.invalid(pack, "layer " + index + " of " + memory.word(pair));
      }
      int layer = memory.word(pair + Integer.BYTES);
      memory.bytes(layer, DENSE_WORDS * Integer.BYTES);
      return layer;
    }

    private void check(int index, int at, int inputs, int outputs, Activation activation)
        throws ModelException {
      int foundInputs = memory.word(at);
      int foundOutputs = memory.word(at + Integer.BYTES);
      int foundActivation = memory.word(at + 2 * Integer.BYTES);
      if (foundInputs != inputs
          || foundOutputs != outputs
          || foundActivation != activation.ordinal()) {
        throw WasmMemory.invalid(
            pack, "layer " + index + " from " + foundInputs + " to " + foundOutputs);
      }
    }
  }
}
