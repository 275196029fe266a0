// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Finds out who asks. Refusals say the same whether a name is unknown or a password wrong. Wrong
 * tries are counted for each name and for each address, and lock both out for a while. Thread-safe.
 */
@ProviderType
public interface Authentication {
  /** Whether this gateway belongs to somebody; until then only {@link #own} lets anybody in. */
  boolean owned();

  /**
   * Makes the first owner by the one-time code that the first start printed.
   *
   * @param attempt the new account's name and password, and the code as {@code secondFactor}
   *     <p>Also gives an owner back who lost the password, by a code that whoever owns the box
   *     asked for: the account of that name gets the new password, no second factor, and the role.
   * @throws VestibuleException {@code setup-code-wrong}, {@code already-owned}, {@code
   *     not-on-loopback}, {@code password-weak}, {@code account-invalid}, {@code locked-out},
   *     {@code too-busy}, {@code vault-locked}, {@code store-unavailable}, {@code audit-unwritable}
   */
  Caller own(Attempt attempt) throws VestibuleException;

  /**
   * Logs somebody in by name and password, and by a second factor where the account has one.
   *
   * @throws VestibuleException {@code login-refused}, {@code second-factor-needed}, {@code
   *     second-factor-wrong}, {@code locked-out}, {@code too-busy}; {@code vault-locked} and {@code
   *     store-unavailable}, whatever the name, while no account can be read
   */
  Caller logIn(Attempt attempt) throws VestibuleException;

  /**
   * Checks a bearer token: one of a configured issuer (OAuth 2.0, RFC 6750; JWT, RFC 9068), one
   * that this gateway gave to a machine, or the box's own, which counts on loopback only.
   *
   * @throws VestibuleException {@code token-wrong}, {@code token-expired}, {@code other-building},
   *     {@code issuer-unreachable}, {@code not-on-loopback}, {@code locked-out}; for a machine's
   *     also {@code vault-locked}, {@code store-unavailable}
   */
  Caller bearer(String token, String address, Caller.Through through) throws VestibuleException;

  /**
   * Returns a caller as it is now, so that a session ends with what it rests on. While no account
   * can be read, none can be changed either, and the caller is as it was.
   *
   * @param loggedIn the very object that a method of this service returned, for two log-ins of one
   *     account look the same and may rest on different passwords
   * @return empty when the account is gone, its password was changed since, a token is over, or
   *     this service did not return that object, for example because it was replaced since
   */
  Optional<Caller> still(Caller loggedIn);

  /**
   * What somebody sent. The password is overwritten by whoever made the array.
   *
   * @param address where it came from, for counting wrong tries
   */
  record Attempt(
      String name,
      char[] password,
      Optional<String> secondFactor,
      String address,
      Caller.Through through) {
    @Override
    public String toString() {
      return "Attempt[" + name + ", ***]";
    }
  }
}
