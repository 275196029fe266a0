// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.util.Arrays;
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

/**
 * Lets a loaded pack show that it runs here as it ran where it was made: shapes as declared, every
 * number finite, golden samples within their tolerance, fast enough.
 */
public final class SelfTestRun {
  private static final int MOST_TIMED = 5;
  private static final long MILLISECOND = 1_000_000;

  private final Pack pack;
  private final LoadedModel model;

  private SelfTestRun(Pack pack, LoadedModel model) {
    this.pack = pack;
    this.model = model;
  }

  /**
   * Runs every network at least once: on its golden samples, or on its trial inputs when it has
   * none.
   *
   * @throws ModelException {@code model-output-invalid} (NaN or infinite), {@code
   *     model-shape-wrong}, {@code model-golden-mismatch}, {@code model-too-slow}, and what the
   *     runtime throws
   */
  public static void of(Pack pack, LoadedModel model) throws ModelException {
    SelfTestRun test = new SelfTestRun(pack, model);
    for (NetworkSpec network : pack.manifest().networks()) {
      List<Golden> samples =
          pack.selfTest().samples().stream()
              .filter(sample -> sample.network().equals(network.name()))
              .toList();
      for (Golden sample : samples) {
        test.run(network, inputs(sample.inputs()), sample.outputs());
      }
      Map<String, Tensor> timed =
          inputs(samples.isEmpty() ? pack.trials().get(network.name()) : samples.get(0).inputs());
      if (samples.isEmpty()) {
        test.run(network, timed, Map.of());
      }
      if (pack.selfTest().latencyMillis() > 0) {
        test.time(network, timed);
      }
    }
  }

  /** Makes the inputs of a run. */
  static Map<String, Tensor> inputs(Map<String, ? extends SelfTest.Source> sources)
      throws ModelException {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, ? extends SelfTest.Source> source : sources.entrySet()) {
      inputs.put(source.getKey(), source.getValue().tensor());
    }
    return inputs;
  }

  private void run(NetworkSpec network, Map<String, Tensor> inputs, Map<String, Expected> expected)
      throws ModelException {
    try (ModelRun run = model.run(network.name(), inputs)) {
      for (TensorSpec output : network.outputs()) {
        long[] shape = run.shape(output.name());
        Expected wanted = expected.get(output.name());
        List<Long> declared = wanted == null ? output.shape() : wanted.shape();
        if (!fits(shape, declared)) {
          throw refused(
              "model-shape-wrong",
              network,
              output.name() + " of shape " + Arrays.toString(shape),
              "shape " + declared + (wanted == null ? "" : " for this sample"));
        }
        if (output.type() == ElementType.FLOAT32) {
          float[] values = run.floats(output.name());
          finite(network, output.name(), values);
          if (wanted != null) {
            compare(network, output.name(), values, wanted);
          }
        }
      }
    }
  }

  private void compare(NetworkSpec network, String output, float[] values, Expected wanted)
      throws ModelException {
    for (int i = 0; i < wanted.values().size(); i++) {
      double expected = wanted.values().get(i);
      double found = values[wanted.offset() + i];
      if (!(Math.abs(found - expected) <= wanted.tolerance())) {
        throw refused(
            "model-golden-mismatch",
            network,
            output + "[" + (wanted.offset() + i) + "] is " + found,
            expected + " within " + wanted.tolerance());
      }
    }
  }

  private void finite(NetworkSpec network, String output, float[] values) throws ModelException {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw refused("model-output-invalid", network, output + " has " + value, "finite numbers");
      }
    }
  }

  /** The best of a few runs: others may use the processor meanwhile, and only ever slow it. */
  private void time(NetworkSpec network, Map<String, Tensor> inputs) throws ModelException {
    long best = Long.MAX_VALUE;
    long bound = pack.selfTest().latencyMillis() * MILLISECOND;
    for (int i = 0; i < MOST_TIMED && best > bound; i++) {
      best = Math.min(best, nanos(network, inputs));
    }
    if (best > bound) {
      throw refused(
          "model-too-slow",
          network,
          "the best of " + MOST_TIMED + " runs took " + best / MILLISECOND + " ms",
          "at most " + bound / MILLISECOND + " ms, as its manifest says");
    }
  }

  private long nanos(NetworkSpec network, Map<String, Tensor> inputs) throws ModelException {
    long start = System.nanoTime();
    try (ModelRun run = model.run(network.name(), inputs)) {
      run.shape(network.outputs().get(0).name());
    }
    return System.nanoTime() - start;
  }

  private static boolean fits(long[] shape, List<Long> declared) {
    boolean fits = shape.length == declared.size();
    for (int i = 0; fits && i < shape.length; i++) {
      fits = declared.get(i) == -1 || declared.get(i) == shape[i];
    }
    return fits;
  }

  private ModelException refused(String code, NetworkSpec network, String found, String allowed) {
    return new ModelException(
        code,
        "model pack " + pack.manifest().id() + ", network " + network.name(),
        found,
        allowed,
        "The pack does not serve here; take another release, or ask its signer.");
  }
}
