// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.nio.LongBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.api.model.TokenSequence;

/** An encoder that gives each word a direction of its own, and the head that was laid out last. */
final class WordModels implements ModelStore {
  private static final int DIMENSIONS = 32;

  volatile Path head;
  volatile boolean gone;

  @Override
  public ModelLease lease(String slot) throws ModelException {
    if (gone) {
      throw new ModelException("model-missing", "slot " + slot, "none", "one", "Activate one.");
    }
    return new Lease(slot);
  }

  private final class Lease implements ModelLease {
    private final boolean encoder;

    Lease(String slot) {
      encoder = slot.equals(ModelSlots.SENTENCE);
    }

    @Override
    public ModelManifest manifest() {
      TensorSpec ids = new TensorSpec("input_ids", ElementType.INT64, List.of(1L, -1L));
      TensorSpec states =
          new TensorSpec("states", ElementType.FLOAT32, List.of(1L, -1L, (long) DIMENSIONS));
      return new ModelManifest(
          encoder ? "words" : "visitor-intent-site",
          encoder ? "1" : head.getFileName().toString(),
          1,
          Instant.MAX,
          encoder ? ModelSlots.SENTENCE : ModelSlots.VISITOR_INTENT,
          "toy",
          encoder ? "mean-pool-384" : "softmax-head",
          List.of("en"),
          "Apache-2.0",
          "yes",
          "",
          "",
          List.of(new NetworkSpec("embed", "toy.onnx", List.of(ids), List.of(states))),
          Optional.empty(),
          List.of(),
          Map.of("maxTokens", 128.0));
    }

    @Override
    public ModelRun run(String network, Map<String, Tensor> inputs) {
      LongBuffer ids = ((Tensor.Longs) inputs.get("input_ids")).data();
      float[] states = new float[ids.limit() * DIMENSIONS];
      for (int n = 0; n < ids.limit(); n++) {
        Random direction = new Random(ids.get(n));
        for (int i = 0; i < DIMENSIONS; i++) {
          states[n * DIMENSIONS + i] = (float) direction.nextGaussian();
        }
      }
      return new Run(states);
    }

    @Override
    public TokenSequence tokenize(String text, int maxTokens) {
      long[] ids =
          Arrays.stream(text.toLowerCase(java.util.Locale.ROOT).split(" "))
              .mapToLong(String::hashCode)
              .toArray();
      long[] mask = new long[ids.length];
      Arrays.fill(mask, 1);
      return new TokenSequence(ids, mask, new long[ids.length]);
    }

    @Override
    public Path file(String name) {
      return head.resolve(name);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  private record Run(float[] states) implements ModelRun {
    @Override
    public float[] floats(String output) {
      return states;
    }

    @Override
    public long[] shape(String output) {
      return new long[] {1, states.length / DIMENSIONS, DIMENSIONS};
    }

    @Override
    public Tensor.Held held(String output) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }

  /** Returns a few sentences of each label, of words that no other label has. */
  static Utterances sentences(String salt, int each) {
    List<Utterances.Said> said = new ArrayList<>();
    HeadTraining.BUILT_IN.forEach(
        label -> {
          for (int n = 0; n < each; n++) {
            said.add(
                new Utterances.Said(
                    label, label.name().substring(0, 4) + "word visitor " + salt + n));
          }
        });
    return new Utterances(said);
  }
}
