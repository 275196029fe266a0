// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;

/**
 * The doors as they are configured: the last good configuration of each, and what is wrong with a
 * newer one. Changed by one thread at a time, read by any.
 */
final class DoorBook {
  /** Is told what changed. */
  interface Reader {
    /** A door is here, or has other settings. */
    void here(Door door);

    /** A door is about to be driven by another kind of device. */
    void parted(Door door);

    /** A door is gone. */
    void gone(Door door);
  }

  private static final Logger LOG = LoggerFactory.getLogger(DoorBook.class);

  private final Map<String, Door> byPid = new ConcurrentHashMap<>();
  private final Map<String, VestibuleException> problems = new ConcurrentHashMap<>();
  private final Reader reader;

  DoorBook(Reader reader) {
    this.reader = reader;
  }

  Collection<Door> all() {
    return byPid.values();
  }

  Optional<Door> find(DoorId id) {
    return byPid.values().stream().filter(door -> door.settings().id().equals(id)).findFirst();
  }

  /** Returns a configuration that was refused. */
  Optional<VestibuleException> problem() {
    return problems.values().stream().findFirst();
  }

  void updated(String pid, Map<String, ?> properties) {
    try {
      DoorSettings settings = DoorSettings.of(properties);
      refuseTwin(pid, settings);
      Door held = byPid.get(pid);
      if (held != null && held.settings().id().equals(settings.id())) {
        if (!held.settings().actuator().equals(settings.actuator())) {
          reader.parted(held);
        }
        held.update(settings);
      } else {
        deleted(pid);
        held = new Door(settings);
        byPid.put(pid, held);
      }
      problems.remove(pid);
      reader.here(held);
      LOG.info("Door {} is driven by {}", settings.id(), settings.actuator());
    } catch (VestibuleException e) {
      problems.put(pid, e);
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  void deleted(String pid) {
    problems.remove(pid);
    Door door = byPid.remove(pid);
    if (door != null) {
      reader.gone(door);
    }
  }

  private void refuseTwin(String pid, DoorSettings settings) throws VestibuleException {
    for (Map.Entry<String, Door> other : byPid.entrySet()) {
      if (!other.getKey().equals(pid) && other.getValue().settings().id().equals(settings.id())) {
        throw SettingsReader.invalid(
            DoorConfig.PID,
            "id",
            "'" + settings.id() + "' a second time",
            "an id that no other door has",
            "Choose another id, or remove one of the two configurations.");
      }
    }
  }
}
