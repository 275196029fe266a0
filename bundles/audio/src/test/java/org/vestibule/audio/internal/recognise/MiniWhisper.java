// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.api.model.TokenSequence;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * A Whisper of a few hundred weights on the real runtime. The encoder keeps the loudest band. The
 * decoder says "Hello door" twice and ends when its cache has grown to five steps; it would rather
 * say a mark, which must not be; in silence it is sure that nobody speaks. "Hello desk" is its
 * second choice.
 */
final class MiniWhisper implements ModelLease {
  private static final int TOKENS = 8;
  private static final int END = 4;
  private static final int START = 5;
  private static final int PROMPTED = 6;
  private static final int NOBODY = 7;

  private final Path folder;
  private final ModelManifest manifest = manifested();
  private final OnnxRuntime runtime = new OnnxRuntime();
  private final LoadedModel model;
  private final AtomicInteger open = new AtomicInteger();

  MiniWhisper(Path folder) throws IOException, ModelException {
    this.folder = folder;
    Files.writeString(
        folder.resolve(Vocabulary.BYTE_PAIRS),
        "{\"Hello\": 0, \"\\u0120door\": 1, \"\\u0120desk\":2, \"\\u0120[\": 3,"
            + " \"<|endoftext|>\": 4}");
    Files.write(folder.resolve("encoder.onnx"), encoder());
    Files.write(folder.resolve("decoder.onnx"), decoder());
    model = runtime.load(manifest, folder);
  }

  private static byte[] encoder() {
    return new MiniGraph()
        .node("ReduceMax", List.of("input_features"), "last_hidden_state", "keepdims", 1)
        .input("input_features", MiniGraph.FLOAT, 1, 80, 3000)
        .output("last_hidden_state", MiniGraph.FLOAT, 1, 1, 1)
        .bytes();
  }

  private static byte[] decoder() {
    float[][] next = new float[TOKENS][TOKENS];
    next[PROMPTED][0] = 5;
    next[PROMPTED][NOBODY] = 9;
    next[PROMPTED][3] = 6;
    next[0][1] = 5;
    next[0][2] = 4;
    next[1][0] = 5;
    next[2][0] = 5;
    float[] perStep = new float[TOKENS];
    perStep[END] = 1.1f;
    float[] perSound = new float[TOKENS];
    perSound[NOBODY] = -20;
    MiniGraph graph =
        new MiniGraph()
            .weights("next", next)
            .weights("perStep", new float[][] {perStep})
            .weights("perSound", new float[][] {perSound})
            .weights("zero", new float[][] {{0}})
            .weights("one", new float[][] {{1}})
            .integers("inside", 1, 3)
            .integers("outside", 0)
            .integers("last", 3)
            .integers("steps", 2)
            .node("Cast", List.of("input_ids"), "ids", "to", MiniGraph.FLOAT)
            .node("Mul", List.of("ids", "zero"), "nothing")
            .node("Add", List.of("nothing", "one"), "ones")
            .node("Unsqueeze", List.of("ones", "inside"), "new")
            .node(
                "Concat",
                List.of("past_key_values.0.decoder.key", "new"),
                "present.0.decoder.key",
                "axis",
                2)
            .node(
                "Concat",
                List.of("past_key_values.0.decoder.value", "new"),
                "present.0.decoder.value",
                "axis",
                2)
            .node("Unsqueeze", List.of("encoder_hidden_states", "outside"), "present.0.encoder.key")
            .node("Identity", List.of("present.0.encoder.key"), "present.0.encoder.value")
            .node(
                "ReduceSum",
                List.of("past_key_values.0.decoder.key", "last"),
                "sums",
                "keepdims",
                0)
            .node("ReduceSum", List.of("sums", "steps"), "count", "keepdims", 1)
            .node("Mul", List.of("count", "perStep"), "ending")
            .node("Mul", List.of("encoder_hidden_states", "perSound"), "nobody")
            .node("Gather", List.of("next", "input_ids"), "bigram")
            .node("Add", List.of("bigram", "ending"), "text")
            .node("Add", List.of("text", "nobody"), "logits")
            .input("input_ids", MiniGraph.INT64, -1, -1)
            .input("encoder_hidden_states", MiniGraph.FLOAT, -1, -1, 1)
            .output("logits", MiniGraph.FLOAT, -1, -1, TOKENS);
    for (String half : CACHE) {
      graph.input("past_key_values." + half, MiniGraph.FLOAT, -1, 1, -1, 1);
      graph.output("present." + half, MiniGraph.FLOAT, -1, 1, -1, 1);
    }
    return graph.bytes();
  }

  private static final List<String> CACHE =
      List.of("0.decoder.key", "0.decoder.value", "0.encoder.key", "0.encoder.value");

  private static ModelManifest manifested() {
    List<TensorSpec> inputs = new ArrayList<>();
    List<TensorSpec> outputs = new ArrayList<>();
    inputs.add(new TensorSpec("input_ids", ElementType.INT64, List.of(-1L, -1L)));
    inputs.add(floats("encoder_hidden_states", -1L, -1L, 1L));
    outputs.add(floats("logits", -1L, -1L, (long) TOKENS));
    for (String half : CACHE) {
      inputs.add(floats("past_key_values." + half, -1L, 1L, -1L, 1L));
      outputs.add(floats("present." + half, -1L, 1L, -1L, 1L));
    }
    return new ModelManifest(
        "whisper-mini",
        "1",
        1,
        Instant.MAX,
        "speech",
        "says hello",
        "whisper",
        List.of("en"),
        "Apache-2.0",
        "yes",
        "",
        "",
        List.of(
            new NetworkSpec(
                "encoder",
                "encoder.onnx",
                List.of(floats("input_features", 1L, 80L, 3000L)),
                List.of(floats("last_hidden_state", 1L, 1L, 1L))),
            new NetworkSpec("decoder", "decoder.onnx", inputs, outputs)),
        Optional.empty(),
        List.of(),
        Map.of(
            "start1", (double) START,
            "start2", (double) PROMPTED,
            "eos", (double) END,
            "noSpeech", (double) NOBODY,
            "suppressFrom", (double) START,
            "suppressSymbols", 1.0));
  }

  private static TensorSpec floats(String name, Long... shape) {
    return new TensorSpec(name, ElementType.FLOAT32, List.of(shape));
  }

  /** Returns runs that nobody has closed yet. */
  int open() {
    return open.get();
  }

  @Override
  public ModelManifest manifest() {
    return manifest;
  }

  @Override
  public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
    ModelRun run = model.run(network, inputs);
    open.incrementAndGet();
    return new Counted(run);
  }

  private final class Counted implements ModelRun {
    private final ModelRun run;

    Counted(ModelRun run) {
      this.run = run;
    }

    @Override
    public float[] floats(String output) throws ModelException {
      return run.floats(output);
    }

    @Override
    public long[] shape(String output) throws ModelException {
      return run.shape(output);
    }

    @Override
    public Tensor.Held held(String output) throws ModelException {
      return run.held(output);
    }

    @Override
    public void close() {
      open.decrementAndGet();
      run.close();
    }
  }

  @Override
  public TokenSequence tokenize(String text, int maxTokens) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path file(String name) throws ModelException {
    if (name.equals(Vocabulary.BYTE_PAIRS)) {
      return folder.resolve(name);
    }
    throw new ModelException("model-missing", name, "not listed", "a listed file", "Another one.");
  }

  @Override
  public void close() {
    model.close();
    runtime.close();
  }
}
