// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.TensorSpec;

/**
 * How a pack's decoder is driven, from its manifest. The numbers stand under {@code parameters}:
 * {@code bos}, or {@code start1}, {@code start2}, ... where the prompt has several tokens; {@code
 * eos}; {@code maxTokensPerSecond}; {@code maxTokens}; {@code suppressFrom}, from which id on
 * tokens are marks and no text; {@code suppressSymbols}, 1 where signs that nobody speaks are never
 * chosen; {@code blank}, which is never the first; {@code noSpeech}, the mark for nobody speaking.
 *
 * @param start the prompt
 * @param end the end mark
 * @param noSpeech the mark for nobody speaking, -1 for none
 * @param tokensPerSecond more than this a second is a loop
 * @param mostTokens more than this is never written
 * @param never tokens that are never chosen
 * @param neverFirst tokens that are not chosen first
 * @param past the inputs that take the cache
 * @param switched whether one graph holds the step without cache and the step with it
 */
record DecoderRules(
    int[] start,
    int end,
    int noSpeech,
    double tokensPerSecond,
    int mostTokens,
    BitSet never,
    BitSet neverFirst,
    List<TensorSpec> past,
    boolean switched) {
  /** The decoder's network. */
  static final String DECODER = "decoder";

  /** The switch between the two steps of a merged decoder. */
  static final String SWITCH = "use_cache_branch";

  private static final String PAST = "past_key_values.";
  private static final String PRESENT = "present.";

  /** The longest text that a decoder of 448 positions writes (Radford et al. 2022, section 3.8). */
  private static final double MOST = 224;

  /** Reads the rules; a pack that says nothing is driven as Moonshine. */
  static DecoderRules of(ModelManifest manifest, Vocabulary vocabulary) throws ModelException {
    List<TensorSpec> inputs = manifest.network(DECODER).map(NetworkSpec::inputs).orElse(List.of());
    int end = integer(manifest, "eos", 2);
    BitSet never = new BitSet();
    int from = integer(manifest, "suppressFrom", -1);
    if (from >= 0) {
      never.set(from, Math.max(from, vocabulary.size()) + 2048);
    }
    if (integer(manifest, "suppressSymbols", 0) == 1) {
      never.or(UnspokenSigns.in(vocabulary));
    }
    never.clear(end);
    BitSet neverFirst = (BitSet) never.clone();
    int blank = integer(manifest, "blank", -1);
    if (blank >= 0) {
      neverFirst.set(blank);
      neverFirst.set(end);
    }
    return new DecoderRules(
        start(manifest),
        end,
        integer(manifest, "noSpeech", -1),
        manifest.parameters().getOrDefault("maxTokensPerSecond", 6.0),
        manifest.parameters().getOrDefault("maxTokens", MOST).intValue(),
        never,
        neverFirst,
        past(manifest, inputs),
        inputs.stream().anyMatch(spec -> spec.name().equals(SWITCH)));
  }

  private static int[] start(ModelManifest manifest) throws ModelException {
    List<Integer> prompt = new ArrayList<>();
    while (manifest.parameters().containsKey("start" + (prompt.size() + 1))) {
      prompt.add(integer(manifest, "start" + (prompt.size() + 1), 0));
    }
    if (prompt.isEmpty()) {
      prompt.add(integer(manifest, "bos", 1));
    }
    return prompt.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int integer(ModelManifest manifest, String key, int fallback)
      throws ModelException {
    double value = manifest.parameters().getOrDefault(key, (double) fallback);
    if (value != Math.rint(value) || value < -1 || value > 1_000_000) {
      throw invalid(manifest, key + " is " + value, "a token's id, a whole number", key);
    }
    return (int) value;
  }

  private static List<TensorSpec> past(ModelManifest manifest, List<TensorSpec> inputs)
      throws ModelException {
    List<TensorSpec> past = inputs.stream().filter(spec -> spec.name().startsWith(PAST)).toList();
    boolean shaped =
        past.stream()
            .map(TensorSpec::shape)
            .allMatch(shape -> shape.size() == 4 && shape.get(1) > 0 && shape.get(3) > 0);
    if (past.isEmpty() || !shaped) {
      throw invalid(
          manifest,
          past.size() + " cache inputs",
          "cache inputs " + PAST + "* of shape [-1, heads, -1, size]",
          "the networks");
    }
    return past;
  }

  private static ModelException invalid(
      ModelManifest manifest, String found, String allowed, String where) {
    return new ModelException(
        "model-manifest-invalid",
        "model pack " + manifest.id(),
        found,
        allowed,
        "Correct " + where + " in its model.json, or use another pack in the slot speech.");
  }

  /** Returns the output that becomes the cache input {@code spec} of the next step. */
  static String present(TensorSpec spec) {
    return PRESENT + spec.name().substring(PAST.length());
  }

  /** Returns whether a cache input belongs to the text, and not to the sound. */
  static boolean ofText(TensorSpec spec) {
    return spec.name().contains(".decoder.");
  }

  /** Makes sure that forbidden tokens of one row of scores lose. */
  void mask(float[] logits, int from, int to, boolean first) {
    BitSet forbidden = first ? neverFirst : never;
    int size = to - from;
    for (int id = forbidden.nextSetBit(0);
        id >= 0 && id < size;
        id = forbidden.nextSetBit(id + 1)) {
      logits[from + id] = Float.NEGATIVE_INFINITY;
    }
  }
}
