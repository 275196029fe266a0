// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
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
import org.vestibule.audio.internal.recognise.Vocabulary;

/**
 * A model store without weights: loud chunks are speech, and the decoder says what the test wrote.
 * It counts what was opened and not closed, and refuses what a real runtime would crash on.
 */
final class ScriptedModels implements ModelStore {
  static final int WORD = 300;
  static final int FULL_STOP = 399;
  private static final int TOKENS = 400;

  final AtomicInteger leases = new AtomicInteger();
  final AtomicInteger runs = new AtomicInteger();
  final AtomicInteger encodings = new AtomicInteger();

  /** Uses that would take a real runtime's process down; they may happen on any thread. */
  final AtomicInteger crashes = new AtomicInteger();

  final Path folder;

  /** What the decoder says, each with this logit above the others; then the end. */
  volatile int[] script = {WORD};

  volatile float certainty = 12;
  volatile String name = "scripted-base";
  volatile String voice = "scripted-voice";
  volatile boolean deaf;

  /** What wants to hear what was recognised; null for nothing. */
  volatile ModelTrial trial;

  volatile ModelException broken;

  /** The encoder waits for it. */
  volatile CountDownLatch held = new CountDownLatch(0);

  ScriptedModels(Path folder) {
    this.folder = folder;
    StringBuilder tokens = new StringBuilder("<unk>\n<s>\n</s>");
    for (int id = 3; id < TOKENS; id++) {
      tokens.append(id < 259 ? "\n<0x00>" : "\n\u2581" + word(id));
    }
    String vocabulary =
        Base64.getEncoder().encodeToString(tokens.toString().getBytes(StandardCharsets.UTF_8));
    try {
      Files.writeString(
          folder.resolve(Vocabulary.FILE), "const llama_vocab_base64 = \"" + vocabulary + "\";");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Words that tests name, and others that do not resemble each other: repetition is suspicious.
   */
  private static String word(int id) {
    if (id == FULL_STOP) {
      return ".";
    }
    return id < WORD + 4 ? "word" + id : Long.toString(id * 2_654_435_761L % 99_999_989, 36);
  }

  @Override
  public ModelLease lease(String slot) throws ModelException {
    if (broken != null && broken.code().equals("model-missing")) {
      throw broken;
    }
    leases.incrementAndGet();
    return slot.equals(ModelSlots.SPEECH) ? new Lease(speech()) : new Lease(voice());
  }

  @Override
  public Optional<ModelTrial> trial(String... slots) {
    if (!List.of(slots).equals(List.of(ModelSlots.VOICE_ACTIVITY, ModelSlots.SPEECH))) {
      throw new AssertionError("a hearing uses both models, not " + List.of(slots));
    }
    return Optional.ofNullable(trial);
  }

  private ModelManifest voice() {
    return manifest(voice, ModelSlots.VOICE_ACTIVITY, "silero", List.of(net("vad")));
  }

  private ModelManifest speech() {
    TensorSpec[] inputs = new TensorSpec[5];
    inputs[4] = new TensorSpec("use_cache_branch", ElementType.BOOL, List.of(1L));
    for (int i = 0; i < 4; i++) {
      String half = i < 2 ? ".decoder." : ".encoder.";
      inputs[i] =
          new TensorSpec(
              "past_key_values.0" + half + (i % 2 == 0 ? "key" : "value"),
              ElementType.FLOAT32,
              List.of(-1L, 8L, -1L, 36L));
    }
    return manifest(
        name, ModelSlots.SPEECH, "moonshine", List.of(net("encoder"), net("decoder", inputs)));
  }

  private static NetworkSpec net(String name, TensorSpec... inputs) {
    return new NetworkSpec(name, name + ".onnx", List.of(inputs), List.of());
  }

  private static ModelManifest manifest(
      String name, String slot, String family, List<NetworkSpec> networks) {
    return new ModelManifest(
        name,
        "1",
        1,
        Instant.MAX,
        slot,
        "",
        family,
        List.of("en"),
        "MIT",
        "yes",
        "",
        "",
        networks,
        Optional.empty(),
        List.of(),
        Map.of());
  }

  private final class Lease implements ModelLease {
    private final ModelManifest manifest;
    private boolean closed;

    Lease(ModelManifest manifest) {
      this.manifest = manifest;
    }

    @Override
    public ModelManifest manifest() {
      return manifest;
    }

    @Override
    public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
      if (closed) {
        crashes.incrementAndGet();
        throw new AssertionError("a lease was used after it was closed");
      }
      if (broken != null) {
        throw broken;
      }
      for (Tensor input : inputs.values()) {
        if (input instanceof Held held && held.owner.closed) {
          crashes.incrementAndGet();
          throw new AssertionError("an output was used after its run was closed");
        }
      }
      return switch (network) {
        case "vad" -> new Run(0.001f + (loud(inputs.get("input")) ? 0.95f : 0), 1);
        case "encoder" -> encode();
        default -> decode(inputs);
      };
    }

    private Run encode() {
      encodings.incrementAndGet();
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Run(0, 1);
    }

    private Run decode(Map<String, Tensor> inputs) {
      Run heard = ((Held) inputs.get("encoder_hidden_states")).owner;
      int step = heard.steps.getAndIncrement();
      boolean first = ((Tensor.Booleans) inputs.get("use_cache_branch")).data().get(0) == 0;
      if (first != (step == 0)) {
        throw new AssertionError("use_cache_branch is " + !first + " at step " + step);
      }
      long[] shape = inputs.get("past_key_values.0.encoder.key").shape();
      if (first && shape[0] != 0) {
        throw new AssertionError("the first cache is not empty");
      }
      return new Run(certainty, TOKENS, step < script.length ? script[step] : 2);
    }

    private boolean loud(Tensor input) {
      Tensor.Floats floats = (Tensor.Floats) input;
      float peak = 0;
      for (int i = 64; i < floats.data().limit(); i++) {
        peak = Math.max(peak, Math.abs(floats.data().get(i)));
      }
      return !deaf && peak > 0.05f;
    }

    @Override
    public TokenSequence tokenize(String text, int maxTokens) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path file(String file) {
      return folder.resolve(file);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        leases.decrementAndGet();
      }
    }
  }

  private record Held(Run owner) implements Tensor.Held {
    @Override
    public long[] shape() {
      return new long[] {1, 8, 1, 36};
    }
  }

  private final class Run implements ModelRun {
    private final float value;
    private final int size;
    private final int peak;

    /** For a piece of sound: how many steps the decoder has made about it. */
    private final AtomicInteger steps = new AtomicInteger();

    private boolean closed;

    Run(float value, int size) {
      this(value, size, 0);
    }

    Run(float value, int size, int peak) {
      this.value = value;
      this.size = size;
      this.peak = peak;
      runs.incrementAndGet();
    }

    @Override
    public float[] floats(String output) {
      float[] values = new float[output.equals("stateN") ? 256 : size];
      values[output.equals("stateN") ? 0 : peak] = value;
      return values;
    }

    @Override
    public long[] shape(String output) {
      return new long[] {1, size};
    }

    @Override
    public Tensor.Held held(String output) {
      return new Held(this);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        runs.decrementAndGet();
      }
    }
  }
}
