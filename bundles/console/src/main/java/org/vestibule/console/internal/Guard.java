// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may ask: the host must be one that the console is known by (DNS rebinding), the
 * caller must have a session or the token, and a change ordered by cookie must come from the page
 * itself (cross-site request forgery). Thread-safe.
 */
final class Guard {
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Settings settings;
  private final OperatorToken token;
  private final Sessions sessions;
  private final WrongTries wrongTries;

  Guard(Settings settings, OperatorToken token, Sessions sessions, WrongTries wrongTries) {
    this.settings = settings;
    this.token = token;
    this.sessions = sessions;
    this.wrongTries = wrongTries;
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

  /** Lets a caller with a token or a session in; returns the session's key if there is one. */
  Optional<String> admit(HttpServletRequest http) throws Problem {
    String authorization = http.getHeader("Authorization");
    if (authorization != null) {
      if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
        throw unauthorized("token-needed", "another scheme");
      }
      checkToken(authorization.substring(7).trim());
      return Optional.empty();
    }
    Optional<String> session = session(http);
    if (session.isEmpty()) {
      throw unauthorized("token-needed", "neither a session nor a token");
    }
    if (!READING.contains(http.getMethod())) {
      checkSameSite(http);
    }
    return session;
  }

  /** Accepts the token or counts a wrong try. */
  void checkToken(String given) throws Problem {
    wrongTries.refuseWhenTooMany();
    if (!token.matches(given)) {
      wrongTries.count();
      throw unauthorized("token-wrong", "a wrong token");
    }
  }

  private Optional<String> session(HttpServletRequest http) {
    Cookie[] cookies = http.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(Sessions.COOKIE)) {
          return sessions.find(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** Refuses a change that another site may have caused. */
  private static void checkSameSite(HttpServletRequest http) throws Problem {
    checkOrigin(http);
    if (!"1".equals(http.getHeader("X-Vestibule"))) {
      throw crossSite("X-Vestibule", "no such header", "X-Vestibule: 1");
    }
  }

  /** Refuses a browser's request that began on another origin. */
  static void checkOrigin(HttpServletRequest http) throws Problem {
    String origin = http.getHeader("Origin");
    if (origin != null && !sameAuthority(origin, http.getHeader("Host"))) {
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
        "Order changes from the console's page, or with an Authorization header.");
  }

  private static boolean sameAuthority(String origin, String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Problem unauthorized(String code, String found) {
    return new Problem(
            401,
            code,
            "log-in",
            found,
            "a session or Authorization: Bearer <token>",
            "The token lies on the gateway in secrets/operator.token in its data folder.")
        .with("WWW-Authenticate", "Bearer realm=\"vestibule\"");
  }
}
