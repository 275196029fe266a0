// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Moonshine through ONNX Runtime's Java API alone, greedy, with the options of the house: the peer
 * that the house's way is measured against. Not thread-safe.
 */
final class BareMoonshine implements AutoCloseable {
  private static final int END = 2;
  private static final String PAST = "past_key_values";
  private static final String PRESENT = "present";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession encoder;
  private final OrtSession decoder;
  private final Map<String, OnnxTensor> empty = new HashMap<>();

  BareMoonshine(Path pack) throws OrtException {
    encoder = open(pack.resolve("encoder_model.onnx"));
    decoder = open(pack.resolve("decoder_model_merged.onnx"));
    for (String name : decoder.getInputNames()) {
      if (name.startsWith(PAST)) {
        long[] shape = shape(name);
        empty.put(
            name,
            OnnxTensor.createTensor(
                environment, FloatBuffer.allocate(0), new long[] {0, shape[1], 1, shape[3]}));
      }
    }
  }

  private long[] shape(String input) throws OrtException {
    return ((ai.onnxruntime.TensorInfo) decoder.getInputInfo().get(input).getInfo()).getShape();
  }

  private OrtSession open(Path graph) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      return environment.createSession(graph.toString(), options);
    }
  }

  /**
   * Recognises.
   *
   * @param sound samples at 16 kHz, half a second at least
   * @param cap the most tokens
   * @return how many tokens were chosen, the end mark not counted
   */
  int transcribe(float[] sound, int cap) throws OrtException {
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(sound), new long[] {1, sound.length});
        OrtSession.Result encoded = encoder.run(Map.of("input_values", input));
        OnnxTensor begin = OnnxTensor.createTensor(environment, new boolean[] {false});
        OnnxTensor goOn = OnnxTensor.createTensor(environment, new boolean[] {true})) {
      Map<String, OnnxTensor> inputs = new HashMap<>(empty);
      inputs.put("encoder_hidden_states", (OnnxTensor) encoded.get(0));
      inputs.put("use_cache_branch", begin);
      return decode(inputs, goOn, cap);
    }
  }

  private int decode(Map<String, OnnxTensor> inputs, OnnxTensor goOn, int cap) throws OrtException {
    try (OrtSession.Result first = step(inputs, 1)) {
      remember(first, inputs, "");
      inputs.put("use_cache_branch", goOn);
      int token = best(first);
      int count = 0;
      OrtSession.Result before = null;
      while (token != END && ++count < cap) {
        OrtSession.Result step = step(inputs, token);
        if (before != null) {
          before.close();
        }
        before = step;
        remember(step, inputs, ".decoder.");
        token = best(step);
      }
      if (before != null) {
        before.close();
      }
      return count;
    }
  }

  private OrtSession.Result step(Map<String, OnnxTensor> inputs, long token) throws OrtException {
    try (OnnxTensor chosen =
        OnnxTensor.createTensor(
            environment, LongBuffer.wrap(new long[] {token}), new long[] {1, 1})) {
      inputs.put("input_ids", chosen);
      return decoder.run(inputs);
    }
  }

  private static void remember(OrtSession.Result run, Map<String, OnnxTensor> inputs, String half) {
    for (Map.Entry<String, OnnxTensor> input : inputs.entrySet()) {
      String name = input.getKey();
      if (name.startsWith(PAST) && name.contains(half)) {
        Optional<?> present = run.get(PRESENT + name.substring(PAST.length()));
        input.setValue((OnnxTensor) present.orElseThrow());
      }
    }
  }

  private static int best(OrtSession.Result run) {
    FloatBuffer logits = ((OnnxTensor) run.get("logits").orElseThrow()).getFloatBuffer();
    int best = 0;
    float top = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < logits.limit(); id++) {
      float logit = logits.get(id);
      if (logit > top) {
        top = logit;
        best = id;
      }
    }
    return best;
  }

  @Override
  public void close() throws OrtException {
    empty.values().forEach(OnnxTensor::close);
    decoder.close();
    encoder.close();
  }
}
