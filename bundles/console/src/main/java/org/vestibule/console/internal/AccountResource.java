// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;

/** What somebody does with their own account. */
final class AccountResource {
  /** The password before, and the one from now on; with a second factor where there is one. */
  record Change(char[] before, char[] password, String secondFactor) {
    @Override
    public String toString() {
      return "Change[***]";
    }
  }

  /** A code of a new authenticator. */
  record Code(String code) {
    @Override
    public String toString() {
      return "Code[***]";
    }
  }

  private final Guard guard;
  private final Trust trust;
  private final Sessions sessions;
  private final Deltas deltas;

  AccountResource(Guard guard, Trust trust, Sessions sessions, Deltas deltas) {
    this.guard = guard;
    this.trust = trust;
    this.sessions = sessions;
    this.deltas = deltas;
  }

  void routes(Router router) {
    router
        .own("PUT", "/account/password", this::setPassword)
        .own("POST", "/account/second-factor", this::begin)
        .own("POST", "/account/second-factor/confirm", this::confirm)
        .own("DELETE", "/account/sessions", this::leave);
  }

  private Accounts accounts(Request request) throws Problem {
    if (request.caller().kind() != Caller.Kind.PERSON) {
      throw new Problem(
          409,
          "no-account",
          "account",
          "a token without an account",
          "somebody who logged in by name",
          "Log in by name and password.");
    }
    return House.need(trust.accounts, "accounts");
  }

  /** Whoever finds an open page does not know the password: it is asked for again. */
  private Reply setPassword(Request request) throws VestibuleException {
    Accounts accounts = accounts(request);
    Change change = request.body(Change.class, Json.SMALL);
    try {
      AccountsResource.required("before", change.before());
      AccountsResource.required("password", change.password());
      guard
          .authentication()
          .logIn(
              new Authentication.Attempt(
                  request.who(),
                  change.before(),
                  Optional.ofNullable(change.secondFactor()),
                  request.http().getRemoteAddr(),
                  Caller.Through.REST));
      accounts.setPassword(request.who(), change.password());
      return leave(request);
    } finally {
      AccountsResource.wipe(change.before());
      AccountsResource.wipe(change.password());
    }
  }

  private Reply begin(Request request) throws VestibuleException {
    String address = accounts(request).beginSecondFactor(request.who());
    return Reply.ok(Map.of("address", address, "svg", QrPicture.svg(address)));
  }

  private Reply confirm(Request request) throws VestibuleException {
    Accounts accounts = accounts(request);
    Code code = request.body(Code.class, Json.SMALL);
    AccountsResource.required("code", code.code());
    return Reply.ok(
        Map.of("recoveryCodes", accounts.confirmSecondFactor(request.who(), code.code().strip())));
  }

  private Reply leave(Request request) {
    sessions.endOf(request.who()).forEach(deltas::closeOf);
    return Reply.noContent();
  }
}
