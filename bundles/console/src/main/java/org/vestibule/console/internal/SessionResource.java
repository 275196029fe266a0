// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Logging in with the operator's token, and out. */
final class SessionResource {
  /** The body of a log-in. */
  record Login(String token) {}

  private static final int MAX_TOKEN = 512;

  private final Guard guard;
  private final Sessions sessions;
  private final Deltas deltas;

  SessionResource(Guard guard, Sessions sessions, Deltas deltas) {
    this.guard = guard;
    this.sessions = sessions;
    this.deltas = deltas;
  }

  void routes(Router router) {
    router.open("POST", "/session", this::begin).on("DELETE", "/session", this::end);
  }

  private Reply begin(Request request) throws Problem {
    Guard.checkOrigin(request.http());
    Login login = request.body(Login.class, Json.SMALL);
    if (login.token() == null || login.token().length() > MAX_TOKEN) {
      throw Problem.invalid(
          "token",
          "none or a very long one",
          "the token from the file",
          "Send {\"token\": \"...\"}");
    }
    guard.checkToken(login.token().trim());
    long seconds = TimeUnit.HOURS.toSeconds(12);
    return Reply.noContent()
        .with("Set-Cookie", cookie(sessions.begin(), seconds, request.http().isSecure()));
  }

  private Reply end(Request request) {
    Optional<String> session = request.session();
    session.ifPresent(sessions::end);
    session.ifPresent(deltas::closeOf);
    return Reply.noContent().with("Set-Cookie", cookie("", 0, request.http().isSecure()));
  }

  private static String cookie(String value, long seconds, boolean secure) {
    return Sessions.COOKIE
        + "="
        + value
        + "; Path=/api; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
