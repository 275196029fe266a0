// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;

/** The model store, while there is one, and whether its face models answer. Thread-safe. */
final class ModelHealth implements FaceRoom.Stores, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelHealth.class);

  private final FaceRoom room;
  private final WarmUp warmUp = new WarmUp(this::tryModels);
  private final StatusHolder status = new StatusHolder(none());
  private volatile ModelStore store;

  ModelHealth(FaceRoom room) {
    this.room = room;
  }

  private static Status none() {
    return Status.unavailable(
        Status.Cause.DEPENDENCY, "There is no model store: start the bundle models");
  }

  /** Begins to try the models in the background. */
  void start() {
    warmUp.start();
  }

  /** Tries them again: one of them may have changed. */
  void tryAgain() {
    warmUp.soon();
  }

  void take(ModelStore next) {
    store = next;
    status.set(Status.starting("Tries the face models"));
    warmUp.soon();
  }

  /** Gives the store back unless it was replaced already. */
  void giveBack(ModelStore gone) {
    if (store == gone) {
      store = null;
      status.set(none());
    }
  }

  Status status() {
    return status.get();
  }

  @Override
  public ModelStore required() throws ModelException {
    ModelStore current = store;
    if (current == null) {
      throw new ModelException(
          "model-missing", "face models", "no model store", "one", "Start the bundle models.");
    }
    return current;
  }

  /** Runs in the background; returns whether the models answered. */
  private boolean tryModels() {
    ModelStore current = store;
    if (current == null) {
      return true;
    }
    try {
      Status ready = Status.ready("Sees with " + room.warmUp(current));
      if (current == store) {
        status.set(ready);
      }
      return true;
    } catch (ModelException e) {
      failed(e);
      return false;
    } catch (VestibuleException e) {
      // Every turn is taken by real pictures: they show what serves.
      return false;
    } catch (RuntimeException | LinkageError e) {
      LOG.error("The face models could not be tried", e);
      status.set(
          Status.unavailable(Status.Cause.MODEL_INVALID, "The face models fail: see the log"));
      return false;
    }
  }

  @Override
  public void failed(ModelException e) {
    if (store == null) {
      return;
    }
    Status.Cause cause =
        switch (e.code()) {
          case "model-missing" -> Status.Cause.MODEL_MISSING;
          case "native-missing" -> Status.Cause.NATIVE_MISSING;
          default -> Status.Cause.MODEL_INVALID;
        };
    status.set(Status.unavailable(cause, e.getMessage()));
    warmUp.later();
  }

  /** Stops trying; calls under way finish. */
  @Override
  public void close() {
    warmUp.close();
  }
}
