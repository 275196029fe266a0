// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.rights.internal.KeyedHash.Digest;
import org.vestibule.rights.internal.rule.Subject.Place;

/**
 * What is kept, in JSON on sealed shelves. People are named in what is sealed only, never by the
 * key of a value. Used by one thread.
 */
final class Shelf {
  private static final String HOUSE = "rights";
  private static final String KEY = "key";
  private static final String LOCKOUTS = "lockouts";
  private static final String ENTERED = "entered";
  private static final String CODES = "rights-codes";
  private static final String GROUPS = "rights-groups";
  private static final String PASSES = "rights-passes";
  private static final String PLACES = "rights-places";

  private static final String MARK = "mark";
  private static final int MARK_BYTES = 16;

  private final Surroundings around;
  private final ObjectMapper json = new ObjectMapper();
  private Optional<byte[]> mark = Optional.empty();

  /** A person's code on the shelf. */
  private record KeptCode(String person, byte[] code, byte[] duress) {}

  /** Where a person was; the time in milliseconds since 1970. */
  private record KeptPlaces(String person, Map<String, KeptPlace> zones) {}

  private record KeptPlace(boolean inside, long since) {}

  Shelf(Surroundings around) {
    this.around = around;
  }

  /** Returns the key of the hashes, which is made the first time. */
  KeyedHash hash() throws VestibuleException {
    Optional<byte[]> kept = around.shelves().get(HOUSE, KEY);
    if (kept.isPresent()) {
      return new KeyedHash(kept.get());
    }
    byte[] made = new byte[KeyedHash.KEY_BYTES];
    new SecureRandom().nextBytes(made);
    around.shelves().put(HOUSE, KEY, made);
    return new KeyedHash(made);
  }

  /** Marks the shelves anew: what a backup from before brings back has another mark. */
  void mark() throws VestibuleException {
    byte[] made = new byte[MARK_BYTES];
    new SecureRandom().nextBytes(made);
    around.shelves().put(HOUSE, MARK, made);
    mark = Optional.of(made);
  }

  /** Takes the mark of what was read. */
  void readMark() throws VestibuleException {
    mark = around.shelves().get(HOUSE, MARK);
  }

  /** Returns whether the shelves are others than those which were read, or marked, last. */
  boolean replaced() throws VestibuleException {
    Optional<byte[]> now = around.shelves().get(HOUSE, MARK);
    return !Arrays.equals(now.orElse(null), mark.orElse(null));
  }

  Map<PersonId, Codes.Kept> codes() throws VestibuleException {
    Map<PersonId, Codes.Kept> codes = new LinkedHashMap<>();
    for (byte[] value : around.shelves().all(CODES).values()) {
      KeptCode code = read(CODES, value, new TypeReference<KeptCode>() {});
      codes.put(
          new PersonId(code.person()),
          new Codes.Kept(new Digest(code.code()), new Digest(code.duress())));
    }
    return codes;
  }

  void put(KeyedHash hash, PersonId person, Codes.Kept code) throws VestibuleException {
    KeptCode kept = new KeptCode(person.value(), code.code().bytes(), code.duress().bytes());
    around.shelves().put(CODES, hash.name(person.value()), bytes(kept));
  }

  void removeCode(KeyedHash hash, PersonId person) throws VestibuleException {
    around.shelves().remove(CODES, hash.name(person.value()));
  }

  Map<String, List<String>> groups() throws VestibuleException {
    Map<String, List<String>> groups = new TreeMap<>();
    for (Map.Entry<String, byte[]> each : around.shelves().all(GROUPS).entrySet()) {
      groups.put(
          each.getKey(), read(GROUPS, each.getValue(), new TypeReference<List<String>>() {}));
    }
    return groups;
  }

  /** Writes a group; one without members is removed. */
  void putGroup(String group, List<String> members) throws VestibuleException {
    if (members.isEmpty()) {
      around.shelves().remove(GROUPS, group);
    } else {
      around.shelves().put(GROUPS, group, bytes(members));
    }
  }

  List<KeptPass> passes() throws VestibuleException {
    List<KeptPass> passes = new ArrayList<>();
    for (byte[] value : around.shelves().all(PASSES).values()) {
      passes.add(read(PASSES, value, new TypeReference<KeptPass>() {}));
    }
    return passes;
  }

  void put(KeptPass pass) throws VestibuleException {
    around.shelves().put(PASSES, pass.id(), bytes(pass));
  }

  void removePass(String id) throws VestibuleException {
    around.shelves().remove(PASSES, id);
  }

  Map<PersonId, Map<String, Place>> places() throws VestibuleException {
    Map<PersonId, Map<String, Place>> places = new LinkedHashMap<>();
    for (byte[] value : around.shelves().all(PLACES).values()) {
      KeptPlaces kept = read(PLACES, value, new TypeReference<KeptPlaces>() {});
      Map<String, Place> zones = new TreeMap<>();
      kept.zones()
          .forEach(
              (zone, place) ->
                  zones.put(zone, new Place(place.inside(), Instant.ofEpochMilli(place.since()))));
      places.put(new PersonId(kept.person()), zones);
    }
    return places;
  }

  /** Writes where somebody is; nothing is known: it is removed. */
  void put(KeyedHash hash, PersonId person, Map<String, Place> zones) throws VestibuleException {
    String name = hash.name(person.value());
    if (zones.isEmpty()) {
      around.shelves().remove(PLACES, name);
      return;
    }
    Map<String, KeptPlace> kept = new TreeMap<>();
    zones.forEach(
        (zone, place) ->
            kept.put(zone, new KeptPlace(place.inside(), place.since().toEpochMilli())));
    around.shelves().put(PLACES, name, bytes(new KeptPlaces(person.value(), kept)));
  }

  Map<DoorId, Instant> entered() throws VestibuleException {
    Map<DoorId, Instant> entered = new LinkedHashMap<>();
    Optional<byte[]> kept = around.shelves().get(HOUSE, ENTERED);
    if (kept.isPresent()) {
      read(ENTERED, kept.get(), new TypeReference<Map<String, Long>>() {})
          .forEach((door, at) -> entered.put(new DoorId(door), Instant.ofEpochMilli(at)));
    }
    return entered;
  }

  void putEntered(Map<DoorId, Instant> entered) throws VestibuleException {
    Map<String, Long> kept = new TreeMap<>();
    entered.forEach((door, at) -> kept.put(door.value(), at.toEpochMilli()));
    around.shelves().put(HOUSE, ENTERED, bytes(kept));
  }

  Map<String, Lockouts.Tries> lockouts() throws VestibuleException {
    Optional<byte[]> kept = around.shelves().get(HOUSE, LOCKOUTS);
    return kept.isEmpty()
        ? Map.of()
        : read(LOCKOUTS, kept.get(), new TypeReference<LinkedHashMap<String, Lockouts.Tries>>() {});
  }

  void putLockouts(Map<String, Lockouts.Tries> tries) throws VestibuleException {
    around.shelves().put(HOUSE, LOCKOUTS, bytes(tries));
  }

  private byte[] bytes(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("what is kept can always be written", e);
    }
  }

  private <T> T read(String shelf, byte[] value, TypeReference<T> type) throws VestibuleException {
    try {
      return json.readValue(value, type);
    } catch (IOException | IllegalArgumentException e) {
      throw new VestibuleException(
          "storage-failed",
          "shelf " + shelf,
          "a value of another form",
          "what this version has written",
          "Restore a backup, or remove the value.");
    }
  }
}
