// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.models.internal.pack.SelfTest.Expected;
import org.vestibule.models.internal.pack.SelfTest.Golden;
import org.vestibule.models.internal.pack.SelfTest.Source;

/**
 * Records what a pack gives on this machine, to be expected of it on every other. Its bounds leave
 * room for machines that are twenty times slower, and for processors that round otherwise.
 */
public final class SelfTestRecorder {
  private static final int MOST_VALUES = 8;
  private static final int MOST_OUTPUTS = 2;
  private static final int TIMED = 5;
  private static final int SLOWER = 20;
  private static final int LEAST_MILLIS = 100;
  private static final int SPARE_MEGABYTES = 192;

  /** Of the range of an output's values; and a floor for outputs of one value. */
  private static final double TOLERANCE = 0.01;

  private static final double LEAST_TOLERANCE = 1e-3;
  private static final MathContext DIGITS = new MathContext(6);

  private final Pack pack;
  private final LoadedModel model;
  private final JsonMapper json = JsonMapper.builder().build();

  private SelfTestRecorder(Pack pack, LoadedModel model) {
    this.pack = pack;
    this.model = model;
  }

  /**
   * Runs the samples of the pack's {@code selfTest}, or, when it has none, one made up for each
   * network: noise for floats, the trial's fill for others. A memory bound and a tolerance that is
   * wider already stay.
   *
   * @return JSON: the value of the key {@code selfTest}
   */
  public static String record(Pack pack, LoadedModel model) throws ModelException {
    return new SelfTestRecorder(pack, model).record().toPrettyString();
  }

  private ObjectNode record() throws ModelException {
    ObjectNode test = json.createObjectNode();
    ArrayNode samples = test.putArray("samples");
    List<Golden> wanted = pack.selfTest().samples();
    if (wanted.isEmpty()) {
      wanted = pack.manifest().networks().stream().map(this::madeUp).toList();
    }
    for (Golden sample : wanted) {
      samples.add(record(sample));
    }
    long slowest = 0;
    for (NetworkSpec network : pack.manifest().networks()) {
      slowest = Math.max(slowest, millis(network, wanted));
    }
    long weights = pack.files().stream().mapToLong(PackFile::bytes).sum() >> 20;
    int memory = pack.selfTest().memoryMegabytes();
    test.put("latencyMillis", Math.max(LEAST_MILLIS, slowest * SLOWER));
    test.put("memoryMegabytes", memory > 0 ? memory : SPARE_MEGABYTES + 4 * weights);
    return test;
  }

  private Golden madeUp(NetworkSpec network) {
    Map<String, Source> inputs = new LinkedHashMap<>();
    for (TensorSpec input : network.inputs()) {
      Trial trial = pack.trials().get(network.name()).get(input.name());
      boolean noise = input.type() == ElementType.FLOAT32;
      inputs.put(input.name(), noise ? new Sources.Noise(trial.shape(), 7, 0, 1) : trial);
    }
    return new Golden(network.name(), inputs, Map.of());
  }

  private ObjectNode record(Golden sample) throws ModelException {
    NetworkSpec network = pack.manifest().network(sample.network()).orElseThrow();
    ObjectNode node = json.createObjectNode();
    node.put("network", sample.network());
    ObjectNode inputs = node.putObject("inputs");
    for (TensorSpec input : network.inputs()) {
      Source source = sample.inputs().get(input.name());
      if (!source.equals(pack.trials().get(network.name()).get(input.name()))) {
        inputs.set(input.name(), source(source));
      }
    }
    ObjectNode outputs = node.putObject("outputs");
    try (ModelRun run = model.run(sample.network(), SelfTestRun.inputs(sample.inputs()))) {
      for (String output : outputs(network, sample)) {
        outputs.set(output, output(run, output, sample.outputs().get(output)));
      }
    }
    return node;
  }

  private static List<String> outputs(NetworkSpec network, Golden sample) {
    return network.outputs().stream()
        .filter(output -> output.type() == ElementType.FLOAT32)
        .map(TensorSpec::name)
        .filter(name -> sample.outputs().isEmpty() || sample.outputs().containsKey(name))
        .limit(sample.outputs().isEmpty() ? MOST_OUTPUTS : Integer.MAX_VALUE)
        .toList();
  }

  private ObjectNode output(ModelRun run, String name, Expected before) throws ModelException {
    float[] values = run.floats(name);
    int count = Math.min(values.length, MOST_VALUES);
    int from = 0;
    for (int i = 1; i + count <= values.length; i++) {
      // Where values differ most they tell most: elsewhere all may lie within the tolerance.
      from = spread(values, i, count) > spread(values, from, count) ? i : from;
    }
    ObjectNode node = json.createObjectNode();
    ArrayNode shape = node.putArray("shape");
    for (long dimension : run.shape(name)) {
      shape.add(dimension);
    }
    node.put("from", from);
    ArrayNode expected = node.putArray("values");
    for (int i = from; i < from + count; i++) {
      expected.add(rounded(values[i]));
    }
    double tolerance = Math.max(LEAST_TOLERANCE, TOLERANCE * spread(values, 0, values.length));
    node.put("tolerance", rounded(Math.max(tolerance, before == null ? 0 : before.tolerance())));
    return node;
  }

  private static double spread(float[] values, int from, int count) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    return high - low;
  }

  private ObjectNode source(Source source) {
    ObjectNode node = json.createObjectNode();
    List<Long> shape = new ArrayList<>();
    if (source instanceof Sources.Noise noise) {
      ObjectNode drawn = node.putObject("noise");
      drawn.put("seed", noise.seed());
      drawn.put("low", noise.low());
      drawn.put("high", noise.high());
      shape.addAll(noise.shape());
    } else if (source instanceof Sources.Values values) {
      boolean whole = values.type() != ElementType.FLOAT32;
      ArrayNode given = node.putArray("values");
      values
          .values()
          .forEach(
              v -> given.add(whole ? BigDecimal.valueOf(v.longValue()) : BigDecimal.valueOf(v)));
      shape.addAll(values.shape());
    } else if (source instanceof Sources.Raw raw) {
      node.put("file", pack.folder().relativize(raw.file()).toString());
      shape.addAll(raw.shape());
    } else if (source instanceof Trial trial) {
      node.put("fill", trial.fill());
      shape.addAll(trial.shape());
    }
    ArrayNode dimensions = node.putArray("shape");
    shape.forEach(dimensions::add);
    return node;
  }

  private long millis(NetworkSpec network, List<Golden> samples) throws ModelException {
    Map<String, ? extends Source> sources = pack.trials().get(network.name());
    for (Golden sample : samples) {
      sources = sample.network().equals(network.name()) ? sample.inputs() : sources;
    }
    Map<String, Tensor> inputs = SelfTestRun.inputs(sources);
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TIMED; i++) {
      long start = System.nanoTime();
      model.run(network.name(), inputs).close();
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1_000_000;
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS);
  }
}
