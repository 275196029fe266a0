// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says whether a request comes from Slack, as "Verifying requests from Slack" has it: HMAC-SHA256
 * over {@code v0:TIMESTAMP:BODY}, at most five minutes old, and each one once. Thread-safe.
 */
final class SlackSignature {
  /** How old a request may be, and how far from the future. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final int MOST_SEEN = 10_000;

  private final Clock clock;
  private final Map<String, Instant> seen = new LinkedHashMap<>();

  SlackSignature(Clock clock) {
    this.clock = clock;
  }

  /**
   * Checks a request and remembers it.
   *
   * @param secret the app's signing secret, not kept
   * @param timestamp the header {@code X-Slack-Request-Timestamp}; may be null
   * @param signature the header {@code X-Slack-Signature}; may be null
   * @return whether it is Slack's, new, and never seen before
   */
  boolean admits(byte[] secret, String timestamp, String signature, byte[] body) {
    if (timestamp == null || signature == null || !timestamp.matches("[0-9]{1,12}")) {
      return false;
    }
    Instant now = clock.instant();
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(sent, now).abs().compareTo(WINDOW) > 0) {
      return false;
    }
    byte[] right = of(secret, timestamp, body).getBytes(StandardCharsets.US_ASCII);
    byte[] claimed = signature.getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(right, claimed) && first(signature, now);
  }

  private synchronized boolean first(String signature, Instant now) {
    Instant over = now.minus(WINDOW.multipliedBy(2));
    seen.values().removeIf(at -> at.isBefore(over));
    // What cannot be remembered could come again.
    return seen.size() < MOST_SEEN && seen.putIfAbsent(signature, now) == null;
  }

  /** Returns the signature of a request. */
  static String of(byte[] secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.US_ASCII));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }
}
