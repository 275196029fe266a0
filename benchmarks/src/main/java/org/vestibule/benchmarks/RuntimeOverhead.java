// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.runtime.onnx.internal.FastestGraph;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * What the house's path to a network costs beside the bare Java API of ONNX Runtime: same graphs,
 * same session options, same direct buffers, all outputs read, in one process. The two take turns
 * call by call, so that a slow moment of the machine meets both.
 */
public final class RuntimeOverhead {
  /** For each network: enough for the compiler to finish with the Java code of both paths. */
  private static final long WARM_UP_NANOS = 3_000_000_000L;

  private static final int PAIRS = 500;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * A network to measure.
   *
   * @param inFacePath whether it counts for the ratio; the others are only shown
   */
  private record Case(String pack, NetworkSpec network, boolean inFacePath) {}

  private static final List<Case> CASES =
      List.of(
          face("fr-detect", "detect", List.of(1L, 3L, 240L, 320L), "scores", "boxes"),
          face("fr-detect", "landmark", List.of(1L, 1L, 64L, 64L), "output"),
          face("fr-feature", "feature", List.of(1L, 3L, 112L, 112L), "output"),
          face("fr-liveness", "liveness", List.of(1L, 3L, 128L, 128L), "output"),
          new Case(
              "silero-vad",
              new NetworkSpec(
                  "vad",
                  "silero_vad_v6.onnx",
                  List.of(
                      floats("input", List.of(1L, 576L)),
                      floats("state", List.of(2L, 1L, 128L)),
                      new TensorSpec("sr", ElementType.INT64, List.of())),
                  List.of(
                      floats("output", List.of(-1L, 1L)),
                      floats("stateN", List.of(-1L, -1L, -1L)))),
              false));

  private RuntimeOverhead() {}

  /** Measures on its own: {@code RuntimeOverhead PACKS}. */
  public static void main(String[] arguments) throws Exception {
    double ratio = measure(Path.of(arguments[0]), System.out);
    System.out.printf(Locale.ROOT, "overhead_ratio=%.4f%n", ratio);
  }

  /**
   * Measures every network whose pack is there.
   *
   * @param packs folder of the model packs
   * @param out for the table: milliseconds of both paths, by network
   * @return the sum of our medians divided by the sum of the bare API's, over the face path; NaN if
   *     none of its packs is there
   */
  static double measure(Path packs, PrintStream out) throws ModelException, OrtException {
    double ours = 0;
    double bare = 0;
    try (OnnxRuntime runtime = new OnnxRuntime()) {
      for (Case subject : CASES) {
        if (Files.isRegularFile(packs.resolve(subject.pack()).resolve(subject.network().file()))) {
          Sample[] pair = compare(runtime, packs.resolve(subject.pack()), subject);
          out.println(pair[0].row(subject.network().name() + ", house"));
          out.println(pair[1].row(subject.network().name() + ", bare API"));
          if (subject.inFacePath()) {
            ours += pair[0].median();
            bare += pair[1].median();
          }
        }
      }
    }
    return ours / bare;
  }

  /** Returns our sample and the bare API's. */
  private static Sample[] compare(OnnxRuntime runtime, Path pack, Case subject)
      throws ModelException, OrtException {
    NetworkSpec network = subject.network();
    Map<String, Tensor> inputs = inputs(network);
    double[] ours = new double[PAIRS];
    double[] bare = new double[PAIRS];
    // Ours first: DJL must make ONNX Runtime's environment itself.
    try (LoadedModel model = runtime.load(manifest(subject), pack);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      String file = pack.resolve(network.file()).toString();
      // What is compared is the way to the graph, so both get the form that is fastest here.
      try (OrtSession session =
          new FastestGraph()
              .open(
                  environment,
                  network.name(),
                  level -> {
                    options.setOptimizationLevel(level);
                    return environment.createSession(file, options);
                  })) {
        long warm = System.nanoTime() + WARM_UP_NANOS;
        while (System.nanoTime() < warm) {
          runOurs(model, network, inputs);
          runBare(environment, session, inputs);
        }
        for (int i = 0; i < PAIRS; i++) {
          long begin = System.nanoTime();
          runOurs(model, network, inputs);
          long middle = System.nanoTime();
          runBare(environment, session, inputs);
          long end = System.nanoTime();
          ours[i] = (middle - begin) / NANOS_PER_MILLI;
          bare[i] = (end - middle) / NANOS_PER_MILLI;
        }
      }
    }
    return new Sample[] {new Sample(ours), new Sample(bare)};
  }

  private static void runOurs(LoadedModel model, NetworkSpec network, Map<String, Tensor> inputs)
      throws ModelException {
    try (ModelRun run = model.run(network.name(), inputs)) {
      for (TensorSpec output : network.outputs()) {
        run.floats(output.name());
      }
    }
  }

  private static void runBare(
      OrtEnvironment environment, OrtSession session, Map<String, Tensor> inputs)
      throws OrtException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
      tensors.put(
          input.getKey(),
          input.getValue() instanceof Tensor.Floats floats
              ? OnnxTensor.createTensor(environment, floats.data(), floats.shape())
              : OnnxTensor.createTensor(
                  environment, ((Tensor.Longs) input.getValue()).data(), new long[0]));
    }
    try (OrtSession.Result result = session.run(tensors)) {
      for (Map.Entry<String, ?> output : result) {
        ((OnnxTensor) output.getValue()).getFloatBuffer();
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  /** Noise between 0 and 1, in direct memory; the sampling rate for silero's one integer. */
  private static Map<String, Tensor> inputs(NetworkSpec network) {
    Random random = new Random(1);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (TensorSpec spec : network.inputs()) {
      long[] shape = spec.shape().stream().mapToLong(Long::longValue).toArray();
      int elements = spec.shape().stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b);
      ByteBuffer memory =
          ByteBuffer.allocateDirect(elements * Long.BYTES).order(ByteOrder.nativeOrder());
      if (spec.type() == ElementType.INT64) {
        LongBuffer data = memory.asLongBuffer().put(0, 16_000);
        inputs.put(spec.name(), new Tensor.Longs(data, shape));
      } else {
        FloatBuffer data = memory.asFloatBuffer().limit(elements);
        for (int i = 0; i < elements; i++) {
          data.put(i, random.nextFloat());
        }
        inputs.put(spec.name(), new Tensor.Floats(data, shape));
      }
    }
    return inputs;
  }

  private static Case face(String pack, String part, List<Long> input, String... outputs) {
    List<TensorSpec> specs =
        Stream.of(outputs)
            .map(
                name ->
                    floats(
                        name, name.equals("output") ? List.of(-1L, -1L) : List.of(-1L, -1L, -1L)))
            .toList();
    return new Case(
        pack,
        new NetworkSpec(part, "fr_" + part + ".onnx", List.of(floats("input", input)), specs),
        true);
  }

  private static TensorSpec floats(String name, List<Long> shape) {
    return new TensorSpec(name, ElementType.FLOAT32, shape);
  }

  private static ModelManifest manifest(Case subject) {
    return new ModelManifest(
        subject.pack(),
        "0",
        1,
        Instant.MAX,
        "benchmark",
        "",
        "",
        List.of(),
        "",
        "unknown",
        "",
        "",
        List.of(subject.network()),
        Optional.empty(),
        List.of(),
        Map.of());
  }
}
