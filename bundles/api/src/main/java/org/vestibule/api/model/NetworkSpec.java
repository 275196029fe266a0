// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.util.List;

/**
 * One graph of a pack.
 *
 * @param name its name in the pack, for example {@code encoder}
 * @param file its file in the pack's folder
 * @param inputs what it reads
 * @param outputs what it gives
 */
public record NetworkSpec(
    String name, String file, List<TensorSpec> inputs, List<TensorSpec> outputs) {
  /** Copies the lists. */
  public NetworkSpec {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
