// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.util.concurrent.Semaphore;
import org.vestibule.api.model.ModelException;

/**
 * Bounds how many inferences run at once, first come first served, so that a burst of faces does
 * not starve the microphone. Thread-safe.
 */
final class RunGate {
  private volatile Semaphore permits;

  RunGate(int runs) {
    resize(runs);
  }

  /** Sets the bound for runs that begin from now on; those under way keep their place. */
  void resize(int runs) {
    permits = new Semaphore(runs, true);
  }

  /**
   * Waits for a place.
   *
   * @return what gives the place back
   * @throws ModelException {@code model-run-failed} if the thread is interrupted while it waits
   */
  Runnable enter(String pack) throws ModelException {
    Semaphore taken = permits;
    try {
      taken.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problems.runFailed("model pack " + pack, e);
    }
    return taken::release;
  }
}
