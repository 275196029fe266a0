// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Acting;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.Pass;
import org.vestibule.api.rights.PassWish;
import org.vestibule.api.rights.RightsDesk.IssuedPass;
import org.vestibule.rights.internal.rule.Rules;
import org.vestibule.rights.internal.rule.Subject;

/** Gives and ends passes; what changes runs on the scribe's thread. */
final class PassOffice {
  /** So few that a guess of 8 digits hits one in 20,000 at most. */
  private static final int MOST_LIVE = 5000;

  private final RightsHouse house;

  PassOffice(RightsHouse house) {
    this.house = house;
  }

  List<Pass> all() {
    Instant now = house.clock.instant();
    return house.passes.all().stream()
        .sorted(
            Comparator.comparingLong((PassBook.Counted each) -> each.pass().issued())
                .reversed()
                .thenComparing(each -> each.pass().id()))
        .map(each -> shown(each, now))
        .toList();
  }

  IssuedPass issue(PassWish wish) throws VestibuleException {
    KeyedHash hash = ready(house);
    Instant now = house.clock.instant();
    Subject host =
        house
            .subject(wish.host(), now)
            .filter(each -> !each.suspended())
            .orElseThrow(() -> unknown(wish.host()));
    PassForm.require(wish, now, house.settings().longestPass());
    for (DoorId door : wish.doors()) {
      if (!Rules.mayInvite(house.rules.book(), host, door)) {
        throw new VestibuleException(
            "pass-beyond-host",
            "pass",
            "door " + door,
            "doors by which its host may let visitors in",
            "Leave the door out, or change the rules of the door.");
      }
    }
    checkCounts(wish.host(), now);
    String number = PassSecrets.number();
    while (house.passes.taken(hash.of(PassSecrets.NUMBER, number), now)) {
      number = PassSecrets.number();
    }
    String picture = PassSecrets.picture();
    KeptPass kept =
        new KeptPass(
            PassSecrets.id(),
            wish.host().value(),
            wish.label(),
            wish.doors().stream().map(DoorId::value).sorted().toList(),
            now.toEpochMilli(),
            wish.from().toEpochMilli(),
            wish.until().toEpochMilli(),
            wish.uses(),
            0,
            false,
            hash.of(PassSecrets.NUMBER, number).bytes(),
            hash.of(PassSecrets.PICTURE, picture).bytes());
    audit("pass-issued", kept);
    house.shelf.put(kept);
    house.passes.put(kept);
    return new IssuedPass(shown(new PassBook.Counted(kept, 0), now), number, picture);
  }

  void revoke(String id) throws VestibuleException {
    hash(house);
    Optional<KeptPass> found = house.passes.kept(id);
    KeptPass kept =
        found.orElseThrow(
            () ->
                new VestibuleException(
                    "unknown-pass",
                    "pass",
                    "none of that id",
                    "a pass of the last 90 days",
                    "Look it up in the list of passes."));
    if (!kept.revoked()) {
      audit("pass-revoked", kept);
      house.shelf.put(kept.ended());
      house.passes.put(kept.ended());
    }
  }

  private Pass shown(PassBook.Counted each, Instant now) {
    KeptPass kept = each.pass();
    return new Pass(
        kept.id(),
        new PersonId(kept.host()),
        kept.label(),
        kept.doors().stream().map(DoorId::new).collect(Collectors.toSet()),
        Instant.ofEpochMilli(kept.from()),
        Instant.ofEpochMilli(kept.until()),
        kept.uses(),
        each.used(),
        state(each, now));
  }

  private Pass.State state(PassBook.Counted each, Instant now) {
    KeptPass kept = each.pass();
    PersonId host = new PersonId(kept.host());
    boolean hosted = house.subject(host, now).filter(known -> !known.suspended()).isPresent();
    if (kept.revoked() || !hosted) {
      return Pass.State.REVOKED;
    }
    if (each.used() >= kept.uses()) {
      return Pass.State.USED_UP;
    }
    if (now.toEpochMilli() >= kept.until()) {
      return Pass.State.EXPIRED;
    }
    return now.toEpochMilli() < kept.from() ? Pass.State.WAITING : Pass.State.VALID;
  }

  private void checkCounts(PersonId host, Instant now) throws VestibuleException {
    int most = house.settings().passesPerHost();
    long all =
        house.passes.all().stream()
            .filter(each -> each.pass().until() > now.toEpochMilli())
            .count();
    if (house.passes.live(host, now) >= most || all >= MOST_LIVE) {
      throw new VestibuleException(
          "too-many-passes",
          "pass",
          "one more",
          most + " live ones of one host, " + MOST_LIVE + " in all",
          "Revoke one that is not needed any more.");
    }
  }

  private void audit(String action, KeptPass pass) throws VestibuleException {
    house
        .around
        .audit()
        .record(
            Acting.now().subject(),
            action,
            Map.of(
                "pass", pass.id(),
                "person", pass.host(),
                "doors", String.join(",", pass.doors()),
                "from", Instant.ofEpochMilli(pass.from()).toString(),
                "until", Instant.ofEpochMilli(pass.until()).toString(),
                "uses", Integer.toString(pass.uses())));
  }

  /**
   * Returns the key of the hashes.
   *
   * @throws VestibuleException {@code vault-locked}, or why it could not be read
   */
  static KeyedHash hash(RightsHouse house) throws VestibuleException {
    Optional<KeyedHash> hash = house.memory.hash();
    if (hash.isEmpty()) {
      throw house.memory.closed();
    }
    return hash.get();
  }

  /**
   * Returns the key for a change, on the scribe's thread. What is of nobody goes before it, so that
   * what somebody is given who was enrolled a moment ago is not taken for that of who had their id.
   *
   * @throws VestibuleException as {@link #hash}, {@code audit-*}, {@code storage-*}
   */
  static KeyedHash ready(RightsHouse house) throws VestibuleException {
    KeyedHash hash = hash(house);
    Leaving.ofStrangers(house, hash);
    return hash;
  }

  static VestibuleException unknown(PersonId person) {
    return new VestibuleException(
        "unknown-person",
        "person " + person,
        "nobody who is here",
        "somebody of the directory",
        "Look them up in the list of people.");
  }
}
