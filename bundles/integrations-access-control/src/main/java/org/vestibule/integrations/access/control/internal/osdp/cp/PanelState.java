// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.ReaderKeys.Reader;

/** How one reader is, as its line's thread last said. Thread-safe. */
final class PanelState {
  volatile boolean keyed;
  volatile Instant windowUntil;
  private volatile boolean online;
  private volatile boolean secured;
  private volatile boolean[] outputs;
  private volatile String problem = "it is being looked for";

  void online(boolean underOwnKey) {
    secured = underOwnKey;
    online = true;
  }

  void offline(String why) {
    problem = why;
    online = false;
    secured = false;
    outputs = null;
  }

  void outputs(boolean[] on) {
    outputs = on;
  }

  boolean online() {
    return online;
  }

  /** Returns why it is not online, for people. */
  String problem() {
    return problem;
  }

  /** Returns what the lock's output says. */
  DoorState lock(PanelSettings settings) {
    boolean[] levels = outputs;
    if (!online) {
      return DoorState.UNREACHABLE;
    }
    int lock = settings.lock().orElse(Integer.MAX_VALUE);
    if (levels == null || lock >= levels.length) {
      return DoorState.UNKNOWN;
    }
    return levels[lock] == settings.failSecure() ? DoorState.UNLOCKED : DoorState.LOCKED;
  }

  /** Returns it for people. */
  Reader reader(PanelSettings settings) {
    Instant until = windowUntil;
    boolean open = until != null && Instant.now().isBefore(until);
    return new Reader(
        settings.name(),
        "cp",
        settings.door(),
        online,
        secured,
        keyed,
        open ? Optional.of(until) : Optional.empty(),
        sentence(settings.name()));
  }

  private String sentence(String name) {
    if (!online) {
      return "Reader " + name + ": " + problem;
    }
    return secured
        ? "Reader " + name + " is polled under its own key"
        : "Reader " + name + " is polled in clear: open the commissioning window to give it a key";
  }
}
