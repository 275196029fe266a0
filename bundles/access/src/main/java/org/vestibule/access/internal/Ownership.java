// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Authentication.Attempt;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/**
 * How somebody becomes the owner: at the first start, and when whoever owns the box asked for a new
 * code because the password is lost. One at a time; thread-safe.
 */
final class Ownership {
  private static final String TRIES = "setup-code";

  /** After so many wrong tries the code is another one. */
  private static final int MOST_TRIES = 10;

  private final Office office;
  private int wrong;

  Ownership(Office office) {
    this.office = office;
  }

  /** Makes an owner, as {@link org.vestibule.api.access.Authentication#own} says. */
  synchronized StoredAccount own(Attempt attempt) throws VestibuleException {
    Origin origin = Origin.of(attempt.address());
    if (!origin.loopback()) {
      throw Refusals.notOnLoopback("the first log-in");
    }
    boolean owned = office.shelf.owned();
    try {
      if (owned && !office.setupCode.open()) {
        throw alreadyOwned();
      }
      checkCode(attempt, Lockout.ofAddress(TRIES, origin));
      office.form.check(attempt.name(), attempt.password());
      StoredAccount account = owned ? recovered(attempt) : first(attempt);
      wrong = 0;
      return account;
    } catch (IOException e) {
      throw new VestibuleException(
          "storage-failed",
          "one-time code",
          "a file that cannot be used",
          office.setupCode.path().toString(),
          "Correct the owner and the rights of the file, or delete it: a new one is made.",
          e);
    }
  }

  private void checkCode(Attempt attempt, String key) throws VestibuleException, IOException {
    office.lockout.refuse(key, Lockout.FREE_FOR_NAME);
    if (office.setupCode.matches(attempt.secondFactor().orElse(""))) {
      return;
    }
    office.lockout.count(key, Lockout.FREE_FOR_NAME);
    if (++wrong >= MOST_TRIES && office.setupCode.open()) {
      office.setupCode.renew();
      wrong = 0;
    }
    office.trail.refusal(
        "nobody", attempt.through(), "owner-refused", "setup-code-wrong", "loopback");
    throw new VestibuleException(
        "setup-code-wrong",
        "one-time code",
        "another code",
        "the code in " + office.setupCode.path(),
        "Read the file on the box; after " + MOST_TRIES + " wrong tries it holds a new code.");
  }

  private StoredAccount first(Attempt attempt) throws VestibuleException, IOException {
    Set<Grant> grants = Set.of(Grant.of(Role.OWNER));
    StoredAccount account =
        office
            .form
            .person(attempt.name(), attempt.password(), grants, Optional.empty())
            .seenAt(office.clock.instant());
    if (office.shelf.find(attempt.name()).isPresent()) {
      throw Refusals.accountTaken(attempt.name());
    }
    record("owner-made", attempt);
    // The code goes first: were it left by a power cut, it could be used again.
    office.setupCode.end();
    office.shelf.add(account);
    return account;
  }

  /** Gives whoever owns the box an owner's account: the one of this name, or a new one. */
  private StoredAccount recovered(Attempt attempt) throws VestibuleException, IOException {
    Optional<StoredAccount> before = office.shelf.find(attempt.name());
    StoredAccount made =
        office.form.person(
            attempt.name(), attempt.password(), Set.of(Grant.of(Role.OWNER)), Optional.empty());
    record("owner-recovered", attempt);
    office.setupCode.end();
    if (before.isEmpty()) {
      office.shelf.add(made);
      return made;
    }
    office.lockout.forget("here:" + attempt.name());
    return office.shelf.change(
        attempt.name(),
        account -> {
          Set<Grant> grants = new HashSet<>(account.held());
          grants.add(Grant.of(Role.OWNER));
          return account
              .withGrants(grants)
              .withPassword(made.proof())
              .withFactor(StoredAccount.SecondFactor.NONE)
              .seenAt(office.clock.instant());
        });
  }

  private void record(String action, Attempt attempt) throws VestibuleException {
    office.trail.change(
        action, Map.of("account", attempt.name(), "through", attempt.through().name()));
  }

  private static VestibuleException alreadyOwned() {
    return new VestibuleException(
        "already-owned",
        "one-time code",
        "a gateway that belongs to somebody",
        "one that belongs to nobody",
        "Log in. If the owner's password is lost, make an empty file secrets/recover in the data"
            + " folder: a new code appears beside it.");
  }
}
