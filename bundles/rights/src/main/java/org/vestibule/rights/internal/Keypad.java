// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.AccessRights.CodeAnswer;

/**
 * Looks at what was entered or scanned, and counts what is wrong. What is compared is a keyed hash,
 * so how long it takes says nothing of how near a guess was. Thread-safe.
 */
final class Keypad {
  private static final int LONGEST = 64;

  private final RightsHouse house;

  Keypad(RightsHouse house) {
    this.house = house;
  }

  /** One at a time: of many tries at once, none gets past the count. Waits for nothing. */
  synchronized CodeAnswer check(
      DoorId door, Optional<PersonId> person, String entered, Instant at) {
    Optional<KeyedHash> hash = house.memory.hash();
    if (hash.isEmpty()) {
      return new CodeAnswer.Unavailable(house.memory.closed());
    }
    String entry = entered.strip();
    if (entry.isEmpty() || entry.length() > LONGEST) {
      return new CodeAnswer.Wrong(house.settings().wrongTries());
    }
    String bare = person.isEmpty() ? entry.replaceFirst("[*#]+$", "") : entry;
    int divider = person.isEmpty() ? divider(bare) : -1;
    if (person.isPresent()) {
      return ofPeople(hash.get(), door, Lockouts.of(person.get()), List.of(person.get()), bare, at);
    }
    if (divider >= 0) {
      String unit = Roll.name(bare.substring(0, divider));
      String code = bare.substring(divider + 1);
      List<PersonId> people = house.memory.roll().of(unit);
      return ofPeople(hash.get(), door, Lockouts.ofUnit(unit), people, code, at);
    }
    return ofPass(hash.get(), door, bare, at);
  }

  private CodeAnswer ofPeople(
      KeyedHash hash, DoorId door, String key, List<PersonId> people, String code, Instant at) {
    Optional<Instant> locked = locked(List.of(Lockouts.of(door), key), at);
    if (locked.isPresent()) {
      return new CodeAnswer.LockedOut(locked.get());
    }
    char[] typed = code.toCharArray();
    char[] digits = CodeForm.digits(typed) ? typed : new char[0];
    List<PersonId> mine = new ArrayList<>();
    boolean duress = false;
    // All of them are compared, so that the time does not tell whose it is.
    for (PersonId person : people) {
      boolean free = house.lockouts.until(Lockouts.of(person), at).isEmpty();
      Codes.Match match = house.codes.match(hash, person, digits);
      if (match != Codes.Match.NONE && free) {
        mine.add(person);
        duress |= match == Codes.Match.DURESS;
      }
    }
    if (mine.isEmpty()) {
      return wrong(List.of(Lockouts.of(door), key), door, at);
    }
    house.lockouts.right(key);
    return new CodeAnswer.Code(mine.get(0), duress);
  }

  private CodeAnswer ofPass(KeyedHash hash, DoorId door, String entry, Instant at) {
    List<String> keys = List.of(Lockouts.of(door));
    Optional<Instant> locked = locked(keys, at);
    if (locked.isPresent()) {
      return new CodeAnswer.LockedOut(locked.get());
    }
    byte[] bytes = entry.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    Optional<String> pass =
        house.passes.find(hash.of(PassSecrets.NUMBER, bytes), hash.of(PassSecrets.PICTURE, bytes));
    if (pass.isPresent()) {
      String id = pass.get();
      house.passes.shown(id, house.nanos.getAsLong());
      house.scribe.ask(
          () -> {
            house.memory.charge(id);
            return true;
          });
      return new CodeAnswer.PassShown(id);
    }
    // Nobody guesses 128 bits, and any picture may hang in a camera's view.
    boolean guess = entry.chars().allMatch(Character::isDigit);
    return guess ? wrong(keys, door, at) : new CodeAnswer.Wrong(house.settings().wrongTries());
  }

  private CodeAnswer wrong(List<String> keys, DoorId door, Instant at) {
    int left = Integer.MAX_VALUE;
    for (String key : keys) {
      int still = house.lockouts.wrong(key, at, house.settings().wrongTries());
      if (still == 0) {
        noteLock(key, door);
      }
      left = Math.min(left, still);
    }
    if (left == 0) {
      house.scribe.soon(house.memory::round);
      return new CodeAnswer.LockedOut(locked(keys, at).orElse(at));
    }
    return new CodeAnswer.Wrong(left);
  }

  private void noteLock(String key, DoorId door) {
    // What was entered as a unit may be a code in the wrong place: it is not told.
    Map<String, String> facts = new HashMap<>(Map.of("door", door.value()));
    String[] parts = key.split(":", 2);
    facts.put("locked", parts[0]);
    if (parts[0].equals("person")) {
      facts.put("person", parts[1]);
    }
    house.note("entry-locked-out", facts);
  }

  private Optional<Instant> locked(List<String> keys, Instant at) {
    return keys.stream()
        .map(key -> house.lockouts.until(key, at))
        .flatMap(Optional::stream)
        .max(Instant::compareTo);
  }

  private static int divider(String entry) {
    int star = entry.indexOf('*');
    int hash = entry.indexOf('#');
    return star < 0 ? hash : hash < 0 ? star : Math.min(star, hash);
  }
}
