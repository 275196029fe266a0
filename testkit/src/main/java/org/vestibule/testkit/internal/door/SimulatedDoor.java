// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;

/**
 * A lock without iron: it takes time to move, falls back by itself, and can refuse or hang.
 * Thread-safe.
 */
@Component(service = DoorActuator.class, configurationPid = "org.vestibule.testkit.door")
@Designate(ocd = SimulatedDoor.Settings.class)
public final class SimulatedDoor implements DoorActuator {
  /** How the simulated lock behaves. */
  @ObjectClassDefinition(name = "Simulated door", description = "For demonstrations and tests only")
  public @interface Settings {
    /** What happens when the lock is told to move. */
    @AttributeDefinition(
        name = "Mode",
        description = "normal: opens; refuse: says no; hang: never answers",
        options = {
          @Option(label = "normal", value = "normal"),
          @Option(label = "refuse", value = "refuse"),
          @Option(label = "hang", value = "hang")
        })
    String mode() default "normal";

    /** How long the lock takes to move. */
    @AttributeDefinition(
        name = "Actuation time",
        description = "Milliseconds from order to confirmation; an electric strike takes 15 to 60",
        min = "0",
        max = "5000")
    int actuationMillis() default 30;
  }

  private final Map<DoorId, Long> releasedUntil = new ConcurrentHashMap<>();
  private volatile String mode = "normal";
  private volatile int actuationMillis;

  @Activate
  @Modified
  void configure(Settings settings) {
    mode = settings.mode();
    actuationMillis = Math.min(5000, Math.max(0, settings.actuationMillis()));
  }

  @Override
  public String kind() {
    return "simulated";
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    if (mode.equals("refuse")) {
      throw new VestibuleException(
          "device-refused",
          "door " + door,
          "the simulated lock refuses",
          "mode normal",
          "Set mode = normal in org.vestibule.testkit.door.");
    }
    if (mode.equals("hang")) {
      new java.util.concurrent.CountDownLatch(1).await();
    }
    Thread.sleep(actuationMillis);
    releasedUntil.put(door, System.nanoTime() + pulse.toNanos());
  }

  @Override
  public DoorState state(DoorId door) {
    Long until = releasedUntil.get(door);
    return until != null && System.nanoTime() - until < 0 ? DoorState.UNLOCKED : DoorState.LOCKED;
  }
}
