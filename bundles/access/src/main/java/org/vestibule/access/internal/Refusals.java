// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.time.Duration;
import org.vestibule.api.VestibuleException;

/** The refusals of this bundle, each worded once. None says whether an account exists. */
final class Refusals {
  private Refusals() {}

  static VestibuleException login() {
    return refuse(
        "login-refused",
        "log-in",
        "a name and a password that do not belong together",
        "the name and password of an account",
        "Correct one of them.");
  }

  static VestibuleException secondFactorNeeded() {
    return refuse(
        "second-factor-needed",
        "log-in",
        "no second factor",
        "6 digits of the authenticator, or a recovery code",
        "Send it with name and password.");
  }

  static VestibuleException secondFactorWrong() {
    return refuse(
        "second-factor-wrong",
        "second factor",
        "a code that is wrong or was used",
        "the 6 digits that the authenticator shows now, or an unused recovery code",
        "Wait for the next code; check the clock of the phone and of the gateway.");
  }

  static VestibuleException lockedOut(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return refuse(
        "locked-out",
        "log-in",
        "too many wrong tries",
        "none for another " + seconds + " s",
        "Wait " + seconds + " seconds. On the box itself the operator token is not locked out.");
  }

  static VestibuleException busy() {
    return refuse(
        "too-busy",
        "log-in",
        "more log-ins at once than are checked",
        "1 at a time, 8 that wait",
        "Try again in a few seconds.");
  }

  static VestibuleException notOnLoopback(String input) {
    return refuse(
        "not-on-loopback",
        input,
        "a request from another machine",
        "requests from the box itself",
        "Work on the box, or forward its port through ssh.");
  }

  static VestibuleException tokenWrong(String found) {
    return refuse(
        "token-wrong",
        "token",
        found,
        "a token of the configured issuer, of a machine that is known here, or of this box",
        "Get a new token.");
  }

  static VestibuleException tokenExpired() {
    return refuse(
        "token-expired",
        "token",
        "one whose time is over",
        "one whose time is not over",
        "Get a new token from the issuer; check the clock of the gateway.");
  }

  static VestibuleException otherBuilding() {
    return refuse(
        "other-building",
        "token",
        "one that is not for this building",
        "tokens that name this building",
        "Ask whoever runs the issuer for a grant in this building.");
  }

  static VestibuleException issuerUnreachable(String found, Throwable cause) {
    return new VestibuleException(
        "issuer-unreachable",
        "issuer",
        found,
        "an issuer that answers, or keys of it that are young enough",
        "Check the network and the issuer; accounts of this gateway and the box's token go on.",
        cause);
  }

  static VestibuleException storeUnavailable() {
    return refuse(
        "store-unavailable",
        "accounts",
        "the store is not there, or is being replaced",
        "a running store",
        "Try again in a few seconds. On the box itself the operator token goes on.");
  }

  static VestibuleException unknownAccount() {
    return refuse(
        "unknown-account",
        "account",
        "no account of this name",
        "one of the list of accounts",
        "Correct the name.");
  }

  static VestibuleException lastOwner() {
    return refuse(
        "last-owner",
        "account",
        "the only owner of the gateway",
        "changes that leave an owner",
        "Make another owner first.");
  }

  static VestibuleException accountTaken(String name) {
    return refuse(
        "account-taken", "account", "'" + name + "' exists", "a new name", "Choose another name.");
  }

  static VestibuleException accountInvalid(String found, String allowed, String remedy) {
    return refuse("account-invalid", "account", found, allowed, remedy);
  }

  static VestibuleException passwordWeak(String found) {
    return refuse(
        "password-weak",
        "password",
        found,
        "12 to 256 characters, nothing common, not the account's name",
        "Take four or more words that do not belong together, or let a password manager make one.");
  }

  private static VestibuleException refuse(
      String code, String input, String found, String allowed, String remedy) {
    return new VestibuleException(code, input, found, allowed, remedy);
  }

  static VestibuleException accountUnreadable() {
    return new VestibuleException(
        "storage-failed",
        "accounts",
        "an account that cannot be read",
        "accounts as this version writes them",
        "Restore a backup; on the box itself the operator token goes on.");
  }
}
