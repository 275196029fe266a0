// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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
import org.vestibule.api.door.DoorController;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/** The stations that are offered as ONVIF devices, and what is told of them. Thread-safe. */
@Component(
    service = {OnvifDevices.class, EventListener.class, StatusSource.class},
    immediate = true,
    configurationPid = DeviceConfig.PID)
@Designate(ocd = DeviceConfig.class)
public final class OnvifDevices implements EventListener, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(OnvifDevices.class);
  private static final String NAME = "onvif-device";

  private final Map<StationId, OfferedStation> stations = new ConcurrentHashMap<>();
  private final HouseEvents events = new HouseEvents(stations);
  private final Clock clock = Clock.systemUTC();
  private final StatusHolder status =
      new StatusHolder(Status.starting("Reading the configuration"));
  private volatile DeviceSettings settings = DeviceSettings.OFF;
  private volatile String refused = "";
  private volatile Cause why = Cause.CONFIGURATION;
  private volatile DoorController doors;
  private volatile boolean asked;

  @Activate
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      settings = DeviceSettings.of(properties);
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      why = e.code().startsWith("password") ? Cause.CREDENTIALS : Cause.CONFIGURATION;
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    stations.values().forEach(station -> station.board().close());
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addStation(DoorStation station) {
    stations.put(station.info().id(), OfferedStation.of(station, clock.instant()));
  }

  void removeStation(DoorStation station) {
    OfferedStation held = stations.get(station.info().id());
    if (held != null && held.station() == station && stations.remove(held.info().id(), held)) {
      held.board().close();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setDoors(DoorController service) {
    doors = service;
  }

  void unsetDoors(DoorController service) {
    if (doors == service) {
      doors = null;
    }
  }

  DeviceSettings settings() {
    return settings;
  }

  /** Finds a station that is offered. */
  Optional<OfferedStation> find(String id) {
    return settings.offers(id)
        ? stations.values().stream()
            .filter(station -> station.info().id().value().equals(id))
            .findFirst()
        : Optional.empty();
  }

  /** Looks up how a station's door is, for who subscribes now. */
  void lookAtDoor(OfferedStation station) {
    DoorController service = doors;
    if (service != null) {
      Instant now = clock.instant();
      service.doors().stream()
          .filter(door -> door.id().equals(station.info().door()))
          .forEach(door -> events.initial(station, door, now));
    }
  }

  /** Notes that somebody with the right password asked. */
  void asked() {
    asked = true;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void on(VestibuleEvent event) {
    events.on(event);
  }

  /** Like a panel's, it does not wait for who may never come: who came is in the sentence. */
  @Override
  public Status status() {
    status.set(now());
    return status.get();
  }

  private Status now() {
    DeviceSettings now = settings;
    if (!refused.isEmpty()) {
      return Status.degraded(why, refused);
    }
    if (now.user().isEmpty()) {
      String sentence = "Off; set user and passwordFile in " + DeviceConfig.PID;
      return new Status(Status.State.STOPPED, Cause.DISABLED, sentence, clock.instant());
    }
    long offered =
        stations.keySet().stream().filter(station -> now.offers(station.value())).count();
    return Status.ready(
        offered
            + (offered == 1 ? " station" : " stations")
            + " offered; "
            + (asked ? "somebody has logged in" : "nobody has logged in yet"));
  }
}
