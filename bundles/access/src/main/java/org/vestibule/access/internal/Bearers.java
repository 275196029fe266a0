// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/**
 * Bearer tokens (RFC 6750): the box's own, those of machines, those of the issuer. A right one is
 * never locked out, for none can be guessed and whoever sends wrong ones must not keep others out;
 * wrong ones are counted and slowed down. Thread-safe.
 */
final class Bearers {
  private static final int LONGEST = 16 * 1024;

  private final Office office;

  Bearers(Office office) {
    this.office = office;
  }

  Caller check(String token, Origin origin, Caller.Through through) throws VestibuleException {
    try {
      return known(token == null ? "" : token.strip(), origin, through);
    } catch (VestibuleException e) {
      if (e.code().equals("token-wrong")) {
        String key = Lockout.ofAddress("token", origin);
        office.trail.refusal("nobody", through, "token-refused", e.code(), origin.network());
        office.lockout.refuse(key, Lockout.FREE_FOR_ADDRESS);
        office.lockout.count(key, Lockout.FREE_FOR_ADDRESS);
      }
      throw e;
    }
  }

  private Caller known(String token, Origin origin, Caller.Through through)
      throws VestibuleException {
    if (token.isEmpty() || token.length() > LONGEST) {
      throw Refusals.tokenWrong(token.isEmpty() ? "none" : "a very long one");
    }
    if (office.boxToken.matches(token)) {
      return box(token, origin, through);
    }
    if (token.startsWith(AccountsService.MACHINE_PREFIX)) {
      return machine(Secrets.hash(token), through);
    }
    Optional<Issuer> issuer = office.issuer();
    if (issuer.isEmpty()) {
      throw Refusals.tokenWrong("an unknown one, and no issuer is configured");
    }
    return remembered(issuer.get().tokens().check(token, through));
  }

  /** Remembers who an issuer's token let in, until it ends. */
  Caller remembered(AccessTokens.Bearer bearer) {
    Instant until = bearer.until();
    return office.logins.remember(
        bearer.caller(),
        before -> office.clock.instant().isBefore(until) ? Optional.of(before) : Optional.empty());
  }

  private Caller box(String token, Origin origin, Caller.Through through)
      throws VestibuleException {
    if (!office.settings().boxToken()) {
      throw Refusals.tokenWrong("the box's token, which the settings switch off");
    }
    if (!origin.loopback()) {
      throw Refusals.notOnLoopback("the box's token");
    }
    Set<Grant> grants = Set.of(Grant.of(Role.OWNER));
    String hash = Secrets.hash(token);
    return office.logins.remember(
        new Caller("box", Caller.Kind.BOX, through, grants, Optional.empty()),
        before ->
            office.settings().boxToken() && office.boxToken.hasHash(hash)
                ? Optional.of(before)
                : Optional.empty());
  }

  private Caller machine(String hash, Caller.Through through) throws VestibuleException {
    StoredAccount account =
        office
            .shelf
            .machine(hash)
            .orElseThrow(() -> Refusals.tokenWrong("a machine's, which is not known here"));
    return office.logins.remember(
        account.caller(through),
        before -> {
          try {
            return office.shelf.machine(hash).map(now -> now.caller(before.through()));
          } catch (VestibuleException e) {
            return Optional.of(before);
          }
        });
  }
}
