// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** A store with one pack of commands whose embedding gives the same vector for every window. */
final class OneCommandPack implements ModelStore {
  final AtomicInteger open = new AtomicInteger();
  final List<long[]> shapes = new CopyOnWriteArrayList<>();

  /** The file of the head. */
  volatile Path head;

  volatile String name = "scripted-commands";
  volatile String family = SpeechEmbedding.FAMILY;
  volatile List<String> labels = List.of("yes", "no", "none");
  volatile double threshold = 0.6;
  volatile ModelException broken;
  volatile ModelTrial trial;

  @Override
  public ModelLease lease(String slot) throws ModelException {
    if (!slot.equals(ModelSlots.VOICE_COMMAND)) {
      throw new AssertionError("the spotter has its own slot, not " + slot);
    }
    if (broken != null) {
      throw broken;
    }
    open.incrementAndGet();
    return new Lease();
  }

  @Override
  public Optional<ModelTrial> trial(String... slots) {
    return Optional.ofNullable(trial);
  }

  private final class Lease implements ModelLease {
    @Override
    public ModelManifest manifest() {
      return new ModelManifest(
          name,
          "1",
          1,
          Instant.MAX,
          ModelSlots.VOICE_COMMAND,
          "",
          family,
          List.of("en"),
          "Apache-2.0",
          "unknown",
          "",
          "",
          List.of(),
          Optional.empty(),
          labels,
          Map.of("threshold", threshold));
    }

    @Override
    public ModelRun run(String network, Map<String, Tensor> inputs) {
      Tensor input = inputs.values().iterator().next();
      shapes.add(input.shape());
      open.incrementAndGet();
      if (network.equals("spectrogram")) {
        int samples = (int) input.shape()[1];
        return new Run(new float[((samples - 512) / 160 + 1) * 32]);
      }
      float[] vectors = new float[(int) input.shape()[0] * SpeechEmbedding.SIZE];
      Arrays.fill(vectors, 1);
      return new Run(vectors);
    }

    @Override
    public TokenSequence tokenize(String text, int maxTokens) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path file(String role) {
      if (!role.equals(CommandHeadFile.ROLE)) {
        throw new AssertionError("the pack has a head and nothing else, not " + role);
      }
      return head;
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }

  private final class Run implements ModelRun {
    private final float[] values;

    Run(float[] values) {
      this.values = values;
    }

    @Override
    public float[] floats(String output) {
      return values;
    }

    @Override
    public long[] shape(String output) {
      return new long[] {values.length};
    }

    @Override
    public Tensor.Held held(String output) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      open.decrementAndGet();
    }
  }
}
