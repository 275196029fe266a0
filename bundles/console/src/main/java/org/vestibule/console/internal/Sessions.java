// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.vestibule.api.access.Caller;

/**
 * Who is logged in: at most {@value #MAX} sessions, kept in memory as hashes. One ends by log-out,
 * at its absolute age, after idling, or by a restart of the console (OWASP ASVS 4.0, V3). Each
 * log-in has an id of its own, so that none can be planted before it. Thread-safe.
 */
final class Sessions {
  /**
   * A session.
   *
   * @param key the hash of the cookie's value
   * @param caller who logged in
   */
  record Session(String key, Caller caller) {}

  private record Held(Caller caller, long begun, long used) {}

  private static final int MAX = 64;

  private final LongSupplier nanos;
  private final Settings settings;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  Sessions(LongSupplier nanos, Settings settings) {
    this.nanos = nanos;
    this.settings = settings;
  }

  /** Begins a session and returns the cookie's value; the one that rested longest may make room. */
  synchronized String begin(Caller caller) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    if (held.size() >= MAX) {
      Iterator<String> oldest = held.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    long now = nanos.getAsLong();
    held.put(key(cookie), new Held(caller, now, now));
    return cookie;
  }

  /** Returns the living session that a cookie's value names, and counts it as used. */
  synchronized Optional<Session> find(String cookie) {
    Optional<Session> found = living(key(cookie));
    found.ifPresent(
        session -> {
          Held before = held.get(session.key());
          held.put(session.key(), new Held(before.caller(), before.begun(), nanos.getAsLong()));
        });
    return found;
  }

  /** Returns a living session by its key, without counting it as used. */
  synchronized Optional<Session> living(String key) {
    Held session = held.get(key);
    if (session == null) {
      return Optional.empty();
    }
    long now = nanos.getAsLong();
    Settings.Values bounds = settings.now();
    if (now - session.begun() > Duration.ofHours(bounds.sessionHours()).toNanos()
        || now - session.used() > Duration.ofMinutes(bounds.sessionIdleMinutes()).toNanos()) {
      held.remove(key);
      return Optional.empty();
    }
    return Optional.of(new Session(key, session.caller()));
  }

  synchronized void end(String key) {
    held.remove(key);
  }

  /** Ends every session of somebody, by their subject; returns the keys. */
  synchronized List<String> endOf(String subject) {
    List<String> ended =
        held.entrySet().stream()
            .filter(entry -> entry.getValue().caller().subject().equals(subject))
            .map(Map.Entry::getKey)
            .toList();
    ended.forEach(held::remove);
    return ended;
  }

  private static String key(String cookie) {
    return HexFormat.of().formatHex(Sha256.of(cookie.getBytes(StandardCharsets.UTF_8)));
  }
}
