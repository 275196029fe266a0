// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import org.vestibule.api.model.ModelException;

/** Lets a trial step aside before each run. */
@FunctionalInterface
public interface Pause {
  /** A request never steps aside. */
  Pause NEVER = () -> {};

  /**
   * Returns when the run may begin.
   *
   * @throws ModelException when it may not
   */
  void beforeRun() throws ModelException;
}
