// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.relay;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.DoorState;

/**
 * One relay module: the only thread that talks to it. It asks inputs and outputs, tells what it
 * heard, carries out orders, and puts every output right that is not as it has to be. Locking is
 * repeated until the module confirms it; unlocking for an order is sent once.
 */
final class RelayDriver {
  /** Opens the way to the module. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens it.
     *
     * @throws VestibuleException {@code device-unreachable}, {@code line-invalid}, {@code egress-*}
     */
    RelayBank open() throws VestibuleException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(RelayDriver.class);
  private static final int MOST_WAITING = 64;
  private static final long FIRST_PAUSE_MILLIS = 1000;
  private static final long LONGEST_PAUSE_MILLIS = 8000;
  private static final long STOP_MILLIS = 3000;

  private final RelaySettings settings;
  private final Opener opener;
  private final DoorSignals signals;
  private final RelayMachine machine;
  private final RelayRound round;
  private final BlockingQueue<RelayOrder> orders = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private RelayBank bank;
  private long nextPoll;
  private long nextTry;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private volatile boolean stopping;
  private volatile VestibuleException trouble;
  private volatile boolean heard;

  /**
   * Prepares; {@link #start} begins.
   *
   * @param signals told what the inputs say, on this driver's thread
   * @param burnsElsewhere whether any device of the house says that a fire releases a door
   */
  RelayDriver(
      RelaySettings settings,
      Opener opener,
      DoorSignals signals,
      Predicate<DoorId> burnsElsewhere) {
    this.settings = settings;
    this.opener = opener;
    this.signals = signals;
    this.machine = new RelayMachine(settings.doors().values());
    this.round = new RelayRound(settings, machine, signals, burnsElsewhere);
    thread = new Thread(this::run, "vestibule-relay-" + settings.id());
    thread.setDaemon(true);
  }

  void start() {
    nextPoll = System.nanoTime();
    nextTry = nextPoll;
    thread.start();
  }

  /** Locks everything that no fire releases, and ends; waits for that a little. */
  void stop() throws InterruptedException {
    stopping = true;
    thread.interrupt();
    thread.join(STOP_MILLIS);
  }

  RelaySettings settings() {
    return settings;
  }

  /** Returns what is wrong with the module, or null. */
  VestibuleException trouble() {
    return trouble;
  }

  /** Returns whether the module ever answered. */
  boolean heard() {
    return heard;
  }

  DoorState state(DoorId door) {
    return round.state(door);
  }

  /** Has an order carried out, and waits for its end. */
  void carryOut(RelayOrder order) throws VestibuleException, InterruptedException {
    if (stopping || !orders.offer(order)) {
      throw unmoved(
          order, stopping ? "its driver is stopping" : "too many orders wait for its module");
    }
    if (stopping && order.take()) {
      throw unmoved(order, "its driver is stopping");
    }
    order.await();
  }

  private void run() {
    while (!stopping) {
      try {
        RelayOrder order = orders.poll(pause(System.nanoTime()), TimeUnit.NANOSECONDS);
        if (order != null && order.take()) {
          serve(order);
        }
        poll();
      } catch (InterruptedException e) {
        LOG.debug("Module {} is told to stop", settings.id());
      } catch (RuntimeException | LinkageError e) {
        LOG.error("Module {} goes on after a failure", settings.id(), e);
      }
    }
    end();
  }

  private long pause(long now) {
    long poll = bank == null ? nextTry - now : nextPoll - now;
    return Math.max(
        0, machine.untilNextEnd(now).map(end -> Math.min(poll, end.toNanos())).orElse(poll));
  }

  private void serve(RelayOrder order) {
    if (bank == null) {
      order.failed(unmoved(order, "its module " + settings.id() + " is not connected"));
      return;
    }
    try {
      new RelayMove(settings, machine, round, this::reconnected).make(order, bank);
      order.succeeded();
    } catch (RuntimeException | LinkageError e) {
      order.failed(unforeseen(order, e));
      throw e;
    } catch (VestibuleException e) {
      order.failed(e);
      if (bank == null || e.code().equals("device-unreachable")) {
        lost(e); // Anything else the next look finds out.
      }
    }
    nextPoll = System.nanoTime();
  }

  /** After an answer that did not come the line is opened anew: a late one would be mistaken. */
  private RelayBank reconnected() throws VestibuleException {
    bank.close();
    bank = null;
    bank = opener.open();
    return bank;
  }

  private void poll() {
    long now = System.nanoTime();
    try {
      if (bank == null) {
        if (now - nextTry < 0) {
          return;
        }
        bank = opener.open();
      }
      nextPoll = now + settings.poll().toNanos();
      round.make(bank);
      trouble = null;
      heard = true;
      pauseMillis = FIRST_PAUSE_MILLIS;
    } catch (VestibuleException e) {
      lost(e);
    }
  }

  private void lost(VestibuleException why) {
    if (trouble == null) {
      LOG.warn("Module {} is lost: {}", settings.id(), why.getMessage());
      signals.gone(settings.source());
    }
    trouble = why;
    round.lost();
    if (bank != null) {
      bank.close();
      bank = null;
    }
    nextTry = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMillis);
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
  }

  private void end() {
    machine.secureAll();
    try {
      if (bank != null) {
        round.make(bank);
      }
    } catch (VestibuleException e) {
      LOG.warn("Module {} was not told to lock at the end: {}", settings.id(), e.getMessage());
    } finally {
      signals.gone(settings.source());
      if (bank != null) {
        bank.close();
      }
      for (RelayOrder left = orders.poll(); left != null; left = orders.poll()) {
        if (left.take()) {
          left.failed(unmoved(left, "its driver stopped"));
        }
      }
    }
  }

  private static VestibuleException unforeseen(RelayOrder order, Throwable why) {
    return new VestibuleException(
        "device-timed-out",
        "door " + order.door,
        "its driver failed with " + why.getClass().getSimpleName() + " while it was asked",
        "an answer",
        "Look at the door; it is not asked a second time.");
  }

  private static VestibuleException unmoved(RelayOrder order, String found) {
    return new VestibuleException(
        "device-unreachable",
        "door " + order.door,
        found + "; nothing was moved",
        "a module that answers",
        "Check its line and its power, and try again.");
  }
}
