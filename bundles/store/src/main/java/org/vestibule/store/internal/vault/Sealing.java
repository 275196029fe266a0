// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.vault.WrappedKey.Kind;

/**
 * Seals and opens with the keys of a ring. What is authenticated with the content: the format's
 * version, whether it is the house's or a subject's and whose, and the context. Thread-safe.
 */
record Sealing(OpenKeys keys, Aead aead) {
  private static final byte[] DOMAIN = "vestibule sealed".getBytes(StandardCharsets.UTF_8);

  byte[] seal(UUID subject, String context, byte[] plain) throws VestibuleException {
    return keys.use(ring -> sealed(ring.of(subject), aad(Kind.SUBJECT, subject, context), plain));
  }

  byte[] open(UUID subject, String context, byte[] sealed) throws VestibuleException {
    return keys.use(ring -> opened(ring.of(subject), aad(Kind.SUBJECT, subject, context), sealed));
  }

  byte[] sealForHouse(String context, byte[] plain) throws VestibuleException {
    byte[] aad = aad(Kind.HOUSE, WrappedKey.NOBODY, context);
    return keys.use(ring -> sealed(ring.of(Kind.HOUSE), aad, plain));
  }

  byte[] openForHouse(String context, byte[] sealed) throws VestibuleException {
    byte[] aad = aad(Kind.HOUSE, WrappedKey.NOBODY, context);
    return keys.use(ring -> opened(ring.of(Kind.HOUSE), aad, sealed));
  }

  byte[] index(String domain, byte[] value) throws VestibuleException {
    return keys.use(
        ring -> {
          byte[] key = ring.of(Kind.INDEX);
          byte[] found = Hmac.of(key, domain, value);
          Aead.wipe(key);
          return found;
        });
  }

  byte[] sign(String purpose, byte[] message) throws VestibuleException {
    return keys.use(
        ring -> {
          byte[] pair = ring.of(Kind.SIGNING);
          byte[] signature = HouseKey.sign(pair, purpose, message);
          Aead.wipe(pair);
          return signature;
        });
  }

  String publicKey() throws VestibuleException {
    return keys.use(
        ring -> {
          byte[] pair = ring.of(Kind.SIGNING);
          String open = HouseKey.publicKey(pair);
          Aead.wipe(pair);
          return open;
        });
  }

  private byte[] sealed(byte[] key, byte[] aad, byte[] plain) {
    byte[] sealed = aead.seal(key, aad, plain);
    Aead.wipe(key);
    return sealed;
  }

  private byte[] opened(byte[] key, byte[] aad, byte[] sealed) throws VestibuleException {
    try {
      return aead.open(key, aad, sealed);
    } finally {
      Aead.wipe(key);
    }
  }

  private static byte[] aad(Kind kind, UUID owner, String context) {
    byte[] name = context.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(DOMAIN.length + 2 + 2 * Long.BYTES + name.length)
        .put(DOMAIN)
        .put(Aead.VERSION)
        .put((byte) kind.ordinal())
        .putLong(owner.getMostSignificantBits())
        .putLong(owner.getLeastSignificantBits())
        .put(name)
        .array();
  }
}
