// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who is logged in: at most {@value #MAX} sessions, kept in memory as hashes, ended by log-out,
 * after 12 hours without a request, or by a restart of the console. Thread-safe.
 */
final class Sessions {
  static final String COOKIE = "vestibule-session";

  private static final int MAX = 64;
  private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(12);

  private final LongSupplier nanos;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Long> lastUsed = new LinkedHashMap<>(16, 0.75f, true);

  Sessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Begins a session and returns the cookie's value; the one that rested longest may make room. */
  synchronized String begin() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (lastUsed.size() >= MAX) {
      Iterator<String> oldest = lastUsed.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    lastUsed.put(key(cookie), nanos.getAsLong());
    return cookie;
  }

  /** Returns the session's key if the cookie's value names a living one. */
  synchronized Optional<String> find(String cookie) {
    String key = key(cookie);
    Long used = lastUsed.get(key);
    if (used == null) {
      return Optional.empty();
    }
    if (nanos.getAsLong() - used > IDLE_NANOS) {
      lastUsed.remove(key);
      return Optional.empty();
    }
    lastUsed.put(key, nanos.getAsLong());
    return Optional.of(key);
  }

  synchronized void end(String key) {
    lastUsed.remove(key);
  }

  private static String key(String cookie) {
    byte[] bytes = cookie.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(OperatorToken.digest(bytes));
  }
}
