// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;

/**
 * The lock of the demonstration's door: there is none, it only says what one would say. A door
 * whose id does not say that it is of the demonstration is refused, so that nobody stands before a
 * real one that the page calls open. Thread-safe.
 */
@Component(service = DoorActuator.class)
public final class DemoLock implements DoorActuator {
  private static final String PREFIX = "demo-";

  private final LongSupplier nanos;
  private final Map<DoorId, Long> releasedUntil = new ConcurrentHashMap<>();

  /** For the container. */
  @Activate
  public DemoLock() {
    this(System::nanoTime);
  }

  DemoLock(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public String kind() {
    return "demo";
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException {
    requireInvented(door);
    releasedUntil.put(door, nanos.getAsLong() + pulse.toNanos());
  }

  @Override
  public DoorState state(DoorId door) {
    Long until = releasedUntil.get(door);
    return until != null && nanos.getAsLong() - until < 0 ? DoorState.UNLOCKED : DoorState.LOCKED;
  }

  private static void requireInvented(DoorId door) throws VestibuleException {
    if (!door.value().startsWith(PREFIX)) {
      throw new VestibuleException(
          "device-refused",
          "door " + door,
          "a door of this house, and a lock that is only shown",
          "doors whose id begins with " + PREFIX,
          "Set actuator of this door to the kind of its lock");
    }
  }
}
