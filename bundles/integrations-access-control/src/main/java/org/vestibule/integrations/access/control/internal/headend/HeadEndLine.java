// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.access.control.internal.Leases;
import org.vestibule.integrations.access.control.internal.headend.HeadEnd.Command;

/**
 * One configured head-end. Its own thread keeps the session and takes cards over; doors' threads
 * send commands beside it. Thread-safe.
 */
final class HeadEndLine {
  private static final Logger LOG = LoggerFactory.getLogger(HeadEndLine.class);

  private final HeadEndPlan plan;
  private final HouseServices house;
  private final HeadEndSettings settings;
  private final HeadEndLink link;
  private final Leases<DoorId> leases = new Leases<>();
  private final LongSupplier nanos;
  private final HeadEndWork work;

  HeadEndLine(HeadEndPlan plan, HouseServices house, Rhythm rhythm) {
    this.plan = plan;
    this.house = house;
    this.settings = plan.settings();
    this.nanos = rhythm.nanos();
    this.link = new HeadEndLink(plan, house::broker);
    this.work = new HeadEndWork(settings, link, this, house, rhythm);
  }

  void start() {
    work.start();
  }

  HeadEndSettings settings() {
    return settings;
  }

  Status status() {
    return work.status();
  }

  /** A lock's state is not told by a head-end; whether the head-end answers is. */
  DoorState state() {
    boolean away = status().state() == Status.State.UNAVAILABLE;
    return away ? DoorState.UNREACHABLE : DoorState.UNKNOWN;
  }

  /** Looks again soon, because something around has changed. */
  void lookSoon() {
    work.renew();
  }

  /** Opens a door; false when this line is over, and another one may have taken its place. */
  boolean open(DoorId door) throws VestibuleException, InterruptedException {
    return tell(Command.OPEN, door);
  }

  /** As {@link #open}, for a lease. */
  boolean hold(DoorId door, Duration lease) throws VestibuleException, InterruptedException {
    if (!plan.hold()) {
      throw unsupported(door, "releases for a moment only");
    }
    long end = nanos.getAsLong() + lease.toNanos();
    Optional<Long> before = leases.begin(door, end);
    try {
      boolean told = tell(Command.HOLD, door);
      if (!told) {
        leases.undo(door, end, before);
      }
      return told;
    } catch (VestibuleException e) {
      if (!e.code().equals(Refusal.TIMED_OUT)) {
        leases.undo(door, end, before);
      }
      throw e;
    } finally {
      work.wake();
    }
  }

  /** As {@link #open}, to lock. */
  boolean secure(DoorId door) throws VestibuleException, InterruptedException {
    if (!plan.secure()) {
      throw unsupported(door, "locks by itself");
    }
    boolean told = tell(Command.LOCK, door);
    if (told) {
      leases.ended(door);
    }
    return told;
  }

  /**
   * Locks the doors whose lease is over; one that fails is due again at the next look, and keeps no
   * other one open.
   */
  void lockWhatIsDue() throws VestibuleException, InterruptedException {
    VestibuleException failure = null;
    for (Map.Entry<DoorId, Long> due : leases.due(nanos.getAsLong()).entrySet()) {
      try {
        link.headEnd().tell(Command.LOCK, settings.doors().get(due.getKey()));
        leases.ended(due.getKey(), due.getValue());
      } catch (VestibuleException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  Duration newsEvery() {
    return plan.news();
  }

  long nextLeaseNanos(long most) {
    return leases.next(nanos.getAsLong(), most);
  }

  /** Takes no more commands; its thread lets those under way end, locks what is held, logs out. */
  void close() {
    work.stop();
  }

  void join(Duration most) throws InterruptedException {
    work.join(most);
  }

  /** The last thing that its thread does: locks what no fire releases. */
  void end() throws InterruptedException {
    link.close(
        headEnd -> {
          for (DoorId door : leases.all()) {
            if (!house.burns(door)) {
              lockAtLast(headEnd, door);
            }
          }
        });
  }

  private void lockAtLast(HeadEnd headEnd, DoorId door) throws InterruptedException {
    try {
      headEnd.tell(Command.LOCK, settings.doors().get(door));
    } catch (VestibuleException e) {
      LOG.warn("Door {} may have been left released: {}", door, e.getMessage());
    }
  }

  private boolean tell(Command command, DoorId door)
      throws VestibuleException, InterruptedException {
    if (!settings.doorCommands()) {
      throw Refusal.refused(
          "door " + door,
          "doorCommands of " + settings.name() + " is off",
          "Set doorCommands = on if this gateway shall open doors.");
    }
    try {
      return link.give(headEnd -> headEnd.tell(command, settings.doors().get(door)));
    } catch (VestibuleException e) {
      work.wake();
      throw Refusal.toldPerhaps(e);
    }
  }

  private VestibuleException unsupported(DoorId door, String how) {
    return new VestibuleException(
        "hold-unsupported",
        "door " + door,
        settings.name() + " " + how,
        "a head-end that may keep doors released",
        "Set the hours in the head-end" + plan.holdHint() + ".");
  }

  /**
   * How often a line looks.
   *
   * @param ping how long a session is left alone
   * @param first how long after a failure it is tried again; doubled up to eight times that
   * @param nanos a monotonic clock
   */
  record Rhythm(Duration ping, Duration first, LongSupplier nanos) {
    static final Rhythm USUAL =
        new Rhythm(Duration.ofSeconds(30), Duration.ofSeconds(1), System::nanoTime);
  }
}
