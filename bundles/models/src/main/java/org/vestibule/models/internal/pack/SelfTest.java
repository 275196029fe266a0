// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.Tensor;

/**
 * What a pack must show before it serves.
 *
 * @param samples golden samples, may be empty
 * @param latencyMillis the best of five runs of each network must not take longer, 0 for no bound
 * @param memoryMegabytes loading and running must not take more resident memory, 0 for no bound
 */
public record SelfTest(List<Golden> samples, int latencyMillis, int memoryMegabytes) {
  /** No samples, no bounds. */
  public static final SelfTest NONE = new SelfTest(List.of(), 0, 0);

  /** Copies the list. */
  public SelfTest {
    samples = List.copyOf(samples);
  }

  /** Where an input's values come from, so that the same input is made on every machine. */
  public interface Source {
    /** Returns the input; {@code model-missing} when a file that it comes from is not there. */
    Tensor tensor() throws ModelException;
  }

  /**
   * One input with its expected output.
   *
   * @param network the network that runs
   * @param inputs by input name, all of them
   * @param outputs by output name, those that are compared
   */
  public record Golden(String network, Map<String, Source> inputs, Map<String, Expected> outputs) {
    /** Copies the maps. */
    public Golden {
      inputs = Map.copyOf(inputs);
      outputs = Map.copyOf(outputs);
    }
  }

  /**
   * An expected output: its exact shape and values from an offset on.
   *
   * @param shape exact
   * @param offset index of the first compared value in row-major order
   * @param values expected values
   * @param tolerance largest absolute difference
   */
  public record Expected(List<Long> shape, int offset, List<Double> values, double tolerance) {
    /** Copies the lists. */
    public Expected {
      shape = List.copyOf(shape);
      values = List.copyOf(values);
    }
  }
}
