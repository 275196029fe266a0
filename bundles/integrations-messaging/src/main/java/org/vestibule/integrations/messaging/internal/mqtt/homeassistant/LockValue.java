// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.door.DoorState;

/**
 * What Home Assistant is told of a lock. No driver of this house tells that a lock is jammed, so
 * nothing ever says {@code JAMMED}.
 */
enum LockValue {
  LOCKED,
  UNLOCKED,
  /** The lock was asked, and neither answered nor moved yet. */
  UNLOCKING;

  /** What Home Assistant takes as "nobody knows" (its MQTT lock, {@code payload_reset}). */
  static final String UNKNOWN = "None";

  /** Returns the payload for a lock that is so. */
  static String of(DoorState state, boolean ordered) {
    Optional<LockValue> value =
        switch (state) {
          case UNLOCKED -> Optional.of(UNLOCKED);
          case LOCKED -> Optional.of(ordered ? UNLOCKING : LOCKED);
          case UNREACHABLE, UNKNOWN -> Optional.empty();
        };
    return value.map(LockValue::name).orElse(UNKNOWN);
  }

  static List<String> names() {
    return Stream.of(values()).map(LockValue::name).toList();
  }
}
