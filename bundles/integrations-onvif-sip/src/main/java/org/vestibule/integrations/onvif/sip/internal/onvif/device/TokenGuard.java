// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.vestibule.integrations.onvif.sip.internal.soap.UsernameToken;

/**
 * Takes a UsernameToken that is right once, and only when it was made at most five minutes before
 * or after now (WS-Security UsernameToken Profile 1.1, section 3.1). Thread-safe.
 */
final class TokenGuard {
  /** How old or how early it may be. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_NONCES = 20_000;

  private final Map<String, Instant> used = new HashMap<>();

  boolean admits(UsernameToken.Shown token, DeviceSettings settings, Instant now) {
    boolean right = token.matches(settings.password()) && settings.user().equals(token.username());
    boolean timely = Duration.between(token.created(), now).abs().compareTo(WINDOW) <= 0;
    return right && timely && token.nonce().length > 0 && fresh(token, now);
  }

  /** Only nonces of right tokens are kept, so that no stranger fills the memory. */
  private synchronized boolean fresh(UsernameToken.Shown token, Instant now) {
    if (used.size() >= MOST_NONCES) {
      used.values().removeIf(created -> Duration.between(created, now).compareTo(WINDOW) > 0);
    }
    // By the time that it says, which it cannot change: after the window it is refused by that.
    String nonce = Base64.getEncoder().encodeToString(token.nonce());
    return used.size() < MOST_NONCES && used.putIfAbsent(nonce, token.created()) == null;
  }
}
