// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;

/** What one device tells of its doors, passed on to the house. Thread-safe. */
final class Listening implements Ear {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final long AGAIN_MILLIS = 2000;

  /** Between two questions, for a device that does not wait as it was asked to. */
  private static final long BREATH_MILLIS = 100;

  private final String source;
  private final StationSettings settings;
  private final Map<String, DoorState> states;
  private final Supplier<DoorSignals> signals;

  /**
   * @param states by relay; written here too
   */
  Listening(
      String source,
      StationSettings settings,
      Map<String, DoorState> states,
      Supplier<DoorSignals> signals) {
    this.source = source;
    this.settings = settings;
    this.states = states;
    this.signals = signals;
  }

  /**
   * Asks again and again, once it answers: a login that is refused is not tried twice over.
   *
   * @param answers whether the device answers other questions
   */
  void begin(
      Station station, Lane events, BooleanSupplier answers, ScheduledExecutorService thread) {
    try {
      if (!answers.getAsBoolean()) {
        again(station, events, answers, thread, AGAIN_MILLIS);
      } else if (station.listen(events.get(), this)) {
        again(station, events, answers, thread, BREATH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (VestibuleException | RuntimeException e) {
      LOG.debug("{} is not heard now", source, e);
      forget();
      again(station, events, answers, thread, AGAIN_MILLIS);
    }
  }

  private void again(
      Station station,
      Lane events,
      BooleanSupplier answers,
      ScheduledExecutorService thread,
      long millis) {
    try {
      thread.schedule(() -> begin(station, events, answers, thread), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // This device was taken out of the configuration.
    }
  }

  /** Takes what the device said when it was asked; a contact that nobody wired says nothing. */
  void read(Map<String, Station.Reading> readings) {
    settings
        .relays()
        .forEach(
            (door, relay) -> {
              Station.Reading reading = readings.get(relay);
              states.put(relay, reading == null ? DoorState.UNKNOWN : reading.state());
              if (reading != null && reading.contact() != DoorContact.UNKNOWN) {
                report(door, DoorSignal.CONTACT_OPEN, reading.contact() == DoorContact.OPEN);
              }
            });
  }

  @Override
  public void moved(String relay, DoorState state) {
    states.computeIfPresent(relay, (known, before) -> state);
  }

  @Override
  public void signal(DoorSignal signal, boolean active) {
    settings.relays().keySet().forEach(door -> report(door, signal, active));
  }

  private void report(DoorId door, DoorSignal signal, boolean active) {
    DoorSignals house = signals.get();
    boolean wired = signal != DoorSignal.CONTACT_OPEN || settings.contacts().contains(door.value());
    if (house != null && wired) {
      house.report(source, door, signal, active);
    }
  }

  @Override
  public void forget() {
    DoorSignals house = signals.get();
    if (house != null) {
      house.gone(source);
    }
  }
}
