// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import org.osgi.annotation.versioning.ProviderType;

/** The outputs of one run. Close it: it owns native memory. Not thread-safe. */
@ProviderType
public interface ModelRun extends AutoCloseable {
  /**
   * Copies an output of floats.
   *
   * @throws ModelException {@code model-output-invalid} if a value is NaN or infinite, or there is
   *     no such output
   */
  float[] floats(String output) throws ModelException;

  /** Returns an output's shape. */
  long[] shape(String output) throws ModelException;

  /** Keeps an output in the runtime's memory as an input of a later run of the same lease. */
  Tensor.Held held(String output) throws ModelException;

  @Override
  void close();
}
