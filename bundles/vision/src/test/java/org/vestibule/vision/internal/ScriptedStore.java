// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
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

/** A store whose networks say what a test wants; one centred face unless told otherwise. */
final class ScriptedStore implements ModelStore {
  final AtomicInteger leases = new AtomicInteger();
  final Map<String, ModelManifest> manifests = new HashMap<>();

  /** Kept beside the model that serves, by space. */
  final Map<String, ModelManifest> companions = new HashMap<>();

  /** By network, or by pack id and network where two packs say different things. */
  final Map<String, float[]> outputs = new HashMap<>();

  /** What networks say first, one a run, before they say what is above. */
  final Map<String, Deque<float[]>> turns = new HashMap<>();

  /** Which slots a trial was asked for, in turn. */
  final List<List<String>> asked = new CopyOnWriteArrayList<>();

  /** What wants to see what was judged; null for nothing. */
  volatile ModelTrial trial;

  volatile ModelException missing;

  ScriptedStore() {
    manifests.put(
        ModelSlots.FACE_DETECTION,
        manifest(
            "scripted-detect",
            ModelSlots.FACE_DETECTION,
            "rfb-landmark68",
            List.of(
                network("detect", 3, 24, 32, "scores", "boxes"),
                network("landmark", 1, 16, 16, "output")),
            Map.of(
                "mean",
                127d,
                "scale",
                128d,
                "bgr",
                0d,
                "threshold",
                0.5,
                "overlap",
                0.4,
                "landmarkMean",
                0d,
                "landmarkScale",
                256d)));
    manifests.put(
        ModelSlots.FACE_LIVENESS,
        manifest(
            "scripted-liveness",
            ModelSlots.FACE_LIVENESS,
            "crop27-bgr",
            List.of(network("liveness", 3, 16, 16, "output")),
            Map.of(
                "mean",
                0d,
                "scale",
                1d,
                "bgr",
                1d,
                "cropScale",
                2.7,
                "threshold",
                0.5,
                "liveClass",
                0d)));
    manifests.put(ModelSlots.FACE_EMBEDDING, embedding("1"));
    outputs.put("scores", new float[] {0.1f, 0.9f});
    outputs.put("boxes", new float[] {0.3f, 0.2f, 0.7f, 0.8f});
    outputs.put("landmark", points());
    outputs.put("liveness", new float[] {5, 0, 0});
    outputs.put("embed", new float[] {1, 0});
  }

  /** Lets a network say something once, before anything else. */
  void once(String network, float... output) {
    turns.computeIfAbsent(network, none -> new ArrayDeque<>()).add(output);
  }

  /** Lets the detector see faces at these places, each 0.2 wide and 0.3 high. */
  void faces(double... centres) {
    int n = centres.length / 2;
    float[] scores = new float[2 * n];
    float[] boxes = new float[4 * n];
    for (int i = 0; i < n; i++) {
      scores[2 * i + 1] = 0.9f;
      boxes[4 * i] = (float) (centres[2 * i] - 0.1);
      boxes[4 * i + 1] = (float) (centres[2 * i + 1] - 0.15);
      boxes[4 * i + 2] = (float) (centres[2 * i] + 0.1);
      boxes[4 * i + 3] = (float) (centres[2 * i + 1] + 0.15);
    }
    outputs.put("scores", scores);
    outputs.put("boxes", boxes);
  }

  static ModelManifest embedding(String version) {
    return embedding(version, 0.5);
  }

  static ModelManifest embedding(String version, double threshold) {
    return new ModelManifest(
        "scripted-embed",
        version,
        1,
        Instant.MAX,
        ModelSlots.FACE_EMBEDDING,
        "",
        "arcface",
        List.of(),
        "",
        "",
        "",
        "scripted-embed@" + version,
        List.of(network("embed", 3, 112, 112, "output")),
        Optional.empty(),
        List.of(),
        Map.of("mean", 127d, "scale", 128d, "bgr", 1d, "threshold", threshold));
  }

  static ModelManifest manifest(
      String name,
      String slot,
      String family,
      List<NetworkSpec> networks,
      Map<String, Double> parameters) {
    return new ModelManifest(
        name,
        "1",
        1,
        Instant.MAX,
        slot,
        "",
        family,
        List.of(),
        "",
        "",
        "",
        "",
        networks,
        Optional.empty(),
        List.of(),
        parameters);
  }

  private static NetworkSpec network(
      String name, int channels, int height, int width, String... outputs) {
    return new NetworkSpec(
        name,
        name + ".onnx",
        List.of(
            new TensorSpec(
                "input",
                ElementType.FLOAT32,
                List.of(1L, (long) channels, (long) height, (long) width))),
        Arrays.stream(outputs)
            .map(output -> new TensorSpec(output, ElementType.FLOAT32, List.of()))
            .toList());
  }

  /** A face that looks straight ahead, as 68 points of which only some are read. */
  private static float[] points() {
    float[] all = new float[136];
    for (int i = 37; i <= 47; i++) {
      set(all, i, i < 42 ? 0.35f : 0.65f, 0.4f);
    }
    set(all, 30, 0.5f, 0.6f);
    set(all, 48, 0.4f, 0.75f);
    set(all, 60, 0.4f, 0.75f);
    set(all, 54, 0.6f, 0.75f);
    set(all, 64, 0.6f, 0.75f);
    return all;
  }

  private static void set(float[] all, int point, float x, float y) {
    all[2 * point] = x;
    all[2 * point + 1] = y;
  }

  @Override
  public ModelLease lease(String slot) throws ModelException {
    if (missing != null) {
      throw missing;
    }
    return lease(manifests.get(slot));
  }

  @Override
  public Optional<ModelLease> companion(String slot, String space) {
    return Optional.ofNullable(companions.get(space)).map(this::lease);
  }

  @Override
  public Optional<ModelTrial> trial(String... slots) {
    asked.add(List.of(slots));
    return Optional.ofNullable(trial);
  }

  private ModelLease lease(ModelManifest manifest) {
    leases.incrementAndGet();
    return new ModelLease() {
      @Override
      public ModelManifest manifest() {
        return manifest;
      }

      @Override
      public ModelRun run(String network, Map<String, Tensor> inputs) {
        return ScriptedStore.this.run(manifest.id(), network);
      }

      @Override
      public TokenSequence tokenize(String text, int maxTokens) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Path file(String name) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        leases.decrementAndGet();
      }
    };
  }

  private ModelRun run(String pack, String network) {
    Deque<float[]> first = turns.getOrDefault(network, new ArrayDeque<>());
    float[] once = first.poll();
    return new ModelRun() {
      @Override
      public float[] floats(String output) {
        if (once != null) {
          return once;
        }
        String own = pack + " " + network;
        String name = outputs.containsKey(output) ? output : network;
        return outputs.get(outputs.containsKey(own) ? own : name);
      }

      @Override
      public long[] shape(String output) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Tensor.Held held(String output) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        // Holds nothing.
      }
    };
  }
}
