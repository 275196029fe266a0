// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** The bundle's face to the house: services, configuration, status. Thread-safe. */
@Component(
    service = {FaceVerifier.class, StatusSource.class, EventListener.class},
    configurationPid = VisionConfig.PID,
    immediate = true)
@Designate(ocd = VisionConfig.class)
public final class VisionComponent implements FaceVerifier, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(VisionComponent.class);

  private final FaceRoom room = new FaceRoom(Settings.DEFAULTS);
  private final WarmUp warmUp = new WarmUp(this::tryModels);
  private final StatusHolder models =
      new StatusHolder(
          Status.unavailable(
              Status.Cause.DEPENDENCY, "There is no model store: start the bundle models"));

  private volatile ModelStore store;

  /** What is wrong with the configuration; null when nothing is. */
  private volatile StatusHolder misconfigured;

  /** Starts; the models are tried in the background. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
    warmUp.start();
  }

  /** Takes new settings for the next picture; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      room.configure(Settings.of(properties));
      misconfigured = null;
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      Status next = Status.degraded(Status.Cause.CONFIGURATION, e.getMessage());
      StatusHolder held = misconfigured;
      if (held == null) {
        misconfigured = new StatusHolder(next);
      } else {
        held.set(next);
      }
    }
  }

  /** Stops trying; calls under way finish. */
  @Deactivate
  public void deactivate() {
    warmUp.close();
  }

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setStore(ModelStore next) {
    store = next;
    models.set(Status.starting("Tries the face models"));
    warmUp.soon();
  }

  /** Gives the store back unless it was replaced already. */
  public void unsetStore(ModelStore gone) {
    if (store == gone) {
      store = null;
      models.set(
          Status.unavailable(
              Status.Cause.DEPENDENCY, "There is no model store: start the bundle models"));
    }
  }

  @Override
  public FaceAnswer verify(PersonId claimed, List<FaceTemplate> enrolled, Frame frame)
      throws VestibuleException {
    try {
      return room.verify(required(), claimed, enrolled, frame);
    } catch (ModelException e) {
      failed(e);
      throw e;
    }
  }

  @Override
  public FaceTemplate enrol(Frame frame) throws VestibuleException {
    try {
      return room.enrol(required(), frame);
    } catch (ModelException e) {
      failed(e);
      throw e;
    }
  }

  @Override
  public String name() {
    return "vision";
  }

  @Override
  public Status status() {
    Status own = models.get();
    StatusHolder wrong = misconfigured;
    return wrong == null || own.state() == Status.State.UNAVAILABLE ? own : wrong.get();
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed && changed.slot().startsWith("face-")) {
      warmUp.soon();
    }
  }

  private ModelStore required() throws ModelException {
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
        models.set(ready);
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
      models.set(
          Status.unavailable(Status.Cause.MODEL_INVALID, "The face models fail: see the log"));
      return false;
    }
  }

  private void failed(ModelException e) {
    if (store == null) {
      return;
    }
    Status.Cause cause =
        switch (e.code()) {
          case "model-missing" -> Status.Cause.MODEL_MISSING;
          case "native-missing" -> Status.Cause.NATIVE_MISSING;
          default -> Status.Cause.MODEL_INVALID;
        };
    models.set(Status.unavailable(cause, e.getMessage()));
    warmUp.later();
  }
}
