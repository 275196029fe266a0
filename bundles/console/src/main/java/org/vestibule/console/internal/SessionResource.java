// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;

/** Logging in and out, and making the first owner. */
final class SessionResource {
  /** The body of a log-in: the box's token, or a name and a password. */
  record Login(String token, String name, char[] password, String secondFactor) {
    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  /** The body that makes the first owner. */
  record Setup(String name, char[] password, String code) {
    @Override
    public String toString() {
      return "Setup[***]";
    }
  }

  private static final int MAX_TOKEN = 8 * 1024;

  private final Guard guard;
  private final Trust trust;
  private final Sessions sessions;
  private final Deltas deltas;
  private final Settings settings;

  SessionResource(Guard guard, Trust trust, Sessions sessions, Deltas deltas, Settings settings) {
    this.guard = guard;
    this.trust = trust;
    this.sessions = sessions;
    this.deltas = deltas;
    this.settings = settings;
  }

  void routes(Router router) {
    router
        .open("GET", "/session", this::show)
        .open("POST", "/session", this::begin)
        .open("DELETE", "/session", this::end)
        .open("POST", "/setup", this::setUp);
  }

  private Reply show(Request request) throws Problem {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("owned", guard.authentication().owned());
    try {
      body.put("caller", plain(guard.admit(request.http()).caller()));
      body.put("building", trust.building());
    } catch (Problem e) {
      if (e.status() != 401) {
        throw e;
      }
    }
    return Reply.ok(body);
  }

  /** Says who somebody is and what they may, without a secret. */
  static Map<String, Object> plain(Caller caller) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("subject", caller.subject());
    plain.put("kind", caller.kind().name());
    caller.person().ifPresent(person -> plain.put("person", person.value()));
    plain.put(
        "permissions",
        Arrays.stream(Permission.values()).filter(caller::may).map(Permission::label).toList());
    plain.put("grants", GrantForm.plain(caller.grants()));
    return plain;
  }

  private Reply begin(Request request) throws VestibuleException {
    Guard.checkOrigin(request.http());
    Login login = request.body(Login.class, Json.SMALL);
    if ((login.token() == null) == (login.name() == null)) {
      throw Problem.invalid(
          "log-in",
          "neither a token nor a name, or both",
          "a token, or a name with a password",
          "Send {\"name\": \"...\", \"password\": \"...\"}");
    }
    return login.token() == null ? byPassword(request, login) : byToken(request, login.token());
  }

  private Reply byPassword(Request request, Login login) throws VestibuleException {
    try {
      return begun(
          request,
          guard
              .authentication()
              .logIn(attempt(request, login.name(), login.password(), login.secondFactor())));
    } finally {
      AccountsResource.wipe(login.password());
    }
  }

  /** Only the box's token makes a session: every other token is sent with each request. */
  private Reply byToken(Request request, String token) throws Problem {
    if (token.length() > MAX_TOKEN) {
      throw Problem.invalid("token", "a very long one", "the token from the file", "Copy it anew.");
    }
    Caller caller = guard.bearer(request.http(), token.trim());
    if (caller.kind() != Caller.Kind.BOX) {
      throw Problem.invalid(
          "token",
          "one that makes no session",
          "the box's own token",
          "Send this one as Authorization: Bearer with each request.");
    }
    return begun(request, caller);
  }

  private Reply setUp(Request request) throws VestibuleException {
    Guard.checkOrigin(request.http());
    Setup setup = request.body(Setup.class, Json.SMALL);
    try {
      return begun(
          request,
          guard
              .authentication()
              .own(attempt(request, setup.name(), setup.password(), setup.code())));
    } finally {
      AccountsResource.wipe(setup.password());
    }
  }

  private static Authentication.Attempt attempt(
      Request request, String name, char[] password, String second) throws Problem {
    if (name == null || name.isBlank() || name.length() > 128) {
      throw Problem.invalid("name", "none or a long one", "1 to 128 characters", "Send a name.");
    }
    if (password == null || password.length == 0 || password.length > 1024) {
      throw Problem.invalid(
          "password", "none or a long one", "1 to 1024 characters", "Send a password.");
    }
    return new Authentication.Attempt(
        name,
        password,
        Optional.ofNullable(second).map(String::strip).filter(code -> !code.isEmpty()),
        request.http().getRemoteAddr(),
        Caller.Through.REST);
  }

  private Reply begun(Request request, Caller caller) {
    SessionCookie.of(request.http())
        .flatMap(sessions::find)
        .ifPresent(before -> leave(before.key()));
    Duration age = Duration.ofHours(settings.now().sessionHours());
    String cookie = SessionCookie.set(request.http(), sessions.begin(caller), age);
    return Reply.ok(plain(caller)).with("Set-Cookie", cookie);
  }

  private Reply end(Request request) throws Problem {
    Optional<Sessions.Session> session = SessionCookie.of(request.http()).flatMap(sessions::find);
    if (session.isPresent()) {
      Guard.checkSameSite(request.http());
      leave(session.get().key());
    }
    return Reply.noContent()
        .with("Set-Cookie", SessionCookie.set(request.http(), "", Duration.ZERO));
  }

  private void leave(String session) {
    sessions.end(session);
    deltas.closeOf(session);
  }
}
