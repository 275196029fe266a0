// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.door;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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
 * A lock without iron: it takes time to move, falls back by itself, can be held by lease and locked
 * again, and can refuse, hang, or move and keep silent. A pulse that ends does not end a hold.
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
        description =
            "normal: opens; refuse: says no; lost: cannot be reached; silent: moves and does not"
                + " confirm; hang: never answers",
        options = {
          @Option(label = "normal", value = "normal"),
          @Option(label = "refuse", value = "refuse"),
          @Option(label = "lost", value = "lost"),
          @Option(label = "silent", value = "silent"),
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
  private final Map<DoorId, Long> heldUntil = new ConcurrentHashMap<>();
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
    move(door, releasedUntil, pulse);
  }

  @Override
  public void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    move(door, heldUntil, lease);
  }

  @Override
  public void secure(DoorId door) throws VestibuleException, InterruptedException {
    heldUntil.remove(door);
    move(door, releasedUntil, Duration.ZERO);
  }

  @Override
  public DoorState state(DoorId door) {
    if (mode.equals("lost")) {
      return DoorState.UNREACHABLE;
    }
    return lasts(releasedUntil.get(door)) || lasts(heldUntil.get(door))
        ? DoorState.UNLOCKED
        : DoorState.LOCKED;
  }

  private static boolean lasts(Long until) {
    return until != null && System.nanoTime() - until < 0;
  }

  private void move(DoorId door, Map<DoorId, Long> until, Duration time)
      throws VestibuleException, InterruptedException {
    switch (mode) {
      case "refuse" -> throw failed("device-refused", door, "the simulated lock refuses");
      case "lost" -> throw failed("device-unreachable", door, "the simulated line is cut");
      case "hang" -> new CountDownLatch(1).await();
      default -> Thread.sleep(actuationMillis);
    }
    until.put(door, System.nanoTime() + time.toNanos());
    if (mode.equals("silent")) {
      throw failed("device-timed-out", door, "the simulated lock says nothing");
    }
  }

  private static VestibuleException failed(String code, DoorId door, String what) {
    return new VestibuleException(
        code,
        "door " + door,
        what,
        "mode normal",
        "Set mode = normal in org.vestibule.testkit.door.");
  }
}
