// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What current does to a lock. */
enum Wiring {
  /** Current on the relay unlocks: a strike, or any lock on the closed contact of the relay. */
  ENERGISE_TO_UNLOCK,
  /** Current on the relay locks: a magnet on the open contact; without current the door is free. */
  ENERGISE_TO_LOCK;

  /** Returns whether the output is on when the lock is so. */
  boolean output(boolean unlocked) {
    return unlocked == (this == ENERGISE_TO_UNLOCK);
  }

  /** Returns whether the lock is unlocked when the output is so. */
  boolean unlocked(boolean output) {
    return output == (this == ENERGISE_TO_UNLOCK);
  }

  /** Returns the name as it stands in settings, for example energise-to-lock. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Wiring> of(String label) {
    return Stream.of(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
