// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableEntryException;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.vestibule.api.VestibuleException;

/**
 * The device keys in a PKCS#12 file (RFC 7292), each sealed for itself by PBES2 with HMAC-SHA256
 * and AES-256 (RFC 8018). The file has no password of its own: its MAC would be a second, cheaper
 * way to try passphrases. Not thread-safe.
 */
final class DeviceFile {
  private static final String PBE = "PBEWithHmacSHA256AndAES_256";
  private static final int SALT = 16;

  private final OwnerFile file;

  DeviceFile(OwnerFile file) {
    this.file = file;
  }

  /** Returns the names of all keys. */
  List<String> names() throws VestibuleException {
    try {
      return Collections.list(loaded().aliases());
    } catch (GeneralSecurityException e) {
      throw broken(e);
    }
  }

  /**
   * Returns a key; whoever called overwrites it.
   *
   * @throws VestibuleException {@code passphrase-wrong}, {@code device-key-missing}, {@code
   *     storage-failed}
   */
  byte[] key(String name, char[] secret) throws VestibuleException {
    KeyStore.PasswordProtection by = new KeyStore.PasswordProtection(secret);
    try {
      if (loaded().getEntry(name, by) instanceof KeyStore.SecretKeyEntry entry) {
        return entry.getSecretKey().getEncoded();
      }
      throw broken(null);
    } catch (UnrecoverableEntryException e) {
      throw Refusal.deviceKey(
          "passphrase-wrong",
          "it does not open",
          "the passphrase or the key file that sealed it",
          "Try again, or bring the key file of this gateway back.");
    } catch (GeneralSecurityException e) {
      throw broken(e);
    } finally {
      destroy(by);
    }
  }

  /** Adds a key. */
  void put(String name, byte[] key, char[] secret, int iterations) throws VestibuleException {
    KeyStore.PasswordProtection by =
        new KeyStore.PasswordProtection(
            secret, PBE, new PBEParameterSpec(Aead.random(SALT), iterations));
    try {
      KeyStore store = loaded();
      SecretKey entry = new SecretKeySpec(key, "AES");
      store.setEntry(name, new KeyStore.SecretKeyEntry(entry), by);
      write(store);
    } catch (GeneralSecurityException e) {
      throw broken(e);
    } finally {
      destroy(by);
    }
  }

  /** Removes every key whose name is not wanted, and overwrites the file that held them. */
  void keepOnly(Predicate<String> wanted) throws VestibuleException {
    try {
      KeyStore store = loaded();
      boolean changed = false;
      for (String name : names()) {
        if (!wanted.test(name)) {
          store.deleteEntry(name);
          changed = true;
        }
      }
      if (changed) {
        write(store);
      }
      file.shredOld();
    } catch (GeneralSecurityException e) {
      throw broken(e);
    } catch (IOException e) {
      throw Refusal.storage("secrets/device.p12", e);
    }
  }

  private KeyStore loaded() throws VestibuleException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file.exists() ? new ByteArrayInputStream(file.read()) : null, null);
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw broken(e);
    }
  }

  private void write(KeyStore store) throws VestibuleException, GeneralSecurityException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      store.store(bytes, null);
    } catch (IOException e) {
      // No disk is part of this: what was read holds something that cannot be written.
      throw broken(e);
    }
    try {
      file.replace(bytes.toByteArray());
    } catch (IOException e) {
      throw Refusal.storage("secrets/device.p12", e);
    }
  }

  private static void destroy(KeyStore.PasswordProtection by) {
    try {
      by.destroy();
    } catch (javax.security.auth.DestroyFailedException e) {
      throw new IllegalStateException("a password that cannot be overwritten", e);
    }
  }

  private static VestibuleException broken(Exception cause) {
    return new VestibuleException(
        "device-key-missing",
        "secrets/device.p12 in the data folder",
        cause == null
            ? "an entry is no secret key"
            : "it cannot be read (" + cause.getClass().getSimpleName() + ")",
        "the PKCS#12 file that this gateway wrote",
        "Put a copy of the keyring in the place of store/keyring; it brings the file along.",
        cause);
  }
}
