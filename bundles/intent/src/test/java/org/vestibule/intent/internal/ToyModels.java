// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.api.model.TokenSequence;

/** A store with an encoder of two numbers, (1, 0) for sentences with "parcel", else (0, -1). */
final class ToyModels implements ModelStore {
  private final Path head;
  volatile String encoderVersion = "1";
  volatile String encoderFamily = "mean-pool-384";
  final AtomicInteger leases = new AtomicInteger();
  final AtomicInteger languages = new AtomicInteger();
  final AtomicInteger reads = new AtomicInteger();
  volatile String headVersion = "1";

  /** What wants to see what was sorted; null for nothing. */
  volatile ModelTrial trial;

  ToyModels(Path head) {
    this.head = head;
  }

  @Override
  public ModelLease lease(String slot) {
    leases.incrementAndGet();
    if (slot.equals(ModelSlots.LANGUAGE)) {
      languages.incrementAndGet(); // After the lease, so that whoever sees it sees the lease.
    }
    boolean encoder = slot.equals(ModelSlots.SENTENCE);
    return new ToyLease(
        encoder
            ? manifest("toy-encoder", encoderVersion, slot, encoderFamily)
            : manifest("visitor-intent", headVersion, slot, "softmax-head"));
  }

  @Override
  public Optional<ModelTrial> trial(String... slots) {
    if (!List.of(slots).equals(List.of(ModelSlots.SENTENCE, ModelSlots.VISITOR_INTENT))) {
      throw new AssertionError("sorting uses both models, not " + List.of(slots));
    }
    return Optional.ofNullable(trial);
  }

  private static ModelManifest manifest(String name, String version, String slot, String family) {
    TensorSpec ids = new TensorSpec("input_ids", ElementType.INT64, List.of(1L, -1L));
    TensorSpec states = new TensorSpec("states", ElementType.FLOAT32, List.of(1L, -1L, 2L));
    return new ModelManifest(
        name,
        version,
        1,
        Instant.MAX,
        slot,
        "toy",
        family,
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

  private final class ToyLease implements ModelLease {
    private final ModelManifest manifest;

    ToyLease(ModelManifest manifest) {
      this.manifest = manifest;
    }

    @Override
    public ModelManifest manifest() {
      return manifest;
    }

    @Override
    public ModelRun run(String network, Map<String, Tensor> inputs) {
      boolean parcel = ((Tensor.Longs) inputs.get("input_ids")).data().get(1) == 7;
      return new ToyRun(parcel ? new float[] {1, 0, 3, 0} : new float[] {0, -1, 0, -3});
    }

    @Override
    public TokenSequence tokenize(String text, int maxTokens) {
      long id = text.contains("parcel") ? 7 : 8;
      return new TokenSequence(new long[] {1, id}, new long[] {1, 1}, new long[] {0, 0});
    }

    @Override
    public Path file(String name) {
      reads.incrementAndGet();
      return head.resolve(name);
    }

    @Override
    public void close() {
      leases.decrementAndGet();
    }
  }

  private record ToyRun(float[] states) implements ModelRun {
    @Override
    public float[] floats(String output) {
      return states;
    }

    @Override
    public long[] shape(String output) {
      return new long[] {1, 2, 2};
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
}
