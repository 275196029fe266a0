// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.vote;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.vestibule.api.station.Frame;

/**
 * Which pictures of a watch may be judged: each was captured after the one before, not long ago,
 * and none was seen before. Of the pictures only a hash is kept, of the latest {@value #KEPT}. Not
 * thread-safe.
 *
 * <p>That finds pictures that are sent again, byte by byte. A clip that was encoded anew is
 * liveness's business.
 */
public final class Freshness {
  private static final int KEPT = 256;
  private static final double MILLIS = 1e6;

  /** Clocks of one machine differ by no more. */
  private static final long AHEAD_MILLIS = 100;

  private final long[] hashes = new long[KEPT];
  private int seen;
  private long lastNanos;

  /**
   * Takes the next picture.
   *
   * @param now on {@link System#nanoTime()}
   * @param maxAgeMillis how old it may be
   * @return why it has no vote, if so
   */
  public Optional<String> refuse(Frame frame, long now, int maxAgeMillis) {
    double age = (now - frame.capturedNanos()) / MILLIS;
    if (age > maxAgeMillis) {
      return say("the picture is %.0f ms old, at most %d ms are allowed", age, maxAgeMillis);
    }
    if (age < -AHEAD_MILLIS) {
      return say("the picture says that it will be captured in %.0f ms", -age);
    }
    if (seen > 0 && frame.capturedNanos() - lastNanos <= 0) {
      return say("the picture was not captured after the one before");
    }
    long hash = hash(frame.bytes());
    for (int i = 0; i < Math.min(seen, KEPT); i++) {
      if (hashes[i] == hash) {
        return say("the same picture was seen before");
      }
    }
    hashes[seen % KEPT] = hash;
    seen++;
    lastNanos = frame.capturedNanos();
    return Optional.empty();
  }

  /** Two sums of the same bytes that have nothing to do with each other. */
  private static long hash(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue() << 32 | Arrays.hashCode(bytes) & 0xFFFFFFFFL;
  }

  private static Optional<String> say(String format, Object... values) {
    return Optional.of(String.format(Locale.ROOT, format, values));
  }
}
