// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.util.List;

/**
 * An input or output as the manifest declares it.
 *
 * @param name its name in the graph
 * @param type its element type
 * @param shape its shape; -1 is any size
 */
public record TensorSpec(String name, ElementType type, List<Long> shape) {
  /** Copies the list. */
  public TensorSpec {
    shape = List.copyOf(shape);
  }
}
