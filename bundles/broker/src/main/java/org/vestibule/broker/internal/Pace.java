// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

/**
 * How fast one connection is read: a bucket that holds what may be sent in one second. Not
 * thread-safe; one event loop uses it.
 */
final class Pace {
  /** A message counts once for each of these that it begins. */
  static final int BYTES = 4096;

  private static final double NANOS = 1e9;

  private final int perSecond;
  private double left;
  private long last;

  Pace(int perSecond, long now) {
    this.perSecond = perSecond;
    left = perSecond;
    last = now;
  }

  /**
   * Takes a message.
   *
   * @param bytes of its payload
   * @param now monotonic, nanoseconds
   * @return nanoseconds for which nothing should be read; 0: go on
   */
  long take(int bytes, long now) {
    left = Math.min(perSecond, left + (now - last) / NANOS * perSecond);
    last = now;
    left -= 1 + bytes / BYTES;
    return left >= 0 ? 0 : (long) (-left / perSecond * NANOS);
  }
}
