// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Authentication;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;

/**
 * Decides who may ask: the host must be one that the console is known by (DNS rebinding), the
 * caller must have a session or a token, and what is asked by cookie must come from the page itself
 * (cross-site request forgery). Thread-safe.
 */
final class Guard {
  /** Who asks on a route that needs nobody to be known. */
  static final Caller NOBODY =
      new Caller("nobody", Caller.Kind.MACHINE, Caller.Through.REST, Set.of(), Optional.empty());

  private static final Set<String> READING = Set.of("GET", "HEAD");

  /** What a browser says of its own page's requests, and of an address that somebody typed. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  /**
   * Who was let in.
   *
   * @param session the session's key, if there is one
   */
  record Admitted(Caller caller, Optional<String> session) {}

  private final Settings settings;
  private final Trust trust;
  private final Sessions sessions;

  Guard(Settings settings, Trust trust, Sessions sessions) {
    this.settings = settings;
    this.trust = trust;
    this.sessions = sessions;
  }

  /** Refuses a Host header that the console is not known by. */
  static void checkHost(HttpServletRequest http, Settings settings) throws Problem {
    String given = http.getHeader("Host");
    String host = given == null ? "" : given.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    if (!settings.now().allowedHosts().contains(host)) {
      throw new Problem(
          403,
          "host-not-allowed",
          "Host",
          given == null ? "none" : Request.shortened(given),
          "the names under allowedHosts",
          "Use http://127.0.0.1, or add the name to allowedHosts in " + Settings.PID + ".");
    }
  }

  /** Lets a caller with a token or a session in. */
  Admitted admit(HttpServletRequest http) throws Problem {
    String authorization = http.getHeader("Authorization");
    if (authorization != null) {
      if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
        throw unauthorized("another scheme");
      }
      return new Admitted(bearer(http, authorization.substring(7).trim()), Optional.empty());
    }
    Admitted admitted =
        session(http).orElseThrow(() -> unauthorized("neither a session nor a token"));
    if (READING.contains(http.getMethod())) {
      checkFetchSite(http);
    } else {
      checkSameSite(http);
    }
    return admitted;
  }

  /** Refuses whoever does not hold what a route needs: 403 {@code permission-missing}. */
  static void check(Router.Route route, Caller caller) throws Problem {
    if (route.permission().isEmpty()) {
      return;
    }
    Permission needed = route.permission().get();
    if (!(route.reach() == Router.Reach.SOMEWHERE
        ? caller.may(needed)
        : caller.mayEverywhere(needed))) {
      throw missing(
          needed, route.reach() == Router.Reach.SOMEWHERE ? "" : " for the whole building");
    }
  }

  /**
   * Looks again at somebody who was let in a while ago.
   *
   * @throws Problem 401 when what they rested on is gone, 403 when they do not hold it any more,
   *     409 {@code rights-changed} when they hold another share of it
   */
  void checkStill(Router.Route route, Admitted before) throws Problem {
    if (route.reach() == Router.Reach.ANYBODY) {
      return;
    }
    authentication();
    Caller now =
        before
            .session()
            .map(this::still)
            .orElseGet(() -> still(before.caller()))
            .orElseThrow(() -> unauthorized("a log-in that has ended meanwhile"));
    check(route, now);
    if (!now.equals(before.caller())) {
      throw new Problem(
          409,
          "rights-changed",
          "rights",
          "others than when the body began to arrive",
          "the same until it has arrived",
          "Look at what you may now, and send it again.");
    }
  }

  /** Returns the refusal of somebody who is known and may not. */
  static Problem missing(Permission needed, String where) {
    return new Problem(
        403,
        "permission-missing",
        "permission " + needed.label(),
        "not held",
        needed.label() + where,
        "Ask the owner of this gateway for a role that has it.");
  }

  /** Returns who holds a token. */
  Caller bearer(HttpServletRequest http, String token) throws Problem {
    try {
      return authentication().bearer(token, http.getRemoteAddr(), Caller.Through.REST);
    } catch (VestibuleException e) {
      throw Problem.of(e);
    }
  }

  /** Returns what finds out who asks; without it only a clear answer is left. */
  Authentication authentication() throws Problem {
    return House.need(trust.authentication, "log-in");
  }

  /**
   * Returns the caller of a living session as they are now; a session that rests on nothing ends.
   */
  Optional<Caller> still(String session) {
    Optional<Caller> now =
        sessions.living(session).map(Sessions.Session::caller).flatMap(this::still);
    if (now.isEmpty() && trust.authentication != null) {
      sessions.end(session);
    }
    return now;
  }

  /** Returns somebody as they are now: with their account and token as those are. */
  Optional<Caller> still(Caller caller) {
    Authentication present = trust.authentication;
    return present == null ? Optional.empty() : present.still(caller);
  }

  /** Returns the session that the cookie names. The box's own counts on loopback only. */
  private Optional<Admitted> session(HttpServletRequest http) throws Problem {
    Optional<String> key =
        SessionCookie.of(http).flatMap(sessions::find).map(Sessions.Session::key);
    if (key.isPresent()) {
      authentication();
    }
    return key.flatMap(this::still)
        .filter(caller -> caller.kind() != Caller.Kind.BOX || onLoopback(http))
        .map(caller -> new Admitted(caller, key));
  }

  private static boolean onLoopback(HttpServletRequest http) {
    String address = http.getRemoteAddr().replaceAll("[\\[\\]]", "");
    return address.startsWith("127.") || address.equals("::1") || address.equals("0:0:0:0:0:0:0:1");
  }

  /** Refuses a change that another site may have caused. */
  static void checkSameSite(HttpServletRequest http) throws Problem {
    checkOrigin(http);
    if (!"1".equals(http.getHeader("X-Vestibule"))) {
      throw crossSite("X-Vestibule", "no such header", "X-Vestibule: 1");
    }
  }

  /**
   * Refuses what a page of another origin has a browser load: to look at a picture is a line in the
   * audit, and nobody else writes those. A browser that is too old to say so sends the cookie to
   * its own site only.
   */
  private static void checkFetchSite(HttpServletRequest http) throws Problem {
    String from = http.getHeader("Sec-Fetch-Site");
    if (from != null && !OWN_SITE.contains(from)) {
      throw crossSite("Sec-Fetch-Site", Request.shortened(from), "same-origin or none");
    }
  }

  /** Refuses a browser's request that began on another origin. */
  static void checkOrigin(HttpServletRequest http) throws Problem {
    String origin = http.getHeader("Origin");
    // Behind a proxy that encrypts, the page is https and the request is not.
    boolean inClear = http.isSecure() && origin != null && !origin.startsWith("https://");
    if (origin != null && (inClear || !sameAuthority(origin, http.getHeader("Host")))) {
      throw crossSite("Origin", Request.shortened(origin), "the console's own origin");
    }
  }

  private static Problem crossSite(String input, String found, String allowed) {
    return new Problem(
        403,
        "cross-site-request",
        input,
        found,
        allowed,
        "Ask from the console's page, or with an Authorization header.");
  }

  private static boolean sameAuthority(String origin, String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Problem unauthorized(String found) {
    return new Problem(
        401,
        "token-needed",
        "log-in",
        found,
        "a session or Authorization: Bearer <token>",
        "Log in at the console's page, or send a token.");
  }
}
