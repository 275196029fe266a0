// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorState;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;

/**
 * From what one device tells to what that means at a door. A press is an edge: how a button was
 * found is none, and one that is told twice is one. Fed by one thread; the relays may be read by
 * any.
 */
final class Meanings {
  private static final int MOST_KNOWN = 512;

  private final OnvifSettings settings;
  private final StationListener listener;
  private final Map<String, Boolean> known = new HashMap<>();
  private final Map<String, DoorState> relays = new ConcurrentHashMap<>();

  Meanings(OnvifSettings settings, StationListener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /** Takes one event. */
  void take(DeviceEvent event) {
    Topic topic = Topic.of(event.topic());
    if (topic == Topic.OTHER) {
      return;
    }
    String key = event.topic() + " " + event.source();
    if (event.gone()) {
      known.remove(key);
      return;
    }
    Optional<Boolean> state = Topic.state(event);
    boolean on = state.orElse(event.news());
    boolean edge = changed(key, state);
    switch (topic) {
      case INPUT -> input(event, on, edge);
      case BELL -> press(event, on, edge);
      case MOTION -> {
        if (edge) {
          listener.moved(on);
        }
      }
      case TAMPER -> state.ifPresent(is -> listener.input(DoorSignal.TAMPER, is));
      case LEAF -> state.ifPresent(is -> listener.input(DoorSignal.CONTACT_OPEN, is));
      case RELAY ->
          state.ifPresent(
              is -> remember(event.token(), is ? DoorState.UNLOCKED : DoorState.LOCKED));
      default -> {
        // Nothing that matters here.
      }
    }
  }

  /** Returns how a relay was last told to be. */
  DoorState relay(String token) {
    return relays.getOrDefault(token, DoorState.UNKNOWN);
  }

  /** The connection is gone: what was known is not any more. */
  void forget() {
    known.clear();
    relays.clear();
  }

  private void input(DeviceEvent event, boolean on, boolean edge) {
    DoorSignal wired = settings.inputs().get(event.token());
    if (wired != null) {
      listener.input(wired, on);
    } else if (settings.bells().isEmpty() || settings.bells().containsKey(event.token())) {
      press(event, on, edge);
    }
  }

  private void press(DeviceEvent event, boolean on, boolean edge) {
    if (on && edge && event.news()) {
      String unit = settings.bells().getOrDefault(event.token(), "");
      listener.pressed(unit.isEmpty() ? Optional.empty() : Optional.of(unit));
    }
  }

  /**
   * Returns whether something is not as it was, which at first is off; what says neither on nor off
   * is a moment.
   */
  private boolean changed(String key, Optional<Boolean> state) {
    if (state.isEmpty()) {
      return true;
    }
    if (known.size() >= MOST_KNOWN && !known.containsKey(key)) {
      // More than any door station has: a device that makes names up is not remembered.
      known.clear();
    }
    Boolean before = known.put(key, state.get());
    return state.get() != (before != null && before);
  }

  private void remember(String token, DoorState state) {
    if (relays.size() < MOST_KNOWN || relays.containsKey(token)) {
      relays.put(token, state);
    }
  }
}
