// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** A second model's look at one request: compared with what was decided, never acted on. */
@ProviderType
public interface ModelTrial {
  /**
   * Does the same work again later, on spare capacity, and compares; or drops it when the box is
   * busy. Returns at once. The work keeps its input in memory until it has run or was dropped.
   *
   * @param decided what the model that serves said
   * @param again the same work on another store
   */
  void compare(Verdict decided, Again again);

  /** The caller's work, to be done with a store in which the second model serves its slot. */
  @FunctionalInterface
  interface Again {
    /** Returns what the second model says of the same input. */
    Verdict with(ModelStore store) throws VestibuleException;
  }
}
