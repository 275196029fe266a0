// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * Moonshine, base or tiny: sound to words (Jeffries et al. 2024, "Moonshine: Speech Recognition for
 * Live Transcription and Voice Commands"). Greedy decoding with the merged decoder's cache.
 *
 * <p>Encoder: {@code input_values} [1, n], 16 kHz samples in [-1, 1], no spectrogram. Decoder: step
 * 0 fills the cache from empty tensors [0, heads, 1, size]; its encoder half stays in the runtime's
 * memory to the end, its decoder half is replaced at each step. One instance serves one piece of
 * sound and one thread; the lease stays the caller's.
 */
public final class Moonshine {
  /** The family in the manifest. */
  public static final String FAMILY = "moonshine";

  private static final String ENCODER = "encoder";
  private static final String DECODER = "decoder";
  private static final String PAST = "past_key_values.";
  private static final String PRESENT = "present.";
  private static final int BEGIN = 1;
  private static final int END = 2;

  /** The vendor's cap: more than this a second is a loop. */
  private static final int TOKENS_PER_SECOND = 6;

  /** A hurried "hi, it's me, open up please" takes a second and more than six tokens. */
  private static final int LEAST_CAP = 16;

  /** The encoder's convolutions need about 0.06 s; half a second is safe. */
  private static final int LEAST_SAMPLES = Resampler.RATE / 2;

  private final ModelLease lease;
  private final Vocabulary vocabulary;
  private final BooleanSupplier abandoned;
  private final List<TensorSpec> past;
  private final long[] token = {BEGIN};
  private final List<Integer> chosen = new ArrayList<>();
  private double logProbability;
  private boolean complete;

  /**
   * Prepares for one piece of sound.
   *
   * @param abandoned asked before each step; true ends the work early
   * @throws ModelException {@code model-manifest-invalid} for another family's manifest
   */
  public Moonshine(ModelLease lease, Vocabulary vocabulary, BooleanSupplier abandoned)
      throws ModelException {
    this.lease = lease;
    this.vocabulary = vocabulary;
    this.abandoned = abandoned;
    past = past(lease.manifest());
  }

  /**
   * Recognises speech.
   *
   * @param sound samples at 16 kHz in [-1, 1]
   */
  public Transcript transcribe(float[] sound) throws ModelException {
    float[] padded = sound.length < LEAST_SAMPLES ? Arrays.copyOf(sound, LEAST_SAMPLES) : sound;
    int cap = Math.max(LEAST_CAP, TOKENS_PER_SECOND * padded.length / Resampler.RATE);
    long begun = System.nanoTime();
    try (ModelRun encoded =
        lease.run(ENCODER, Map.of("input_values", Tensor.floats(padded, 1, padded.length)))) {
      long encodedAt = System.nanoTime();
      decode(encoded.held("last_hidden_state"), cap);
      return transcript(begun, encodedAt);
    }
  }

  private void decode(Tensor heard, int cap) throws ModelException {
    Map<String, Tensor> inputs = firstInputs(heard);
    // The encoder half of the cache lives in the first run: it stays open to the end.
    try (ModelRun first = lease.run(DECODER, inputs)) {
      choose(first);
      remember(first, inputs, "");
      inputs.put("use_cache_branch", Tensor.bool(true));
      ModelRun before = null;
      try {
        while (!complete && chosen.size() < cap && !abandoned.getAsBoolean()) {
          ModelRun step = lease.run(DECODER, inputs);
          if (before != null) {
            before.close();
          }
          before = step;
          choose(step);
          remember(step, inputs, ".decoder.");
        }
      } finally {
        if (before != null) {
          before.close();
        }
      }
    }
  }

  private Map<String, Tensor> firstInputs(Tensor heard) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("input_ids", new Tensor.Longs(LongBuffer.wrap(token), new long[] {1, 1}));
    inputs.put("encoder_hidden_states", heard);
    inputs.put("use_cache_branch", Tensor.bool(false));
    for (TensorSpec spec : past) {
      long[] empty = {0, spec.shape().get(1), 1, spec.shape().get(3)};
      inputs.put(spec.name(), new Tensor.Floats(FloatBuffer.allocate(0), empty));
    }
    return inputs;
  }

  /** Takes over the cache entries whose name contains {@code half}. */
  private void remember(ModelRun run, Map<String, Tensor> inputs, String half)
      throws ModelException {
    for (TensorSpec spec : past) {
      if (spec.name().contains(half)) {
        inputs.put(spec.name(), run.held(PRESENT + spec.name().substring(PAST.length())));
      }
    }
  }

  private void choose(ModelRun run) throws ModelException {
    float[] logits = run.floats("logits");
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    // Below e^-20 of the best nothing adds up to anything, and most of 32768 lie there.
    double sum = 0;
    for (float logit : logits) {
      if (logit > logits[best] - 20) {
        sum += Math.exp(logit - logits[best]);
      }
    }
    logProbability -= Math.log(sum);
    complete = best == END;
    if (!complete) {
      chosen.add(best);
      token[0] = best;
    }
  }

  private Transcript transcript(long begun, long encodedAt) {
    int[] tokens = chosen.stream().mapToInt(Integer::intValue).toArray();
    int judged = tokens.length + (complete ? 1 : 0);
    return new Transcript(
        vocabulary.text(tokens, tokens.length),
        tokens,
        (float) Math.exp(logProbability / judged),
        begun,
        encodedAt - begun,
        System.nanoTime() - encodedAt);
  }

  private static List<TensorSpec> past(ModelManifest manifest) throws ModelException {
    List<TensorSpec> past =
        manifest.network(DECODER).map(NetworkSpec::inputs).orElse(List.of()).stream()
            .filter(spec -> spec.name().startsWith(PAST))
            .toList();
    boolean shaped =
        past.stream()
            .map(TensorSpec::shape)
            .allMatch(shape -> shape.size() == 4 && shape.get(1) > 0 && shape.get(3) > 0);
    if (!FAMILY.equals(manifest.family()) || past.isEmpty() || !shaped) {
      throw new ModelException(
          "model-manifest-invalid",
          "model pack " + manifest.id(),
          "family " + manifest.family() + " with " + past.size() + " cache inputs",
          "family " + FAMILY + ", cache inputs " + PAST + "* of shape [-1, heads, -1, size]",
          "Use a Moonshine pack in the slot speech.");
    }
    return past;
  }
}
