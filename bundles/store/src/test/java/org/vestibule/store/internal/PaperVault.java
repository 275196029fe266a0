// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
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
import org.vestibule.store.internal.vault.SubjectVault;

/** Seals as the vault does, with keys in memory. */
public final class PaperVault implements SubjectVault {
  private static final UUID HOUSE = new UUID(0, 0);
  private static final int NONCE = 12;

  private final Fuse fuse;
  private final SecureRandom random = new SecureRandom();
  private final Map<UUID, byte[]> keys = new ConcurrentHashMap<>();
  private volatile boolean open = true;

  /** Starts open, with a key of the house. */
  public PaperVault(Fuse fuse) {
    this.fuse = fuse;
    keys.put(HOUSE, fresh());
  }

  /** Locks it, or opens it; nobody is told. */
  public void open(boolean now) {
    open = now;
  }

  /** Brings a key that was destroyed back, as an old copy of the keyring would. */
  public void bringBack(UUID subject) {
    keys.put(subject, fresh());
  }

  private byte[] fresh() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return key;
  }

  @Override
  public boolean open() {
    return open;
  }

  @Override
  public void createKey(UUID subject) throws VestibuleException {
    requireOpen();
    keys.putIfAbsent(subject, fresh());
  }

  @Override
  public boolean holdsKey(UUID subject) {
    return open && keys.containsKey(subject);
  }

  @Override
  public Map<UUID, String> destroyKeys(Collection<UUID> subjects) throws VestibuleException {
    requireOpen();
    fuse.touch();
    Map<UUID, String> destroyed = new HashMap<>();
    for (UUID subject : subjects) {
      byte[] key = keys.remove(subject);
      if (key != null) {
        destroyed.put(subject, sha256(key));
      }
    }
    fuse.touch();
    return destroyed;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] seal(UUID subject, String context, byte[] plain) throws VestibuleException {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, subject, context, nonce, plain);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  @Override
  public byte[] open(UUID subject, String context, byte[] sealed) throws VestibuleException {
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    byte[] rest = Arrays.copyOfRange(sealed, NONCE, sealed.length);
    return run(Cipher.DECRYPT_MODE, subject, context, nonce, rest);
  }

  private byte[] run(int mode, UUID subject, String context, byte[] nonce, byte[] bytes)
      throws VestibuleException {
    requireOpen();
    byte[] key = keys.get(subject);
    if (key == null) {
      throw refused("key-missing");
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD((subject + " " + context).getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw refused("seal-broken");
    }
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
    requireOpen();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(keys.get(HOUSE), "HmacSHA256"));
      mac.update(domain.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireOpen() throws VestibuleException {
    if (!open) {
      throw refused("vault-locked");
    }
  }

  private static VestibuleException refused(String code) {
    return new VestibuleException(code, "the vault", code, "-", "-");
  }
}
