// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vestibule.api.VestibuleException;

/** Seals truly, with keys that live in memory. */
public final class FakeVault implements SubjectVault {
  private static final int NONCE = 12;
  private static final UUID HOUSE = new UUID(0, 0);

  private final SecureRandom random = new SecureRandom();
  private final Map<UUID, byte[]> keys = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  /** Opens, with a key for the house. */
  public FakeVault() {
    keys.put(HOUSE, key());
  }

  /** Locks or opens it. */
  public void open(boolean now) {
    open = now;
  }

  @Override
  public boolean open() {
    return open;
  }

  @Override
  public void createKey(UUID subject) throws VestibuleException {
    demandOpen();
    keys.putIfAbsent(subject, key());
  }

  @Override
  public boolean holdsKey(UUID subject) {
    return open && keys.containsKey(subject);
  }

  @Override
  public Map<UUID, String> destroyKeys(Collection<UUID> subjects) throws VestibuleException {
    demandOpen();
    Map<UUID, String> digests = new HashMap<>();
    for (UUID subject : subjects) {
      byte[] key = keys.remove(subject);
      if (key != null) {
        digests.put(subject, digest(key));
      }
    }
    return digests;
  }

  @Override
  public byte[] seal(UUID subject, String context, byte[] plain) throws VestibuleException {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, subject, context, nonce, plain, 0);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  @Override
  public byte[] open(UUID subject, String context, byte[] sealed) throws VestibuleException {
    byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE);
    return crypt(Cipher.DECRYPT_MODE, subject, context, nonce, sealed, NONCE);
  }

  @Override
  public byte[] sealForHouse(String context, byte[] plain) throws VestibuleException {
    return seal(HOUSE, context, plain);
  }

  @Override
  public byte[] openForHouse(String context, byte[] sealed) throws VestibuleException {
    return open(HOUSE, context, sealed);
  }

  @Override
  public byte[] index(String domain, byte[] value) throws VestibuleException {
    demandOpen();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.get(HOUSE), "HmacSHA256"));
      mac.update((domain + "\n").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] crypt(
      int mode, UUID subject, String context, byte[] nonce, byte[] input, int offset)
      throws VestibuleException {
    demandOpen();
    byte[] key = keys.get(subject);
    if (key == null) {
      throw failed("key-missing", "no key");
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD((subject + ":" + context).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input, offset, input.length - offset);
    } catch (GeneralSecurityException e) {
      throw failed("seal-broken", "a seal that does not open");
    }
  }

  private void demandOpen() throws VestibuleException {
    if (!open) {
      throw failed("vault-locked", "a locked vault");
    }
  }

  private byte[] key() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return key;
  }

  private static String digest(byte[] key) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static VestibuleException failed(String code, String found) {
    return new VestibuleException(code, "vault", found, "an open vault with that key", "Open it");
  }
}
