// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.store.SealedShelves;

/**
 * The cards on the disk: one sealed value for each person, one for each head-end, and one with the
 * counters. The keys say nothing of whose they are. Thread-safe as the shelves are.
 */
final class CardShelf {
  private static final String SHELF = "cards";
  private static final String PERSON = "p-";
  private static final String SOURCE = "s-";
  private static final String COUNTERS = "counters";
  private static final int HASH_BYTES = 20;

  /**
   * Under this name the counters hold a number that each writing draws anew: one that is counted up
   * would be met again after a restore and some writings.
   */
  private static final String WRITTEN = "";

  private final SealedShelves shelves;

  CardShelf(SealedShelves shelves) {
    this.shelves = shelves;
  }

  /**
   * What lies there.
   *
   * @param unreadable how many values do not open
   */
  record Kept(
      List<Assignment> cards, List<SourceHead> heads, Map<String, Long> counters, int unreadable) {}

  /**
   * Reads everything.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-*}
   */
  Kept read() throws VestibuleException {
    List<Assignment> cards = new ArrayList<>();
    List<SourceHead> heads = new ArrayList<>();
    Map<String, Long> counters = Map.of();
    int unreadable = 0;
    for (Map.Entry<String, Optional<byte[]>> each : values().entrySet()) {
      try {
        if (each.getValue().isEmpty()) {
          unreadable++;
        } else if (each.getKey().startsWith(PERSON)) {
          cards.addAll(CardCodec.person(each.getValue().get()));
        } else if (each.getKey().startsWith(SOURCE)) {
          heads.add(CardCodec.head(each.getValue().get()));
        } else {
          counters = CardCodec.counters(each.getValue().get());
        }
      } catch (VestibuleException e) {
        unreadable++;
      }
    }
    return new Kept(cards, heads, counters, unreadable);
  }

  /** All at once; where one does not open, one by one, so that it costs nobody else their card. */
  private SortedMap<String, Optional<byte[]>> values() throws VestibuleException {
    SortedMap<String, Optional<byte[]>> values = new TreeMap<>();
    try {
      shelves.all(SHELF).forEach((key, value) -> values.put(key, Optional.of(value)));
    } catch (VestibuleException broken) {
      if (!broken.code().equals("seal-broken")) {
        throw broken;
      }
      for (String key : shelves.keys(SHELF)) {
        values.put(key, one(key));
      }
    }
    return values;
  }

  private Optional<byte[]> one(String key) throws VestibuleException {
    try {
      return shelves.get(SHELF, key);
    } catch (VestibuleException e) {
      if (e.code().equals("seal-broken")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the number of the last writing: another one says that others wrote the shelf. */
  long written() throws VestibuleException {
    Optional<byte[]> counters = shelves.get(SHELF, COUNTERS);
    return counters.isEmpty() ? 0 : written(CardCodec.counters(counters.get()));
  }

  static long written(Map<String, Long> counters) {
    return counters.getOrDefault(WRITTEN, 0L);
  }

  /**
   * Writes people, heads and counters in one transaction.
   *
   * @param counters gets the number of this writing
   */
  void write(
      Map<PersonId, List<Assignment>> people,
      Collection<SourceHead> heads,
      Map<String, Long> counters)
      throws VestibuleException {
    Map<String, byte[]> values = new TreeMap<>();
    people.forEach((person, cards) -> values.put(key(person), CardCodec.person(person, cards)));
    for (SourceHead head : heads) {
      values.put(SOURCE + hash(head.source()), CardCodec.head(head));
      counters.put(head.source(), head.counter());
    }
    counters.put(WRITTEN, ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    values.put(COUNTERS, CardCodec.counters(counters));
    shelves.putAll(SHELF, values);
  }

  /** Removes what lies there of a person; possible while the vault is locked, too. */
  boolean remove(PersonId person) throws VestibuleException {
    return shelves.remove(SHELF, key(person));
  }

  boolean holds(PersonId person) throws VestibuleException {
    return shelves.keys(SHELF).contains(key(person));
  }

  private static String key(PersonId person) {
    return PERSON + hash(person.value());
  }

  private static String hash(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((SHELF + ":" + name).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
