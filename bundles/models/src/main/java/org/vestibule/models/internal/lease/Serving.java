// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.stats.RunCounters;

/**
 * A loaded pack and its holders. After {@link #retire} nobody new may enter, and the model closes
 * when the last holder leaves. Thread-safe, without a lock: one number says both how many are
 * inside and whether it is retired.
 */
public final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final int RETIRED = 1 << 30;
  private static final Runnable NOBODY = () -> {};

  private final Pack pack;
  private final LoadedModel model;
  private final InferenceRuntime runtime;
  private final Runnable whenClosed;
  private final AtomicInteger state = new AtomicInteger();
  private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
  private volatile RunCounters counters = new RunCounters();
  private volatile Runnable whenRunFails = NOBODY;

  /**
   * @param runtime what loaded it, {@code null} when it needed none
   * @param whenClosed called once, after the model has closed
   */
  public Serving(Pack pack, LoadedModel model, InferenceRuntime runtime, Runnable whenClosed) {
    this.pack = pack;
    this.model = model;
    this.runtime = runtime;
    this.whenClosed = whenClosed;
  }

  /** Returns the pack. */
  public Pack pack() {
    return pack;
  }

  /** Returns {@code name@version}. */
  public String id() {
    return pack.manifest().id();
  }

  /** Returns what loaded it, {@code null} when it needed none. */
  public InferenceRuntime runtime() {
    return runtime;
  }

  /** Returns the counters of its requests since it began to serve, or to be watched. */
  public RunCounters counters() {
    return counters;
  }

  /**
   * Counts anew.
   *
   * @param onFailure called in the thread of each failed run, after it was counted
   */
  public void countAnew(Runnable onFailure) {
    counters = new RunCounters();
    whenRunFails = onFailure;
  }

  /** Goes on counting, and tells nobody. */
  public void unwatched() {
    whenRunFails = NOBODY;
  }

  /** Returns how many hold it. */
  public int holders() {
    return state.get() & ~RETIRED;
  }

  /** Returns whether nobody new may enter. */
  public boolean retired() {
    return (state.get() & RETIRED) != 0;
  }

  /** Lets nobody in any more. */
  public void retire() {
    int before = state.getAndUpdate(now -> now | RETIRED);
    if (before == 0) {
      close();
    }
  }

  LoadedModel model() {
    return model;
  }

  Set<Hold> holds() {
    return holds;
  }

  void runFailed() {
    whenRunFails.run();
  }

  /** Takes a hold, unless it is retired: then the caller looks for its successor. */
  boolean enter() {
    int now = state.get();
    while ((now & RETIRED) == 0) {
      if (state.compareAndSet(now, now + 1)) {
        return true;
      }
      now = state.get();
    }
    return false;
  }

  /** Gives a hold back. */
  void leave() {
    if (state.decrementAndGet() == RETIRED) {
      close();
    }
  }

  private void close() {
    try {
      model.close();
    } catch (RuntimeException e) {
      // The one who returns the last lease has done nothing wrong.
      LOG.warn("{} did not close cleanly", id(), e);
    } finally {
      whenClosed.run();
    }
  }
}
