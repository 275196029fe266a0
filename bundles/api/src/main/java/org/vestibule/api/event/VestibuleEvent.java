// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;

/**
 * Something that happened. The sealed records below are the one schema that MQTT, the console, the
 * audit and every later surface show. Media never travel here, only what was concluded from them.
 */
public sealed interface VestibuleEvent
    permits VisitEvent,
        CallEvent,
        DoorEvent,
        SceneObserved,
        ModelChanged,
        StatusChanged,
        BundleChanged,
        RestartPlanned {
  /** Returns when it happened (wall clock). */
  Instant at();

  /** Returns the topic's last two levels, for example {@code visit/opened}. */
  String topic();

  /**
   * Returns whether this event may be dropped when a listener cannot keep up. Door and audit facts
   * may not.
   */
  default boolean droppable() {
    return true;
  }
}
