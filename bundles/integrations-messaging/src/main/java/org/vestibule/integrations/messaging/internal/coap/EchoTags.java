// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Finds out whether somebody receives at the address that a datagram says it comes from (RFC 9175,
 * section 2.4): the tag is made of the address, the time and a key of this run, so that nothing is
 * remembered. Thread-safe.
 */
final class EchoTags {
  private static final int BYTES = 8;
  private static final long PERIOD_NANOS = 30_000_000_000L;

  private final LongSupplier nanos;
  private final byte[] key = new byte[32];

  EchoTags(LongSupplier nanos) {
    this.nanos = nanos;
    new SecureRandom().nextBytes(key);
  }

  /** Returns the tag for an address now. */
  byte[] make(InetSocketAddress peer) {
    return tag(peer, period());
  }

  /** Returns whether a tag was made for this address in the last 30 to 60 seconds. */
  boolean proves(byte[] tag, InetSocketAddress peer) {
    long now = period();
    return MessageDigest.isEqual(tag, tag(peer, now))
        || MessageDigest.isEqual(tag, tag(peer, now - 1));
  }

  private long period() {
    return Math.floorDiv(nanos.getAsLong(), PERIOD_NANOS);
  }

  private byte[] tag(InetSocketAddress peer, long period) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(peer.getAddress().getAddress());
      ByteBuffer rest = ByteBuffer.allocate(12).putInt(peer.getPort()).putLong(period);
      return Arrays.copyOf(mac.doFinal(rest.array()), BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
