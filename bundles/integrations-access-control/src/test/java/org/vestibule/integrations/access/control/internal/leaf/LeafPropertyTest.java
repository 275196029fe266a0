// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignal;

/**
 * Whatever devices, orders, holds and restarts come in whatever order, a leaf does what a reader of
 * its rules expects. The expectation is computed another way: from the whole history, and not step
 * by step.
 */
class LeafPropertyTest {
  private static final DoorId DOOR = new DoorId("front-door");
  private static final long HELD = 30_000;
  private static final long GRACE = 1000;
  private static final long EXIT = 5000;
  private static final LeafRules RULES =
      new LeafRules(
          "Door", Duration.ofMillis(HELD), Duration.ofMillis(GRACE), Duration.ofMillis(EXIT));

  @TempDir Path data;

  /** What a reader of the rules knows. */
  private static final class Model {
    long now;
    boolean open;
    boolean exit;
    boolean fire;
    boolean held;
    boolean lockFree;
    long causeUntil = Long.MIN_VALUE / 2;
    long standsFrom = -1;
    long forcedAt = -1;

    boolean cause() {
      return exit || fire || held || lockFree || now - causeUntil <= GRACE;
    }

    void causeUntil(long until) {
      causeUntil = Math.max(causeUntil, until);
      if (forcedAt >= 0 && now - forcedAt < GRACE) {
        forcedAt = -1;
      }
    }

    void leaf(boolean opens) {
      boolean told = forcedAt >= 0 && now - forcedAt >= GRACE;
      if (told && !(open && opens)) {
        // Its alarm was raised, and is over with the door closed.
        forcedAt = -1;
      }
      if (opens && !open) {
        forcedAt = forcedAt < 0 && !cause() ? now : forcedAt;
        standsFrom = now;
      }
      open = opens;
    }

    boolean heldOpenExpected() {
      return open && !fire && !held && now - standsFrom >= HELD;
    }

    boolean forcedExpected() {
      return open && forcedAt >= 0 && now - forcedAt >= GRACE;
    }
  }

  @Test
  void everyAlarmHasItsCauseAndEveryCauseItsAlarm() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      play(new Random(random.nextLong()), "seed " + seed + " round " + round);
    }
  }

  private void play(Random random, String where) throws Exception {
    Heard heard = new Heard();
    Model model = new Model();
    LeafFile file = new LeafFile(data.resolve("doors").resolve("leaves.json"));
    Leaf leaf = new Leaf(RULES, KeptLeaf.NOTHING, 0, heard);
    leaf.input("contact", DoorSignal.CONTACT_OPEN, false, 0);
    for (int step = 0; step < 120; step++) {
      model.now += 1 + random.nextInt(random.nextInt(4) == 0 ? 20_000 : 700);
      if (random.nextInt(40) == 0) {
        leaf = restart(leaf, file, model, heard);
      } else {
        act(leaf, model, random);
      }
      leaf.tick(nanos(model.now));
      assertThat(leaf.alarms().contains(DoorAlarm.HELD_OPEN))
          .as("%s step %d: held open at %d", where, step, model.now)
          .isEqualTo(model.heldOpenExpected());
      assertThat(leaf.alarms().contains(DoorAlarm.FORCED_OPEN))
          .as("%s step %d: forced at %d", where, step, model.now)
          .isEqualTo(model.forcedExpected());
      assertThat(leaf.alarms().contains(DoorAlarm.FIRE_RELEASE)).as(where).isEqualTo(model.fire);
      assertThat(leaf.contact())
          .as(where)
          .isEqualTo(model.open ? DoorContact.OPEN : DoorContact.CLOSED);
    }
    for (DoorAlarm alarm : DoorAlarm.values()) {
      long raised = heard.lines.stream().filter(("+" + alarm.label())::equals).count();
      long cleared = heard.lines.stream().filter(("-" + alarm.label())::equals).count();
      assertThat(raised - cleared).as(where).isEqualTo(leaf.alarms().contains(alarm) ? 1 : 0);
    }
  }

  private static void act(Leaf leaf, Model model, Random random) {
    long at = nanos(model.now);
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        boolean open = random.nextBoolean();
        model.leaf(open);
        leaf.input("contact", DoorSignal.CONTACT_OPEN, open, at);
      }
      case 2 -> {
        boolean exit = random.nextBoolean();
        if (exit != model.exit) {
          model.exit = exit;
          model.causeUntil(model.now + EXIT);
        }
        leaf.input("button", DoorSignal.EXIT_REQUEST, exit, at);
      }
      case 3 -> {
        boolean fire = random.nextBoolean();
        if (fire != model.fire) {
          model.fire = fire;
          model.causeUntil(model.now);
          model.standsFrom = model.held ? model.standsFrom : model.now;
        }
        leaf.input("panel", DoorSignal.FIRE_RELEASE, fire, at);
      }
      case 4 -> {
        boolean held = random.nextBoolean();
        if (held != model.held) {
          model.held = held;
          model.causeUntil(model.now);
          model.standsFrom = model.fire ? model.standsFrom : model.now;
        }
        leaf.held(held, at);
      }
      case 5 -> {
        boolean free = random.nextBoolean();
        if (free != model.lockFree) {
          model.lockFree = free;
          model.causeUntil(model.now);
        }
        leaf.lock(free, at);
      }
      default -> {
        long pulse = 500 + random.nextInt(5000);
        model.causeUntil(model.now + pulse);
        leaf.letThrough(at, at + nanos(pulse));
      }
    }
  }

  /** A killed gateway, and one that begins with its file; devices say again what they see. */
  private static Leaf restart(Leaf leaf, LeafFile file, Model model, Heard heard) throws Exception {
    leaf.tick(nanos(model.now));
    file.write(new Moment("b", nanos(model.now), Instant.EPOCH), Map.of(DOOR, leaf.keep()));
    model.now += 3000;
    KeptLeaf kept =
        file.read(new Moment("b", nanos(model.now), Instant.EPOCH.plusSeconds(3))).get(DOOR);
    if (model.held && !model.fire) {
      // Whoever held it is gone.
      model.standsFrom = model.now;
    }
    model.held = false;
    model.lockFree = false;
    Leaf next = new Leaf(RULES, kept, nanos(model.now), heard);
    next.tick(nanos(model.now));
    next.input("contact", DoorSignal.CONTACT_OPEN, model.open, nanos(model.now));
    next.input("panel", DoorSignal.FIRE_RELEASE, model.fire, nanos(model.now));
    next.input("button", DoorSignal.EXIT_REQUEST, model.exit, nanos(model.now));
    if (model.exit) {
      model.causeUntil(model.now + EXIT);
    }
    return next;
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
