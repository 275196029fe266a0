// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;

/**
 * Checks a UsernameToken with a digest as a strict device does (WS-Security UsernameToken Profile
 * 1.0, 3.1): made at most five minutes before or after the device's time, and no nonce twice.
 * Thread-safe.
 */
final class TokenDesk {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final Map<String, Instant> seen = new ConcurrentHashMap<>();

  boolean admits(Element token, Instant now, Map<String, String> passwords) {
    try {
      String password = passwords.get(Soap.find(token, "Username").orElse(""));
      String nonce = Soap.find(token, "Nonce").orElse("");
      String created = Soap.find(token, "Created").orElse("");
      String said = Soap.find(token, "Password").orElse("");
      Duration age = Duration.between(Instant.parse(created), now).abs();
      if (password == null || age.compareTo(WINDOW) > 0) {
        return false;
      }
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update(Base64.getDecoder().decode(nonce));
      sha.update(created.getBytes(StandardCharsets.UTF_8));
      sha.update(password.getBytes(StandardCharsets.UTF_8));
      boolean good = Base64.getEncoder().encodeToString(sha.digest()).equals(said);
      return good && fresh(nonce, now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (DateTimeParseException | IllegalArgumentException e) {
      return false;
    }
  }

  private boolean fresh(String nonce, Instant now) {
    seen.values().removeIf(at -> Duration.between(at, now).compareTo(WINDOW.multipliedBy(2)) > 0);
    return seen.putIfAbsent(nonce, now) == null;
  }
}
