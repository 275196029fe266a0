// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.device.http.DeviceHttp;

/** One device: asks how it is, and carries commands to it, each once. Thread-safe. */
final class StationLink {
  private static final Logger LOG = LoggerFactory.getLogger(StationLink.class);
  private static final Duration LISTEN = Duration.ofSeconds(40);

  private final String source;
  private final StationSettings settings;
  private final Station station;
  private final StatusHolder status;
  private final Map<String, DoorState> states = new ConcurrentHashMap<>();
  private final HeldRelays held;
  private final Listening heard;

  /** Commands do not wait for a question that takes long. */
  private final Lane commands;

  private final Lane events;
  private final ScheduledExecutorService looking;
  private final ScheduledExecutorService listening;

  /** Whether it last told who it is; {@link #probed}: and that all is well. */
  private volatile boolean answers;

  private volatile boolean probed;

  /**
   * Prepares; {@link #start} begins.
   *
   * @param burns whether a fire releases a door: what is held then is not locked at the end
   */
  StationLink(
      String source,
      StationSettings settings,
      Station station,
      Lane.Ways ways,
      Supplier<DoorSignals> signals,
      Predicate<DoorId> burns) {
    this.source = source;
    this.settings = settings;
    this.station = station;
    this.status = new StatusHolder(Status.starting(source + " is being asked"));
    this.heard = new Listening(source, settings, states, signals);
    this.commands = new Lane(ways, settings.address().timeout());
    this.events = new Lane(ways, LISTEN);
    this.held = new HeldRelays(source, settings, station, commands, burns);
    this.looking = thread("look");
    this.listening = thread("listen");
  }

  void start() {
    long poll = settings.poll().toMillis();
    looking.scheduleWithFixedDelay(this::look, 0, poll, TimeUnit.MILLISECONDS);
    looking.scheduleWithFixedDelay(
        this::endLeases, HeldRelays.LOOK_MILLIS, HeldRelays.LOOK_MILLIS, TimeUnit.MILLISECONDS);
    listening.execute(() -> heard.begin(station, events, () -> answers, listening));
  }

  StationSettings settings() {
    return settings;
  }

  Status status() {
    return status.get();
  }

  DoorState state(DoorId door) {
    return states.getOrDefault(settings.relays().get(door), DoorState.UNKNOWN);
  }

  void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    command((http, relay) -> station.release(http, relay, pulse), door);
  }

  void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    command((http, relay) -> held.hold(http, relay, lease), door);
  }

  void secure(DoorId door) throws VestibuleException, InterruptedException {
    command(held::secure, door);
  }

  /** Forgets the ways, because what makes them went or came. */
  void reopen() {
    commands.drop();
    events.drop();
    probed = false;
    answers = false;
    lookSoon();
  }

  void close() throws InterruptedException {
    looking.shutdownNow();
    listening.shutdownNow();
    looking.awaitTermination(1, TimeUnit.SECONDS);
    held.endAll();
    commands.drop();
    events.drop();
    heard.forget();
  }

  private interface Command {
    void send(DeviceHttp http, String relay) throws VestibuleException, InterruptedException;
  }

  private void command(Command command, DoorId door)
      throws VestibuleException, InterruptedException {
    try {
      command.send(commands.get(), settings.relays().get(door));
    } catch (VestibuleException e) {
      throw Outcomes.of(e);
    } finally {
      lookSoon();
    }
  }

  private void look() {
    try {
      DeviceHttp http = commands.get();
      if (!probed) {
        Status found = station.probe(http);
        status.set(found);
        answers = true;
        probed = found.state() == Status.State.READY;
        if (probed) {
          LOG.info("{} answers", source);
        }
      }
      heard.read(station.read(http));
    } catch (VestibuleException e) {
      lost(Outcomes.status(source, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      // The next look comes in a moment: one that failed must not end them all.
      LOG.warn("{} could not be asked", source, e);
      lost(Status.unavailable(Cause.DEVICE_REFUSED, source + " answers what its driver misreads"));
    }
  }

  private void lost(Status why) {
    if (status.get().state() != why.state()) {
      LOG.warn("{}", why.sentence());
    }
    status.set(why);
    probed = false;
    answers = false;
    settings.relays().values().forEach(relay -> states.put(relay, DoorState.UNREACHABLE));
    heard.forget();
  }

  private void endLeases() {
    try {
      held.endDue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} could not be locked", source, e);
    }
  }

  private void lookSoon() {
    try {
      looking.execute(this::look);
    } catch (RejectedExecutionException e) {
      // This device was taken out of the configuration.
    }
  }

  private ScheduledExecutorService thread(String what) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, "vestibule-station-" + settings.name() + "-" + what);
          thread.setDaemon(true);
          return thread;
        });
  }
}
