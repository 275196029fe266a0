// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.onvif.sip.internal.station.Registered;
import org.vestibule.integrations.onvif.sip.internal.station.StationNames;

/**
 * The configured panels: registers one {@link DoorStation} for each, keeps the last good
 * configuration of each, and ends the feeds of visits that closed. Thread-safe.
 */
@Component(
    service = {
      HttpStations.class,
      ManagedServiceFactory.class,
      StatusSource.class,
      EventListener.class
    },
    immediate = true,
    property = "service.pid=" + StationConfig.PID)
public final class HttpStations implements ManagedServiceFactory, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(HttpStations.class);
  private static final String NAME = "integrations-onvif-sip";

  private final Registrar registrar;
  private final StationNames names;
  private final String data;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Map<String, Problem> problems = new ConcurrentHashMap<>();
  private final StatusHolder status =
      new StatusHolder(Status.starting("The stations' configuration is being read"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "vestibule-stations-idle");
            thread.setDaemon(true);
            return thread;
          });

  /** Makes a station known to the house; closing what it returns takes it back. */
  @FunctionalInterface
  interface Registrar {
    Runnable register(HttpStation station);
  }

  private record Entry(HttpStation station, Runnable unregister) {}

  private record Problem(Cause cause, String sentence) {}

  /** For the container. */
  @Activate
  public HttpStations(BundleContext context, @Reference StationNames names) {
    this(station -> register(context, station), names, property(context, "vestibule.data"));
  }

  HttpStations(Registrar registrar, StationNames names, String data) {
    this.registrar = registrar;
    this.names = names;
    this.data = data;
    clock.scheduleWithFixedDelay(() -> sweep(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
  }

  @Deactivate
  void close() throws InterruptedException {
    clock.shutdownNow();
    for (String pid : Map.copyOf(entries).keySet()) {
      deleted(pid);
    }
    clock.awaitTermination(2, TimeUnit.SECONDS);
  }

  @Override
  public String getName() {
    return "Vestibule HTTP door stations";
  }

  /** Called by Configuration Admin, one call at a time: no lock is needed around registering. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      StationSettings settings = StationSettings.of(FrameworkUtil.asMap(properties), data);
      apply(pid, settings);
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, new Problem(cause(e), e.getMessage()));
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    Entry entry = entries.remove(pid);
    if (entry != null) {
      entry.unregister().run();
      entry.station().close();
      names.release(pid, entry.station().info().id());
    }
  }

  /** Finds a station by its id. */
  Optional<HttpStation> find(String id) {
    return entries.values().stream()
        .map(Entry::station)
        .filter(station -> station.info().id().value().equals(id))
        .findFirst();
  }

  void sweep(long nowNanos) {
    entries.values().forEach(entry -> entry.station().sweep(nowNanos));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Status status() {
    long heard = entries.values().stream().filter(entry -> entry.station().heard()).count();
    int count = entries.size();
    String stations = count + (count == 1 ? " station" : " stations") + " configured";
    Optional<Problem> problem = new TreeMap<>(problems).values().stream().findFirst();
    Status now =
        problem
            .map(
                found ->
                    count == 0
                        ? Status.unavailable(found.cause(), found.sentence())
                        : Status.degraded(found.cause(), stations + "; " + found.sentence()))
            .orElseGet(() -> Status.ready(stations + ", " + heard + " heard so far"));
    status.set(now);
    return status.get();
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof VisitClosed closed) {
      find(closed.after().station().value()).ifPresent(s -> s.forget(closed.after().id()));
    }
  }

  private void apply(String pid, StationSettings settings) throws VestibuleException {
    StationToken token = StationToken.readOrCreate(settings.tokenFile());
    StationId id = settings.info().id();
    names.claim(StationConfig.PID, pid, id);
    Entry held = entries.get(pid);
    if (held != null && held.station().info().id().equals(id)) {
      held.station().update(settings, token);
      return;
    }
    deleted(pid);
    HttpStation station = new HttpStation(settings, token);
    entries.put(pid, new Entry(station, registrar.register(station)));
    LOG.info("Station {} stands at door {}", settings.info().id(), settings.info().door());
  }

  private static Cause cause(VestibuleException e) {
    return switch (e.code()) {
      case "token-too-short" -> Cause.CREDENTIALS;
      case "token-unreadable", "token-unwritable" -> Cause.STORAGE;
      default -> Cause.CONFIGURATION;
    };
  }

  private static Runnable register(BundleContext context, HttpStation station) {
    Hashtable<String, Object> properties = new Hashtable<>();
    properties.put("vestibule.station", station.info().id().value());
    ServiceRegistration<DoorStation> registration =
        context.registerService(DoorStation.class, station, properties);
    return () -> Registered.end(registration);
  }

  private static String property(BundleContext context, String key) {
    String value = context.getProperty(key);
    return value == null ? "" : value;
  }
}
