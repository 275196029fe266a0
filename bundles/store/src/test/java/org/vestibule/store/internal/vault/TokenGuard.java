// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;

/** A guard whose AES key lies in a PKCS#11 token and does not leave it (SunPKCS11). */
final class TokenGuard implements KeyGuard {
  private static final String ALIAS = "vestibule";
  private static final int NONCE = 12;

  private final Provider provider;
  private final char[] pin;
  private Key key;

  TokenGuard(Path configuration, char[] pin) {
    provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
    this.pin = pin;
  }

  @Override
  public String name() {
    return "pkcs11";
  }

  @Override
  public void unlock(Optional<char[]> passphrase) throws VestibuleException {
    try {
      KeyStore token = KeyStore.getInstance("PKCS11", provider);
      token.load(null, passphrase.orElse(pin));
      key = token.getKey(ALIAS, null);
      if (key == null) {
        KeyGenerator maker = KeyGenerator.getInstance("AES", provider);
        maker.init(256);
        SecretKey fresh = maker.generateKey();
        token.setEntry(ALIAS, new KeyStore.SecretKeyEntry(fresh), null);
        key = token.getKey(ALIAS, null);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw Refusal.deviceKey("passphrase-wrong", "the token refused", "its PIN", "Give it.");
    }
  }

  @Override
  public void lock() {
    key = null;
  }

  @Override
  public byte[] wrap(byte[] secret, String context) throws VestibuleException {
    byte[] nonce = Aead.random(NONCE);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, context, secret);
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  @Override
  public byte[] unwrap(byte[] wrapped, String context) throws VestibuleException {
    byte[] sealed = Arrays.copyOfRange(wrapped, NONCE, wrapped.length);
    return crypt(Cipher.DECRYPT_MODE, Arrays.copyOf(wrapped, NONCE), context, sealed);
  }

  private byte[] crypt(int mode, byte[] nonce, String context, byte[] bytes)
      throws VestibuleException {
    if (key == null) {
      throw Refusal.locked();
    }
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw Refusal.sealBroken(e);
    }
  }
}
