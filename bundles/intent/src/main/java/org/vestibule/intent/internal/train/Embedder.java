// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import org.vestibule.api.model.ModelException;

/** Turns a sentence into a vector of length 1. */
@FunctionalInterface
public interface Embedder {
  /**
   * Embeds.
   *
   * @throws ModelException {@code model-*} when no encoder serves
   */
  float[] embed(String sentence) throws ModelException;
}
