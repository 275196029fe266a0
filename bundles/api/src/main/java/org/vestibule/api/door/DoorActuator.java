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
   * @throws VestibuleException {@code device-refused}, {@code device-unreachable} (nothing was
   *     moved) or {@code device-timed-out} (it was asked; nobody knows)
   */
  void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException;

  /**
   * As {@link #release(DoorId, Duration)}, for a device that wants to know for whom: a reader line
   * on which a card is presented. Such a device confirms only what its panel confirmed.
   *
   * @throws VestibuleException as above, {@code no-card} (the person has none for this door), or
   *     {@code device-timed-out} when it was asked and did not confirm
   */
  default void release(UnlockOrder order, Duration pulse)
      throws VestibuleException, InterruptedException {
    release(order.door(), pulse);
  }

  /**
   * Keeps the lock released for {@code lease}, or for that long again. The device itself, or its
   * driver, locks when nobody renews it. A pulse that ends meanwhile does not end it.
   *
   * @throws VestibuleException {@code hold-unsupported}, {@code device-refused}, {@code
   *     device-unreachable}, {@code device-timed-out}
   */
  default void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    throw new VestibuleException(
        "hold-unsupported",
        "door " + door,
        "its actuator " + kind() + " releases for a moment only",
        "an actuator that can stay released",
        "Set the hours in the panel, or use a relay.");
  }

  /**
   * Locks now, and ends a hold or a pulse.
   *
   * @throws VestibuleException as {@link #hold}
   */
  default void secure(DoorId door) throws VestibuleException, InterruptedException {
    throw new VestibuleException(
        "hold-unsupported",
        "door " + door,
        "its actuator " + kind() + " locks by itself",
        "an actuator that can be told to lock",
        "Wait for the end of the pulse.");
  }

  /** Returns the lock's state as last heard; never blocks. */
  DoorState state(DoorId door);
}
