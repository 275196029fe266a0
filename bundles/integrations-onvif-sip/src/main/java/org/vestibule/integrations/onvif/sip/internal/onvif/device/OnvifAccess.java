// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.vestibule.integrations.onvif.sip.internal.soap.UsernameToken;

/** Who asks: the one account, by a UsernameToken or by HTTP Digest. Thread-safe. */
final class OnvifAccess {
  /** What anybody may ask of a station that is there (ONVIF Core, section 5.9.4.3). */
  private static final Set<String> FREE =
      Set.of("GetSystemDateAndTime", "GetServices", "GetServiceCapabilities", "GetCapabilities");

  private static final String DIGEST = "Digest ";

  private final Clock clock;
  private final TokenGuard tokens = new TokenGuard();
  private final HttpDigest digests = new HttpDigest();
  private final LoginLimit limit = new LoginLimit();

  OnvifAccess(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns whether who asks is known; false where anybody may ask that.
   *
   * @throws OnvifRefusal where only who is known may
   */
  boolean admit(
      HttpServletRequest http,
      String operation,
      Optional<UsernameToken.Shown> token,
      DeviceSettings settings)
      throws OnvifRefusal {
    String header = http.getHeader("Authorization");
    boolean digest = header != null && header.regionMatches(true, 0, DIGEST, 0, DIGEST.length());
    if (token.isEmpty() && !digest) {
      if (FREE.contains(operation)) {
        return false;
      }
      throw OnvifRefusal.noLogin();
    }
    String from = String.valueOf(http.getRemoteAddr());
    long now = System.nanoTime();
    if (limit.blocks(from, now)) {
      throw OnvifRefusal.tooManyLogins();
    }
    if (token.isPresent()) {
      if (!tokens.admits(token.get(), settings, clock.instant())) {
        limit.wrong(from, now);
        throw OnvifRefusal.wrongLogin();
      }
      return true;
    }
    return switch (digests.judge(header, http.getMethod(), target(http), settings, now)) {
      case GOOD -> true;
      case STALE -> throw OnvifRefusal.staleLogin();
      case WRONG -> {
        limit.wrong(from, now);
        throw OnvifRefusal.noLogin();
      }
    };
  }

  /** Returns the value of {@code WWW-Authenticate} for who has to log in. */
  String challenge(boolean stale) {
    return digests.challenge(stale, System.nanoTime());
  }

  private static String target(HttpServletRequest http) {
    String query = http.getQueryString();
    return query == null ? http.getRequestURI() : http.getRequestURI() + "?" + query;
  }
}
