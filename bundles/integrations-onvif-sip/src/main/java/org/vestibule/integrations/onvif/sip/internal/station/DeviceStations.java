// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The stations of every protocol and maker: takes the configurations of each kind that is here, and
 * says how all their devices are. Thread-safe.
 */
@Component(
    service = {DeviceStations.class, StatusSource.class, EventListener.class},
    immediate = true)
@Capability(
    namespace = "osgi.service",
    attribute = {
      "objectClass:List<String>='org.vestibule.api.station.DoorStation,"
          + "org.osgi.service.cm.ManagedServiceFactory'"
    })
public final class DeviceStations implements StatusSource, EventListener {
  /** Presses and keys that may wait. */
  private static final int MOST_WAITING = 256;

  private final BundleContext context;
  private final StationHouse house;
  private final StationNames names;
  private final Map<StationKind, ServiceRegistration<?>> offered = new ConcurrentHashMap<>();
  private final Map<StationKind, KindStations> kinds = new ConcurrentHashMap<>();
  private final StatusHolder status =
      new StatusHolder(Status.starting("The stations' configuration is being read"));
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread thread = new Thread(task, "vestibule-station-events");
            thread.setDaemon(true);
            return thread;
          });

  /** For the container. */
  @Activate
  public DeviceStations(
      BundleContext context, @Reference StationHouse house, @Reference StationNames names) {
    this.context = context;
    this.house = house;
    this.names = names;
  }

  @Deactivate
  void close() {
    List.copyOf(kinds.keySet()).forEach(this::unbindKind);
    worker.shutdownNow();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindKind(StationKind kind) {
    KindStations stations = new KindStations(kind, this);
    kinds.put(kind, stations);
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put(Constants.SERVICE_PID, stations.pid());
    offered.put(kind, context.registerService(ManagedServiceFactory.class, stations, properties));
  }

  void unbindKind(StationKind kind) {
    ServiceRegistration<?> registration = offered.remove(kind);
    if (registration != null) {
      Registered.end(registration);
    }
    KindStations stations = kinds.remove(kind);
    if (stations != null) {
      stations.close();
    }
  }

  /** Returns the kind of that name, if it is here. */
  Optional<StationKind> kind(String name) {
    return kinds.keySet().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  /** Returns who has which name. */
  StationNames names() {
    return names;
  }

  /** Returns every station, of whatever kind. */
  Collection<DeviceStation> all() {
    return kinds.values().stream().flatMap(stations -> stations.all().stream()).toList();
  }

  StationEvents events(DeviceStation station) {
    return new StationEvents(station.info(), house, worker);
  }

  /** Offers a station to the house; what is returned takes it back. */
  Runnable offer(DeviceStation station) {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put("vestibule.station", station.info().id().value());
    ServiceRegistration<DoorStation> registration =
        context.registerService(DoorStation.class, station, properties);
    return () -> Registered.end(registration);
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof VisitClosed closed) {
      all().stream()
          .filter(station -> station.info().id().equals(closed.after().station()))
          .forEach(station -> station.forget(closed.after().id()));
    }
  }

  @Override
  public String name() {
    return "door-station-devices";
  }

  @Override
  public Status status() {
    status.set(now());
    return status.get();
  }

  private Status now() {
    List<String> refused =
        kinds.values().stream().flatMap(stations -> stations.problems().stream()).toList();
    if (!refused.isEmpty()) {
      return Status.degraded(Cause.CONFIGURATION, refused.get(0) + more(refused.size()));
    }
    Collection<DeviceStation> all = all();
    List<DeviceStation> bad =
        all.stream()
            .filter(station -> station.status().state() != Status.State.READY)
            .sorted(Comparator.comparing(station -> station.info().id().value()))
            .toList();
    if (bad.isEmpty()) {
      return Status.ready(all.isEmpty() ? "No station is configured" : well(all));
    }
    Status first = bad.get(0).status();
    String sentence = bad.get(0).info().id() + ": " + first.sentence() + more(bad.size());
    // A station that is away is no reason for anybody to think that the gateway does not work.
    return first.state() == Status.State.STARTING
        ? Status.starting(sentence)
        : Status.degraded(first.cause(), sentence);
  }

  /** Says who has a loudspeaker, too: that is why another one waits. */
  private static String well(Collection<DeviceStation> all) {
    List<String> talks = new ArrayList<>();
    for (DeviceStation station : all) {
      station.talking().ifPresent(visit -> talks.add(visit + " talks at " + station.info().id()));
    }
    String answer = all.size() == 1 ? "1 station answers" : all.size() + " stations answer";
    return talks.isEmpty() ? answer : answer + "; " + String.join(", ", talks);
  }

  private static String more(int count) {
    return count == 1 ? "" : " (and " + (count - 1) + " more)";
  }
}
