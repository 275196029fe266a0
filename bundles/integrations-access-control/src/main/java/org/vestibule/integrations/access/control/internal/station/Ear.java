// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorState;

/** Takes what a device tells of its own accord. Thread-safe; returns at once. */
public interface Ear {
  /** A relay moved. */
  void moved(String relay, DoorState state);

  /** An input of the device changed; it is told of all doors of the device. */
  void signal(DoorSignal signal, boolean active);

  /** Nothing that was told before is known any more. */
  void forget();
}
