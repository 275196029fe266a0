// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.Identifier;
import org.vestibule.api.access.Accounts.Account;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.people.PersonId;

/**
 * An account as it lies on the shelf. Fields of a later version are left alone.
 *
 * @param person empty for nobody of the directory
 * @param proof the hash of a password (PHC string), or the SHA-256 of a machine's token
 * @param stamp another one with each password: what was logged in with an older one ends
 * @param factor the second factor
 * @param createdAt milliseconds since 1970
 * @param lastLogin milliseconds since 1970; 0 for never
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredAccount(
    String name,
    Caller.Kind kind,
    List<String> grants,
    String person,
    String proof,
    String stamp,
    SecondFactor factor,
    long createdAt,
    long lastLogin) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Refuses half an account: what is missing here would be found out at a log-in. */
  StoredAccount {
    Identifier.require("account", name);
    Objects.requireNonNull(kind, "kind");
    grants = List.copyOf(grants);
    if (!(kind == Caller.Kind.MACHINE ? HASH : Passwords.FORM).matcher(proof).matches()) {
      throw new IllegalArgumentException("a proof of another form");
    }
    Objects.requireNonNull(stamp, "stamp");
    Objects.requireNonNull(factor, "factor");
    if (!person.isEmpty()) {
      Identifier.require("person", person);
    }
  }

  /**
   * The second factor of an account.
   *
   * @param secret the one that counts; empty for none
   * @param pending the one that waits for its first code; empty for none
   * @param lastStep the step of the last code that was taken
   * @param recovery hashes of the recovery codes that are left
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SecondFactor(byte[] secret, byte[] pending, long lastStep, List<String> recovery) {
    /** Refuses half a factor, which would be none. */
    SecondFactor {
      Objects.requireNonNull(secret, "secret");
      Objects.requireNonNull(pending, "pending");
      recovery = List.copyOf(recovery);
    }

    static final SecondFactor NONE = new SecondFactor(new byte[0], new byte[0], 0, List.of());

    boolean on() {
      return secret.length > 0;
    }
  }

  Set<Grant> held() {
    return GrantText.read(grants);
  }

  /** Whether it owns the gateway: a person with that role in the whole building. */
  boolean owner() {
    return kind == Caller.Kind.PERSON && held().contains(Grant.of(Role.OWNER));
  }

  Caller caller(Caller.Through through) {
    return new Caller(name, kind, through, held(), identity());
  }

  Account shown(Optional<Instant> lockedUntil) {
    return new Account(
        name,
        kind,
        held(),
        identity(),
        factor.on(),
        Instant.ofEpochMilli(createdAt),
        lastLogin == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastLogin)),
        lockedUntil);
  }

  StoredAccount withGrants(Set<Grant> other) {
    List<String> texts = other.stream().map(GrantText::write).sorted().toList();
    return new StoredAccount(name, kind, texts, person, proof, stamp, factor, createdAt, lastLogin);
  }

  /** With another password; whoever is logged in by the one before is out. */
  StoredAccount withPassword(String hash) {
    return new StoredAccount(
        name, kind, grants, person, hash, Secrets.token(), factor, createdAt, lastLogin);
  }

  /** With the same password at another cost. */
  StoredAccount withProof(String hash) {
    return new StoredAccount(name, kind, grants, person, hash, stamp, factor, createdAt, lastLogin);
  }

  StoredAccount withFactor(SecondFactor other) {
    return new StoredAccount(name, kind, grants, person, proof, stamp, other, createdAt, lastLogin);
  }

  StoredAccount seenAt(Instant now) {
    return new StoredAccount(
        name, kind, grants, person, proof, stamp, factor, createdAt, now.toEpochMilli());
  }

  private Optional<PersonId> identity() {
    return person.isEmpty() ? Optional.empty() : Optional.of(new PersonId(person));
  }

  /** Says nothing of what it holds. */
  @Override
  public String toString() {
    return "StoredAccount[" + name + "]";
  }
}
