// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent: HMAC-SHA256 over {@code id.timestamp.body}, as Standard Webhooks 1.0 has it
 * ("Signature scheme"), by each of its keys. Thread-safe until it is closed.
 */
final class Signature implements AutoCloseable {
  /** How a key begins as people hand it on. */
  static final String PREFIX = "whsec_";

  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final List<byte[]> keys;

  private Signature(List<byte[]> keys) {
    this.keys = keys;
  }

  /**
   * @param texts each {@code whsec_} and Base64, or Base64 alone; the new one first. Not kept
   * @throws IllegalArgumentException when one is no key; it is not shown
   */
  static Signature by(List<byte[]> texts) {
    List<byte[]> keys = new ArrayList<>();
    for (byte[] text : texts) {
      keys.add(key(text));
    }
    return new Signature(keys);
  }

  private static byte[] key(byte[] text) {
    byte[] prefix = PREFIX.getBytes(StandardCharsets.US_ASCII);
    boolean prefixed =
        text.length > prefix.length && Arrays.equals(prefix, Arrays.copyOf(text, prefix.length));
    int end = text.length;
    while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      end--;
    }
    byte[] encoded = Arrays.copyOfRange(text, prefixed ? prefix.length : 0, end);
    try {
      byte[] key = Base64.getDecoder().decode(encoded);
      if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
        Arrays.fill(key, (byte) 0);
        throw new IllegalArgumentException("a key of another length");
      }
      return key;
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /**
   * Returns the value of {@code webhook-signature}: {@code v1,BASE64} of each key, with a space
   * between.
   *
   * @param seconds since 1970
   */
  String of(String id, long seconds, byte[] body) {
    byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    StringBuilder value = new StringBuilder();
    for (byte[] key : keys) {
      value.append(value.isEmpty() ? "v1," : " v1,");
      value.append(Base64.getEncoder().encodeToString(mac(key, head, body)));
    }
    return value.toString();
  }

  private static byte[] mac(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has HmacSHA256", e);
    }
  }

  /** Overwrites the keys. */
  @Override
  public void close() {
    keys.forEach(key -> Arrays.fill(key, (byte) 0));
  }
}
