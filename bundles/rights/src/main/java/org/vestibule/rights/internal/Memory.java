// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.people.Tenancies;

/**
 * Reads what is kept when the vault opens, wipes it when the vault is locked, and writes what has
 * changed. {@link #round} and all that writes runs on the {@link Scribe}'s thread; what it holds
 * may be read by any.
 */
final class Memory {
  private static final int AT_ONCE = 50;
  private static final Duration KEPT = Duration.ofDays(90);

  private final RightsHouse house;
  private volatile KeyedHash hash;
  private volatile Roll roll = Roll.UNKNOWN;
  private volatile boolean rollStale = true;
  private volatile Optional<VestibuleException> problem = Optional.empty();
  private volatile boolean looked;
  private boolean locksRead;

  Memory(RightsHouse house) {
    this.house = house;
  }

  /** Returns whether what is kept could be read. */
  boolean loaded() {
    return hash != null;
  }

  /** Returns the key of the hashes while what is kept can be read. */
  Optional<KeyedHash> hash() {
    return Optional.ofNullable(hash);
  }

  Roll roll() {
    return roll;
  }

  /** Says that somebody has come, changed, or is suspended; one look follows for all of them. */
  void peopleChanged() {
    if (!rollStale) {
      rollStale = true;
      house.scribe.soon(this::round);
    }
  }

  /** Returns what went wrong in the last round. */
  Optional<VestibuleException> problem() {
    return problem;
  }

  /** Returns why nothing of what is kept can be said now. */
  VestibuleException closed() {
    return problem.orElseGet(
        () ->
            new VestibuleException(
                "vault-locked",
                "codes, groups and passes",
                "the vault is locked",
                "an open vault",
                "Open it with its passphrase."));
  }

  /** Returns whether there was a round. */
  boolean looked() {
    return looked;
  }

  /** Brings memory and disk together. */
  void round() {
    try {
      if (!house.around.open()) {
        wipe();
        problem = Optional.empty();
        return;
      }
      boolean told = rollStale;
      readRoll();
      read(told);
      Leaving.ofStrangers(house, hash);
      settleLost();
      write();
      dropOld();
      problem = Optional.empty();
    } catch (VestibuleException e) {
      problem = Optional.of(e);
    } finally {
      looked = true;
    }
  }

  /**
   * Charges or gives back what the disk is to say of a pass.
   *
   * @throws VestibuleException {@code storage-*}, {@code vault-locked}
   */
  void charge(String pass) throws VestibuleException {
    Optional<KeptPass> next = house.passes.toWrite(pass, house.nanos.getAsLong());
    if (next.isPresent()) {
      try {
        house.shelf.put(next.get());
        house.passes.written(next.get());
      } catch (VestibuleException | RuntimeException e) {
        house.passes.notWritten(pass);
        throw e;
      }
    }
  }

  private void wipe() {
    if (hash != null) {
      forget();
    }
    roll = Roll.UNKNOWN;
    rollStale = true;
  }

  private void forget() {
    hash = null;
    house.codes.clear();
    house.groups.replace(Map.of());
    house.passes.clear();
    house.whereabouts.clear();
  }

  /**
   * Reads what is kept, if it is not in memory, or a backup from before an erasure was restored.
   *
   * @param told whether anybody was told of, as everyone is after a restore
   */
  private void read(boolean told) throws VestibuleException {
    if (hash != null && told) {
      try {
        if (house.shelf.replaced()) {
          forget();
        }
      } catch (VestibuleException | RuntimeException e) {
        rollStale = true;
        throw e;
      }
    }
    if (hash == null) {
      hash = Loading.all(house, !locksRead);
      if (locksRead) {
        house.lockouts.notKept(); // They stayed in memory; a backup may have put older ones there.
      }
      locksRead = true;
    }
  }

  private void readRoll() throws VestibuleException {
    Optional<PeopleDirectory> people = house.around.people();
    Tenancies tenancies = house.around.tenancies;
    if (people.isEmpty() || tenancies == null) {
      roll = Roll.UNKNOWN;
      rollStale = true;
    } else if (rollStale) {
      rollStale = false;
      try {
        roll = Roll.of(people.get(), tenancies);
      } catch (VestibuleException | RuntimeException e) {
        rollStale = true;
        roll = Roll.UNKNOWN;
        throw e;
      }
    }
  }

  private void settleLost() {
    DoorOutcome nobodyKnows = new DoorOutcome.TimedOut("Nobody said how the order ended");
    house
        .orders
        .lost(house.nanos.getAsLong())
        .forEach(promise -> Settling.of(house, promise, nobodyKnows));
  }

  private void write() throws VestibuleException {
    writeLocks();
    for (String pass : house.passes.unwritten(house.nanos.getAsLong())) {
      charge(pass);
    }
    Deque<PersonId> moved = new ArrayDeque<>(house.whereabouts.toWrite(AT_ONCE));
    try {
      while (!moved.isEmpty()) {
        house.shelf.put(hash, moved.peek(), house.whereabouts.of(moved.peek()));
        moved.remove();
      }
    } finally {
      house.whereabouts.notWritten(moved);
    }
    var entered = house.whereabouts.enteredToWrite();
    if (entered.isPresent()) {
      try {
        house.shelf.putEntered(entered.get());
      } catch (VestibuleException | RuntimeException e) {
        house.whereabouts.enteredNotWritten();
        throw e;
      }
    }
  }

  /**
   * Writes what is locked out, if that has changed.
   *
   * @throws VestibuleException {@code storage-*}, {@code vault-locked}
   */
  void writeLocks() throws VestibuleException {
    Optional<Map<String, Lockouts.Tries>> locks = house.lockouts.toKeep();
    if (locks.isPresent()) {
      try {
        house.shelf.putLockouts(locks.get());
      } catch (VestibuleException | RuntimeException e) {
        house.lockouts.notKept();
        throw e;
      }
    }
  }

  private void dropOld() throws VestibuleException {
    Instant oldest = house.clock.instant().minus(KEPT);
    for (PassBook.Counted each : house.passes.all()) {
      if (each.pass().until() < oldest.toEpochMilli()) {
        house.shelf.removePass(each.pass().id());
        house.passes.remove(each.pass().id());
      }
    }
  }
}
