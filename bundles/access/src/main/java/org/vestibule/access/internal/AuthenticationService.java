// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;

/**
 * Logging in by name and password. An unknown name takes the same way as a known one: the same hash
 * is computed, the same try counted, the same answer given. Thread-safe.
 */
@Component(service = Authentication.class)
public final class AuthenticationService implements Authentication {
  private final Office office;
  private final Ownership ownership;
  private final Bearers bearers;

  /** Works with the parts of the office. */
  @Activate
  public AuthenticationService(@Reference Office office) {
    this.office = office;
    ownership = new Ownership(office);
    bearers = new Bearers(office);
  }

  @Override
  public boolean owned() {
    try {
      return office.shelf.owned();
    } catch (VestibuleException e) {
      // Who cannot be asked is not free to be taken.
      return true;
    }
  }

  @Override
  public Caller own(Attempt attempt) throws VestibuleException {
    StoredAccount account = ownership.own(attempt);
    return loggedIn(account, attempt);
  }

  @Override
  public Caller logIn(Attempt attempt) throws VestibuleException {
    Origin origin = Origin.of(attempt.address());
    String byName = Lockout.ofName(named(attempt), origin);
    String byAddress = Lockout.ofAddress("log-in", origin);
    office.lockout.refuse(byName, Lockout.FREE_FOR_NAME);
    office.lockout.refuse(byAddress, Lockout.FREE_FOR_ADDRESS);
    office.shelf.requireOpen();
    Optional<StoredAccount> found =
        office.shelf.findEvenly(attempt.name()).filter(each -> each.kind() == Caller.Kind.PERSON);
    String kept = found.map(StoredAccount::proof).orElseGet(office.passwords::decoy);
    boolean matches = office.passwords.matches(attempt.password(), kept);
    try {
      if (!matches || found.isEmpty()) {
        throw Refusals.login();
      }
      StoredAccount account = enter(found.get(), attempt);
      office.lockout.forget(byName);
      return loggedIn(account, attempt);
    } catch (VestibuleException e) {
      switch (e.code()) {
        case "login-refused", "second-factor-wrong" -> {
          boolean locked = office.lockout.count(byName, Lockout.FREE_FOR_NAME);
          locked |= office.lockout.count(byAddress, Lockout.FREE_FOR_ADDRESS);
          refused(found, attempt, origin, e.code(), locked);
        }
        default -> {
          // A factor that is asked for and a store that fails are no wrong tries.
        }
      }
      throw e;
    }
  }

  @Override
  public Caller bearer(String token, String address, Caller.Through through)
      throws VestibuleException {
    return bearers.check(token, Origin.of(address), through);
  }

  @Override
  public Optional<Caller> still(Caller loggedIn) {
    return office.logins.still(loggedIn);
  }

  /** Takes the second factor and notes the log-in, in one change: no code is taken twice. */
  private StoredAccount enter(StoredAccount found, Attempt attempt) throws VestibuleException {
    if (found.factor().on() && attempt.secondFactor().isEmpty()) {
      throw Refusals.secondFactorNeeded();
    }
    String renewed =
        office.passwords.outdated(found.proof())
            ? office.passwords.hash(attempt.password())
            : found.proof();
    try {
      return office.shelf.change(found.name(), now -> entered(found, now, attempt, renewed));
    } catch (VestibuleException e) {
      if (e.code().equals("storage-full") && !found.factor().on()) {
        // Whoever is to make room must get in. A code that cannot be noted as used is not taken.
        return found;
      }
      throw e;
    }
  }

  private StoredAccount entered(
      StoredAccount found, StoredAccount now, Attempt attempt, String renewed)
      throws VestibuleException {
    if (!now.stamp().equals(found.stamp()) || now.factor().on() != found.factor().on()) {
      throw Refusals.login();
    }
    StoredAccount seen = now.withProof(renewed).seenAt(office.clock.instant());
    return now.factor().on()
        ? seen.withFactor(office.factors.used(now.factor(), attempt.secondFactor().orElseThrow()))
        : seen;
  }

  private Caller loggedIn(StoredAccount account, Attempt attempt) {
    office.trail.note(
        account.name(),
        account.kind(),
        attempt.through(),
        "logged-in",
        "second-factor",
        Boolean.toString(account.factor().on()));
    String stamp = account.stamp();
    return office.logins.remember(
        account.caller(attempt.through()),
        before -> {
          try {
            return office
                .shelf
                .find(before.subject())
                .filter(now -> now.stamp().equals(stamp))
                .map(now -> now.caller(before.through()));
          } catch (VestibuleException e) {
            // While the store cannot be read it cannot be changed either, and whoever locked the
            // vault must be able to open it.
            return Optional.of(before);
          }
        });
  }

  private void refused(
      Optional<StoredAccount> found, Attempt attempt, Origin origin, String code, boolean locked) {
    String actor = found.map(StoredAccount::name).orElse("nobody");
    office.trail.refusal(
        actor,
        attempt.through(),
        locked ? "log-in-locked-out" : "log-in-refused",
        code,
        origin.network());
  }

  /** What a wrong try counts for; names that no account can have count as one. */
  private static String named(Attempt attempt) {
    String name = attempt.name();
    return name != null && name.matches("[a-z0-9-]{1,63}") ? name : "-";
  }
}
