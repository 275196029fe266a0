// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.door;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorActuator;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;

/** A lock that behaves as it is told. */
final class ScriptedLock implements DoorActuator {
  enum Mode {
    OPEN,
    REFUSE,
    LOST,
    /** Asked, and it says nothing. */
    SILENT,
    BREAK,
    HANG,
    /** Waits for {@link ScriptedLock#held}. */
    HOLD;

    static Mode chosenBy(Random random) {
      // Hanging is slow: once in a while is enough.
      return random.nextInt(20) == 0 ? HANG : values()[random.nextInt(5)];
    }
  }

  final AtomicInteger releases = new AtomicInteger();
  final AtomicInteger mostAtOnce = new AtomicInteger();
  final Semaphore entered = new Semaphore(0);
  final Semaphore interrupted = new Semaphore(0);
  final Semaphore held = new Semaphore(0);

  /** How often it was told to lock and said nothing. */
  final Semaphore unheard = new Semaphore(0);

  final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  volatile DoorState state = DoorState.LOCKED;
  volatile boolean holds = true;

  /** Whether it says nothing when it is told to lock. */
  volatile boolean deaf;

  private final AtomicInteger inside = new AtomicInteger();
  private volatile Mode mode = Mode.OPEN;

  void behave(Mode next) {
    mode = next;
  }

  @Override
  public String kind() {
    return "scripted";
  }

  @Override
  public void release(DoorId door, Duration pulse) throws VestibuleException, InterruptedException {
    mostAtOnce.accumulateAndGet(inside.incrementAndGet(), Math::max);
    // Read before it is told: whoever waits for that may tell the lock another mode at once.
    Mode asked = mode;
    entered.release();
    try {
      switch (asked) {
        case OPEN -> releases.incrementAndGet();
        case REFUSE -> throw problem("device-refused");
        case LOST -> throw problem("device-unreachable");
        case SILENT -> throw problem("device-timed-out");
        case BREAK -> throw new NoClassDefFoundError("a driver that is gone");
        case HANG -> new CountDownLatch(1).await();
        case HOLD -> {
          held.acquire();
          releases.incrementAndGet();
        }
      }
    } catch (InterruptedException e) {
      interrupted.release();
      throw e;
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public void hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    if (!holds) {
      DoorActuator.super.hold(door, lease);
    }
    release(door, lease);
    state = DoorState.UNLOCKED;
    told.add("hold " + lease.toSeconds());
  }

  @Override
  public void secure(DoorId door) throws VestibuleException, InterruptedException {
    if (!holds) {
      DoorActuator.super.secure(door);
    }
    if (deaf) {
      unheard.release();
      throw problem("device-timed-out");
    }
    state = DoorState.LOCKED;
    told.add("secure");
  }

  @Override
  public DoorState state(DoorId door) {
    return state;
  }

  private static VestibuleException problem(String code) {
    return new VestibuleException(code, "door", "told so", "nothing", "Tell it otherwise.");
  }
}
