// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * Noise suppression for the ear as a service of this bundle. Each stream keeps the weights it began
 * with; a model that is replaced serves the next one. Thread-safe.
 */
@Component(
    immediate = true,
    service = {SuppressorSource.class, StatusSource.class, EventListener.class})
public final class SuppressionComponent implements SuppressorSource, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(SuppressionComponent.class);

  private static final long STOP_SECONDS = 2;

  private final SuppressionModel model = new SuppressionModel();
  private final StatusHolder status = new StatusHolder(Status.starting("Waits for its model"));

  /** A pack may still be loading when the store arrives. One trial at work and one waiting. */
  private final ThreadPoolExecutor background =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          task -> {
            Thread thread = new Thread(task, "vestibule-suppression");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile ModelStore store;

  /** Stops trying models; streams that are open go on. */
  @Deactivate
  public void deactivate() throws InterruptedException {
    background.shutdownNow();
    if (!background.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("A model is still being tried; its thread ends with it");
    }
  }

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindStore(ModelStore arrived) {
    store = arrived;
    background.execute(this::serving);
  }

  /** Gives the store back unless it was replaced already. */
  public void unbindStore(ModelStore gone) {
    if (store == gone) {
      store = null;
      background.execute(this::serving);
    }
  }

  @Override
  public Optional<Suppressor> open() {
    return serving().map(served -> new RnNoise(served.weights()));
  }

  @Override
  public String name() {
    return "noise-suppression";
  }

  /** A model that began to serve before this could hear of it is found when somebody looks. */
  @Override
  public Status status() {
    Status now = status.get();
    if (now.cause() == Cause.MODEL_MISSING) {
      background.execute(this::serving);
    }
    return now;
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed
        && changed.slot().equals(ModelSlots.NOISE_SUPPRESSION)) {
      background.execute(this::serving);
    }
  }

  private Optional<SuppressionModel.Served> serving() {
    try {
      SuppressionModel.Served served = model.serving(store);
      status.set(Status.ready("Takes noise out for the ear with " + served.id()));
      return Optional.of(served);
    } catch (ModelException e) {
      LOG.debug("No noise suppression", e);
      status.set(Status.degraded(cause(e), "A listener hears the noise too: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private Cause cause(ModelException e) {
    if (store == null) {
      return Cause.DEPENDENCY;
    }
    return e.code().equals("model-missing") ? Cause.MODEL_MISSING : Cause.MODEL_INVALID;
  }
}
