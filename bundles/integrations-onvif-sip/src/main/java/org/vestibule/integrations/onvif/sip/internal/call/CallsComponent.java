// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.vestibule.api.access.Caller;
import org.vestibule.api.call.Call;
import org.vestibule.api.call.Calls;
import org.vestibule.api.event.EventListener;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Visits;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;

/**
 * The exchange of this house, as services: it rings when the bell is pressed, pages answer by it,
 * and its status says who talks. Configured by {@link CallsConfig}. Thread-safe.
 */
@Component(
    service = {
      CallsComponent.class,
      Calls.class,
      Notifier.class,
      StatusSource.class,
      EventListener.class
    },
    immediate = true,
    configurationPid = CallsConfig.PID)
@Designate(ocd = CallsConfig.class)
public final class CallsComponent implements Calls, Notifier, StatusSource, EventListener {
  private static final Logger LOG = LoggerFactory.getLogger(CallsComponent.class);
  private static final int MOST_THREADS = 3 * 32;
  private static final Duration END = Duration.ofSeconds(2);

  private final Surroundings around = new Surroundings();
  private final CallTicks ticks = new CallTicks("vestibule-calls-clock");
  private final ExecutorService deciding = Threads.deciding();
  private final ExecutorService carrying = Threads.carrying(MOST_THREADS);
  private final CallsStatus status = new CallsStatus();
  private final RingGroups groups;
  private final QuietTimes quiet = new QuietTimes(around, ticks);
  private final Exchange exchange;
  private final PhoneNotifier notifier;
  private volatile CallsSettings settings;

  /** For the container. */
  @Activate
  public CallsComponent(@Reference RingGroups groups, Map<String, Object> properties)
      throws VestibuleException {
    this.groups = groups;
    settings = CallsSettings.of(Map.of());
    Desk desk = new Desk(around, ticks, deciding, carrying, () -> settings, status::failed);
    exchange = new Exchange(desk, quiet, groups::byName);
    notifier = new PhoneNotifier(desk, exchange);
    configure(properties);
  }

  /** Takes a configuration at once, or keeps the last good one and says why. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      settings = CallsSettings.of(properties);
      status.refused(Optional.empty());
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
      status.refused(Optional.of(e.getMessage()));
    }
  }

  /** Returns the configuration as it is now. */
  public CallsSettings settings() {
    return settings;
  }

  @Deactivate
  void close() throws InterruptedException {
    exchange.endAll();
    deciding.shutdown();
    deciding.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS);
    carrying.shutdownNow();
    ticks.close();
  }

  @Override
  public String channel() {
    return notifier.channel();
  }

  @Override
  public String deliver(Notice notice) throws VestibuleException {
    return notifier.deliver(notice);
  }

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public Status status() {
    return status.now(around, exchange, groups.problem());
  }

  @Override
  public void on(VestibuleEvent event) {
    if (event instanceof VisitClosed closed) {
      exchange.closed(closed.after().id());
    }
    status.on(event);
  }

  @Override
  public List<Call> of(Caller caller) {
    return exchange.of(caller);
  }

  @Override
  public Conversation answer(String call, Caller caller, String surface) throws VestibuleException {
    return exchange.answer(call, caller, surface);
  }

  @Override
  public void decline(String call, Caller caller) throws VestibuleException {
    exchange.decline(call, caller);
  }

  @Override
  public Optional<Instant> quietUntil(Caller caller) {
    return exchange.quietUntil(caller);
  }

  @Override
  public void quiet(Caller caller, Duration span) throws VestibuleException {
    exchange.quiet(caller, span);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindVisits(Visits visits) {
    around.visits = visits;
  }

  /** The core is replaced or stops: no visit outlives it, and no call does. */
  void unbindVisits(Visits visits) {
    if (around.visits == visits) {
      around.visits = null;
      exchange.endAll();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAgent(UserAgent agent) {
    around.agent = agent;
  }

  /** SIP is configured anew or off. */
  void unbindAgent(UserAgent agent) {
    if (around.agent == agent) {
      around.agent = null;
    }
    exchange.gone(agent);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindMedia(Media media) {
    around.media = media;
  }

  void unbindMedia(Media media) {
    if (around.media == media) {
      around.media = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindEvents(EventPublisher events) {
    around.events = events;
  }

  void unbindEvents(EventPublisher events) {
    if (around.events == events) {
      around.events = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindPeople(PeopleDirectory people) {
    around.people = people;
  }

  void unbindPeople(PeopleDirectory people) {
    if (around.people == people) {
      around.people = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindShelves(SealedShelves shelves) {
    around.shelves = shelves;
    quiet.forget();
  }

  void unbindShelves(SealedShelves shelves) {
    if (around.shelves == shelves) {
      around.shelves = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindStation(DoorStation station) {
    around.stations.add(station);
  }

  void unbindStation(DoorStation station) {
    around.stations.remove(station);
  }
}
