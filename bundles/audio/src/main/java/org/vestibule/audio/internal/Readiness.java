// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;

/**
 * Whether the models that serve can be used: tries them, and again after a failure. Thread-safe.
 */
final class Readiness {
  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final Recogniser recogniser;
  private final StatusHolder status = new StatusHolder(Status.starting("Waits for its models"));
  private final AtomicBoolean retrying = new AtomicBoolean();
  private volatile ModelStore store;

  /**
   * @param recogniser runs the models once, in the background
   */
  Readiness(Recogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** Returns where models come from, null for nowhere. */
  ModelStore store() {
    return store;
  }

  /** Takes another store and tries its models. */
  void store(ModelStore next) {
    store = next;
    tryModels();
  }

  /** Gives the store back unless it was replaced already. */
  void without(ModelStore gone) {
    if (store == gone) {
      store = null;
      status.set(
          Status.unavailable(
              Status.Cause.DEPENDENCY, "There is no model store: start the bundle models"));
    }
  }

  /** Tries the models that serve now, in the background. */
  void tryModels() {
    recogniser.inBackground(this::warmUp, Duration.ZERO);
  }

  /** A model failed while a visitor spoke, or in a trial. */
  void failed(ModelException e) {
    status.set(Status.unavailable(cause(e), e.getMessage()));
    retry();
  }

  Status status() {
    return status.get();
  }

  private void warmUp() {
    try {
      status.set(Status.ready("Hears with " + recogniser.warmUp(store)));
    } catch (ModelException e) {
      failed(e);
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The speech models could not be tried", e);
      status.set(
          Status.unavailable(Status.Cause.MODEL_INVALID, "The speech models fail: see the log"));
      retry();
    }
  }

  /** One retry is under way at most, however many visitors meet the failure. */
  private void retry() {
    if (retrying.compareAndSet(false, true)) {
      recogniser.inBackground(
          () -> {
            retrying.set(false);
            warmUp();
          },
          RETRY);
    }
  }

  private Status.Cause cause(ModelException e) {
    return switch (e.code()) {
      case "model-missing" -> store == null ? Status.Cause.DEPENDENCY : Status.Cause.MODEL_MISSING;
      case "native-missing" -> Status.Cause.NATIVE_MISSING;
      default -> Status.Cause.MODEL_INVALID;
    };
  }
}
