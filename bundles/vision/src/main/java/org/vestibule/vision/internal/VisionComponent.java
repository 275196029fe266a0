// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.vestibule.api.face.FaceBlur;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.vision.internal.camera.CameraProfiles;
import org.vestibule.vision.internal.drift.DriftMonitor;

/** The bundle's face to the house: services, configuration, status. Thread-safe. */
@Component(
    service = {FaceVerifier.class, FaceBlur.class, StatusSource.class, EventListener.class},
    configurationPid = VisionConfig.PID,
    immediate = true)
@Designate(ocd = VisionConfig.class)
public final class VisionComponent implements FaceVerifier, FaceBlur, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(VisionComponent.class);

  private final Surroundings house = new Surroundings();
  private final FaceRoom room = new FaceRoom(Settings.DEFAULTS, house, System::nanoTime);
  private final ModelHealth models = new ModelHealth(room);

  /** What is wrong with the configuration; null when nothing is. */
  private volatile StatusHolder misconfigured;

  /** Starts; the models are tried in the background. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
    models.start();
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
    models.close();
  }

  /** Takes the store; another one may follow while this component runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setStore(ModelStore next) {
    models.take(next);
  }

  /** Gives the store back unless it was replaced already. */
  public void unsetStore(ModelStore gone) {
    models.giveBack(gone);
  }

  /**
   * Takes who derives thresholds. Without them a model's own would hold, which is laxer: so this is
   * no verifier before they are there.
   */
  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  public void setThresholds(FaceThresholds next) {
    house.thresholds = next;
  }

  /** Gives them back unless they were replaced already. */
  public void unsetThresholds(FaceThresholds gone) {
    house.thresholds = house.thresholds == gone ? null : house.thresholds;
  }

  /** Takes what is special about the cameras; until then all are ordinary. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setCameras(CameraProfiles next) {
    house.cameras = next;
  }

  /** Gives them back unless they were replaced already. */
  public void unsetCameras(CameraProfiles gone) {
    house.cameras = house.cameras == gone ? null : house.cameras;
  }

  /** Takes who watches over the cameras' scores. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setDrift(DriftMonitor next) {
    house.drift = next;
  }

  /** Gives it back unless it was replaced already. */
  public void unsetDrift(DriftMonitor gone) {
    house.drift = house.drift == gone ? null : house.drift;
  }

  @Override
  public FaceWatch watch(FaceWish wish) throws VestibuleException {
    try {
      return room.watch(models, wish);
    } catch (ModelException e) {
      models.failed(e);
      throw e;
    }
  }

  @Override
  public FaceShot shot(Optional<StationId> camera, Frame frame) throws VestibuleException {
    try {
      return room.shot(models.required(), camera, frame);
    } catch (ModelException e) {
      models.failed(e);
      throw e;
    }
  }

  @Override
  public Covered cover(Frame picture, List<FaceTemplate> stays) throws VestibuleException {
    try {
      return room.cover(models.required(), picture, stays);
    } catch (ModelException e) {
      models.failed(e);
      throw e;
    }
  }

  @Override
  public String name() {
    return "vision";
  }

  @Override
  public Status status() {
    Status own = models.status();
    StatusHolder wrong = misconfigured;
    return wrong == null || own.state() == Status.State.UNAVAILABLE ? own : wrong.get();
  }

  /** Tries a model that has just begun to serve. */
  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof ModelChanged changed && changed.slot().startsWith("face-")) {
      models.tryAgain();
    }
  }
}
