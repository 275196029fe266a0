// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.camera;

import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The configured cameras: files {@code org.vestibule.vision.camera-NAME.cfg}, one for each station.
 * A change is taken for the next picture; a wrong one is refused and the last good one stays.
 * Thread-safe.
 */
@Component(
    service = {CameraProfiles.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + CameraConfig.PID)
public final class CameraProfiles implements ManagedServiceFactory, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(CameraProfiles.class);

  private final Map<String, CameraSettings> cameras = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final StatusHolder status = new StatusHolder(Status.ready("No camera is described"));

  /**
   * Returns what is special about a station's camera; {@link CameraProfile#ORDINARY} if nothing.
   */
  public CameraProfile of(Optional<StationId> station) {
    return station
        .flatMap(
            id -> cameras.values().stream().filter(one -> one.station().equals(id)).findFirst())
        .map(CameraSettings::profile)
        .orElse(CameraProfile.ORDINARY);
  }

  @Override
  public String getName() {
    return "Vestibule cameras";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      CameraSettings settings = CameraSettings.of(FrameworkUtil.asMap(properties));
      refuseTwin(pid, settings.station());
      cameras.put(pid, settings);
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    cameras.remove(pid);
    problems.remove(pid);
  }

  @Override
  public String name() {
    return "cameras";
  }

  @Override
  public Status status() {
    int count = cameras.size();
    String described =
        count == 0 ? "No camera is described" : count + " of the cameras are described";
    status.set(
        new TreeMap<>(problems)
            .values().stream()
                .findFirst()
                .map(problem -> Status.degraded(Cause.CONFIGURATION, problem))
                .orElseGet(() -> Status.ready(described)));
    return status.get();
  }

  private void refuseTwin(String pid, StationId station) throws VestibuleException {
    for (Map.Entry<String, CameraSettings> other : cameras.entrySet()) {
      if (!other.getKey().equals(pid) && other.getValue().station().equals(station)) {
        throw SettingsReader.invalid(
            CameraConfig.PID,
            "station",
            "'" + station + "' a second time",
            "one configuration for each station",
            "Choose another station, or remove one of the two configurations.");
      }
    }
  }
}
