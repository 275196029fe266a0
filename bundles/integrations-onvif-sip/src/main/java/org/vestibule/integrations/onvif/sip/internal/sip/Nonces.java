// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The nonces of challenges (RFC 7616, sections 3.3 and 5.4): random, each good for a while, and
 * each count of a nonce good once. Thread-safe, memory bounded.
 */
final class Nonces {
  /** What is known about a nonce. */
  enum Use {
    GOOD,
    /** The password may be right, but a fresh nonce is needed. */
    STALE
  }

  private static final long LIFE_NANOS = 300_000_000_000L;
  private static final int MOST = 4096;
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final LongSupplier nanos;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MOST;
        }
      };

  private static final class Kept {
    private final long made;
    private long count;

    Kept(long made) {
      this.made = made;
    }
  }

  Nonces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns a fresh one. */
  synchronized String next() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String nonce = HexFormat.of().formatHex(random);
    kept.put(nonce, new Kept(nanos.getAsLong()));
    return nonce;
  }

  /** Returns whether one was given out, and not too long ago. */
  synchronized boolean knows(String nonce) {
    Kept known = kept.get(nonce);
    return known != null && nanos.getAsLong() - known.made <= LIFE_NANOS;
  }

  /** Uses up one count of a nonce; only after the password was found right. */
  synchronized Use use(String nonce, long count) {
    Kept known = kept.get(nonce);
    if (!knows(nonce) || count <= known.count) {
      return Use.STALE;
    }
    known.count = count;
    return Use.GOOD;
  }
}
