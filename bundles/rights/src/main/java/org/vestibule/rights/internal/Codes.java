// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.people.PersonId;
import org.vestibule.rights.internal.KeyedHash.Digest;

/**
 * The personal codes, as keyed hashes of the person and the code: that of the code, and that of the
 * code which asks for help. The two always differ in their last digit. Thread-safe.
 */
final class Codes {
  private static final String DOMAIN = "code";

  private final Map<PersonId, Kept> kept = new ConcurrentHashMap<>();
  private final Kept decoy;

  /** A code as it is kept. */
  record Kept(Digest code, Digest duress) {}

  /** What was entered, for one person. */
  enum Match {
    NONE,
    CODE,
    DURESS
  }

  Codes() {
    SecureRandom random = new SecureRandom();
    byte[] one = new byte[KeyedHash.KEY_BYTES];
    byte[] other = new byte[KeyedHash.KEY_BYTES];
    random.nextBytes(one);
    random.nextBytes(other);
    decoy = new Kept(new Digest(one), new Digest(other));
  }

  static Kept hashed(KeyedHash hash, PersonId person, char[] code) {
    char[] duress = duress(code);
    try {
      return new Kept(digest(hash, person, code), digest(hash, person, duress));
    } finally {
      Arrays.fill(duress, '0');
    }
  }

  /** Returns the code that asks for help: the last digit raised by one, 9 becomes 0. */
  static char[] duress(char[] code) {
    char[] duress = code.clone();
    int last = code.length - 1;
    duress[last] = code[last] == '9' ? '0' : (char) (code[last] + 1);
    return duress;
  }

  /** Compares; the same work whether the person has a code or not. */
  Match match(KeyedHash hash, PersonId person, char[] entered) {
    Kept mine = kept.get(person);
    Digest given = digest(hash, person, entered);
    Kept against = mine == null ? decoy : mine;
    boolean code = against.code().equals(given);
    boolean duress = against.duress().equals(given);
    return duress ? Match.DURESS : code ? Match.CODE : Match.NONE;
  }

  /**
   * Returns whether a new code would be taken for somebody else's among these, or theirs for it: at
   * a door they are told apart by nothing but the code.
   */
  boolean collides(KeyedHash hash, PersonId person, char[] code, Collection<PersonId> others) {
    char[] duress = duress(code);
    try {
      boolean found = false;
      for (PersonId other : others) {
        boolean theirs =
            !other.equals(person)
                && (match(hash, other, code) != Match.NONE
                    || match(hash, other, duress) != Match.NONE);
        found |= theirs;
      }
      return found;
    } finally {
      Arrays.fill(duress, '0');
    }
  }

  void put(PersonId person, Kept code) {
    kept.put(person, code);
  }

  Optional<Kept> remove(PersonId person) {
    return Optional.ofNullable(kept.remove(person));
  }

  boolean has(PersonId person) {
    return kept.containsKey(person);
  }

  Set<PersonId> people() {
    return Set.copyOf(kept.keySet());
  }

  void clear() {
    kept.clear();
  }

  private static Digest digest(KeyedHash hash, PersonId person, char[] code) {
    byte[] digits = new byte[code.length];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) code[i];
    }
    try {
      return hash.of(DOMAIN, person.value().getBytes(StandardCharsets.UTF_8), digits);
    } finally {
      Arrays.fill(digits, (byte) 0);
    }
  }
}
