// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.people.PersonId;

/** What a new account has to be like. Thread-safe. */
final class AccountForm {
  /** Names by which the audit knows somebody else. */
  private static final Set<String> TAKEN = Set.of("box", "gateway", "nobody", "system");

  private final Passwords passwords;
  private final Clock clock;
  private final PasswordRule rule = new PasswordRule();

  AccountForm(Passwords passwords, Clock clock) {
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Checks a name and a password before anything is done.
   *
   * @throws VestibuleException {@code account-invalid}, {@code password-weak}
   */
  void check(String name, char[] password) throws VestibuleException {
    checkName(name);
    rule.check(name, password);
  }

  /** Makes a person's account; {@link #check} comes first. */
  StoredAccount person(String name, char[] password, Set<Grant> grants, Optional<PersonId> person)
      throws VestibuleException {
    String whose = person.map(PersonId::value).orElse("");
    return account(name, Caller.Kind.PERSON, whose, passwords.hash(password)).withGrants(grants);
  }

  /** Makes a machine's account from the hash of its token. */
  StoredAccount machine(String name, Set<Grant> grants, String tokenHash)
      throws VestibuleException {
    checkName(name);
    return account(name, Caller.Kind.MACHINE, "", tokenHash).withGrants(grants);
  }

  private StoredAccount account(String name, Caller.Kind kind, String person, String proof) {
    return new StoredAccount(
        name,
        kind,
        List.of(),
        person,
        proof,
        Secrets.token(),
        StoredAccount.SecondFactor.NONE,
        clock.millis(),
        0);
  }

  private static void checkName(String name) throws VestibuleException {
    try {
      Identifier.require("account", name);
    } catch (IllegalArgumentException e) {
      throw Refusals.accountInvalid(
          "a name of another form", "1 to 63 of a-z, 0-9 and '-'", "Take a name like jo-miller.");
    }
    if (TAKEN.contains(name)) {
      throw Refusals.accountInvalid(
          "'" + name + "', which the gateway goes by itself", "another name", "Take another name.");
    }
  }
}
