// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.vestibule.api.station.Frame;

/** Reads one picture and when it was taken. */
final class FrameUpload {
  /** The largest picture, in bytes. */
  static final int MOST_BYTES = 8 << 20;

  /** When light fell on the sensor; ISO-8601. */
  static final String CAPTURED_AT = "Vestibule-Captured-At";

  private static final Duration OLDEST = Duration.ofSeconds(10);
  private static final Duration CLOCK_AHEAD = Duration.ofSeconds(2);

  private FrameUpload() {}

  /**
   * Reads the body.
   *
   * @throws Refusal {@code frame-stale}, {@code captured-at-invalid}, {@code image-empty} or {@code
   *     image-too-large}
   */
  static Frame receive(HttpServletRequest request) throws IOException, Refusal {
    long receivedNanos = System.nanoTime();
    Instant received = Instant.now();
    Duration age = age(request.getHeader(CAPTURED_AT), received);
    if (request.getContentLengthLong() > MOST_BYTES) {
      throw tooLarge(request.getContentLengthLong() + " bytes");
    }
    byte[] encoded = request.getInputStream().readNBytes(MOST_BYTES + 1);
    check(encoded);
    return new Frame(encoded, received.minus(age), receivedNanos - age.toNanos());
  }

  /** Returns a picture that was taken at this moment, as far as anybody can tell. */
  static Frame live(byte[] encoded) throws Refusal {
    check(encoded);
    return new Frame(encoded, Instant.now(), System.nanoTime());
  }

  private static void check(byte[] encoded) throws Refusal {
    if (encoded.length > MOST_BYTES) {
      throw tooLarge("more than " + MOST_BYTES + " bytes");
    }
    if (encoded.length == 0) {
      throw new Refusal(
          400, "image-empty", "picture", "0 bytes", "one picture", "Send the picture as the body.");
    }
  }

  private static Duration age(String header, Instant received) throws Refusal {
    if (header == null) {
      return Duration.ZERO;
    }
    Duration age;
    try {
      age = Duration.between(Instant.parse(header.strip()), received);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw invalid("not an instant", "ISO-8601 in UTC, for example 2026-01-02T03:04:05.678Z");
    }
    if (age.compareTo(CLOCK_AHEAD.negated()) < 0) {
      throw invalid(seconds(age.negated()) + " s in the future", "at most 2 s ahead");
    }
    if (age.compareTo(OLDEST) > 0) {
      throw new Refusal(
          409,
          "frame-stale",
          "picture",
          "taken " + seconds(age) + " s ago",
          "at most " + OLDEST.toSeconds() + " s",
          "Send a newer picture; if it is new, set the panel's clock.");
    }
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Nobody takes pictures or sound of this visit any more. */
  static Refusal ended() {
    return new Refusal(
        409,
        "feed-ended",
        "visit",
        "its pictures and sound have ended",
        "a visit in which something was sent within 30 s and that is not ended",
        "Press again.");
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static Refusal invalid(String found, String allowed) {
    return new Refusal(
        400,
        "captured-at-invalid",
        "header " + CAPTURED_AT,
        found,
        allowed,
        "Set the panel's clock, or leave the header out.");
  }

  private static Refusal tooLarge(String found) {
    return new Refusal(
        413,
        "image-too-large",
        "picture",
        found,
        "at most " + MOST_BYTES + " bytes",
        "Send a smaller picture; 1280 x 720 is enough.");
  }
}
