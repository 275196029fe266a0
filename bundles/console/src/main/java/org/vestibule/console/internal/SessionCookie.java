// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookie that names a session (RFC 6265bis): out of reach of scripts and of other sites; over
 * TLS with the prefix {@code __Host-}, so that no other host and no plain connection can plant one.
 */
final class SessionCookie {
  private static final String PLAIN = "vestibule-session";
  private static final String SECURE = "__Host-" + PLAIN;

  private SessionCookie() {}

  /** Returns the value that a request brought. */
  static Optional<String> of(HttpServletRequest http) {
    String name = http.isSecure() ? SECURE : PLAIN;
    return Stream.ofNullable(http.getCookies())
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  /** Returns the header that sets it. */
  static String set(HttpServletRequest http, String value, Duration age) {
    boolean secure = http.isSecure();
    return (secure ? SECURE : PLAIN)
        + "="
        + value
        + (secure ? "; Path=/" : "; Path=/api")
        + "; Max-Age="
        + age.toSeconds()
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
