// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.time.Duration;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceHttp;

/**
 * How one make of device is spoken to. Thread-safe. A command is sent once; what it throws tells
 * whether anything may have moved: {@code device-unreachable} and {@code device-refused} not,
 * {@code device-timed-out} perhaps.
 */
public interface Station {
  /**
   * Asks who it is and what the account may do, and moves nothing.
   *
   * @return ready, or degraded with the right that is missing and where to give it
   * @throws VestibuleException when it does not answer as this make does
   */
  Status probe(DeviceHttp http) throws VestibuleException, InterruptedException;

  /**
   * Releases a relay for a moment that the device itself ends.
   *
   * @param pulse for devices that take it from whoever asks; others have it in their settings
   */
  void release(DeviceHttp http, String relay, Duration pulse)
      throws VestibuleException, InterruptedException;

  /**
   * Keeps a relay released.
   *
   * @return whether the device ends it by itself after {@code lease}; otherwise the caller calls
   *     {@link #secure}
   * @throws VestibuleException as above, or {@code hold-unsupported}
   */
  default boolean hold(DeviceHttp http, String relay, Duration lease)
      throws VestibuleException, InterruptedException {
    throw Replies.holdUnsupported("relay " + relay, "it releases for a moment only");
  }

  /**
   * Locks now.
   *
   * @throws VestibuleException as {@link #hold}
   */
  default void secure(DeviceHttp http, String relay)
      throws VestibuleException, InterruptedException {
    throw Replies.holdUnsupported("relay " + relay, "it locks by itself only");
  }

  /**
   * Asks how its relays are, and moves nothing; at least one real exchange.
   *
   * @return what it says, by relay; what is not in it is not known
   */
  Map<String, Reading> read(DeviceHttp http) throws VestibuleException, InterruptedException;

  /**
   * Waits for what happens at the device, for as long as one question lasts.
   *
   * @return false where this make is not listened to: it is not called again
   */
  default boolean listen(DeviceHttp http, Ear ear) throws VestibuleException, InterruptedException {
    return false;
  }

  /** What a device says of a relay and of the door leaf behind it. */
  record Reading(DoorState state, DoorContact contact) {}
}
