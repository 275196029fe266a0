// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
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

  private final SuppressionModel model = new SuppressionModel();
  private final StatusHolder status = new StatusHolder(Status.starting("Waits for its model"));

  private volatile ModelStore store;

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindStore(ModelStore arrived) {
    store = arrived;
    serving();
  }

  /** Gives the store back unless it was replaced already. */
  public void unbindStore(ModelStore gone) {
    if (store == gone) {
      store = null;
      serving();
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

  @Override
  public Status status() {
    return status.get();
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed
        && changed.slot().equals(ModelSlots.NOISE_SUPPRESSION)) {
      serving();
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
