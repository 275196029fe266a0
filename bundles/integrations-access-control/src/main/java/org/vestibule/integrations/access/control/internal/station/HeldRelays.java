// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.access.control.internal.Leases;

/** The relays of one device that are held, and the end of that. Thread-safe. */
final class HeldRelays {
  /** How late a hold may end, however seldom the device is asked how it is. */
  static final long LOOK_MILLIS = 1000;

  private static final Logger LOG = LoggerFactory.getLogger(HeldRelays.class);

  private final String source;
  private final StationSettings settings;
  private final Station station;
  private final Lane commands;
  private final Predicate<DoorId> burns;
  private final Leases<String> leases = new Leases<>();

  HeldRelays(
      String source,
      StationSettings settings,
      Station station,
      Lane commands,
      Predicate<DoorId> burns) {
    this.source = source;
    this.settings = settings;
    this.station = station;
    this.commands = commands;
    this.burns = burns;
  }

  void hold(DeviceHttp http, String relay, Duration lease)
      throws VestibuleException, InterruptedException {
    // After a time-out it may be held, and has to be locked all the same.
    long end = System.nanoTime() + lease.toNanos();
    Optional<Long> before = leases.begin(relay, end);
    try {
      if (station.hold(http, relay, lease)) {
        leases.ended(relay);
      }
    } catch (VestibuleException e) {
      if (e.code().equals("hold-unsupported")) {
        leases.undo(relay, end, before);
      }
      throw e;
    }
  }

  void secure(DeviceHttp http, String relay) throws VestibuleException, InterruptedException {
    station.secure(http, relay);
    leases.ended(relay);
  }

  /** Locks what is over; asked for again a moment later when it fails: it can only be right. */
  void endDue() throws InterruptedException {
    long now = System.nanoTime();
    for (Map.Entry<String, Long> due : leases.due(now).entrySet()) {
      // Told to people once, and tried until it works.
      boolean first = now - due.getValue() < TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      if (lock(due.getKey(), first)) {
        leases.ended(due.getKey(), due.getValue());
      }
    }
  }

  /** Locks everything that no fire releases. */
  void endAll() throws InterruptedException {
    for (String relay : leases.all()) {
      if (!burns(relay)) {
        lock(relay, true);
      }
    }
  }

  private boolean burns(String relay) {
    return settings.relays().entrySet().stream()
        .anyMatch(door -> door.getValue().equals(relay) && burns.test(door.getKey()));
  }

  private boolean lock(String relay, boolean tell) throws InterruptedException {
    try {
      station.secure(commands.get(), relay);
      return true;
    } catch (VestibuleException e) {
      if (tell) {
        LOG.warn("{}: relay {} is held past its time: {}", source, relay, e.getMessage());
      }
      return false;
    }
  }
}
