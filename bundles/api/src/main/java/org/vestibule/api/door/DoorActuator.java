// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.time.Duration;
import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/** What moves a lock: a relay, a panel, a simulator. One service for each kind of device. */
@ConsumerType
public interface DoorActuator {
  /** Returns the name that a door's configuration refers to, for example {@code simulated}. */
  String kind();

  /**
   * Releases the lock for {@code pulse} and returns after the device confirmed it. Must honour
   * interruption.
   *
   * @throws VestibuleException {@code device-refused} or {@code device-unreachable}
   */
  void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException;

  /** Returns the lock's state as last heard; never blocks. */
  DoorState state(DoorId door);
}
