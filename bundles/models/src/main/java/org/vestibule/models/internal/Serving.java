// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.models.internal.pack.Pack;

/**
 * A loaded pack and the number of its holders. After {@link #retire} nobody new may enter, and the
 * model closes when the last holder leaves. Thread-safe; the model is closed outside the lock.
 */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Pack pack;
  private final LoadedModel model;
  private final InferenceRuntime runtime;
  private final Runnable whenClosed;
  private int holders;
  private boolean retired;

  /**
   * @param runtime what loaded it, {@code null} when it needed none
   * @param whenClosed called once, after the model has closed
   */
  Serving(Pack pack, LoadedModel model, InferenceRuntime runtime, Runnable whenClosed) {
    this.pack = pack;
    this.model = model;
    this.runtime = runtime;
    this.whenClosed = whenClosed;
  }

  Pack pack() {
    return pack;
  }

  LoadedModel model() {
    return model;
  }

  InferenceRuntime runtime() {
    return runtime;
  }

  /** Takes a hold, unless it is retired: then the caller looks for its successor. */
  synchronized boolean enter() {
    if (retired) {
      return false;
    }
    holders++;
    return true;
  }

  /** Gives a hold back. */
  void leave() {
    boolean last;
    synchronized (this) {
      holders--;
      last = retired && holders == 0;
    }
    if (last) {
      close();
    }
  }

  /** Lets nobody in any more. */
  void retire() {
    boolean idle;
    synchronized (this) {
      if (retired) {
        return;
      }
      retired = true;
      idle = holders == 0;
    }
    if (idle) {
      close();
    }
  }

  synchronized int holders() {
    return holders;
  }

  private void close() {
    try {
      model.close();
    } catch (RuntimeException e) {
      // The one who returns the last lease has done nothing wrong.
      LOG.warn("{} did not close cleanly", pack.manifest().id(), e);
    } finally {
      whenClosed.run();
    }
  }
}
