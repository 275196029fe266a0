// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.KeyGuard;

/**
 * Device keys in {@link DeviceFile}, numbered, each entry named after the guard that seals it:
 * {@code key-file-3}. Keys of two guards may lie in the file side by side while the device key
 * moves from one to the other. Thread-safe.
 */
final class Pkcs12Guard implements KeyGuard {
  /** Where the secret comes from that seals the entries. */
  interface Source {
    /**
     * Returns the secret; whoever called overwrites it.
     *
     * @param first whether no key is sealed with it yet
     */
    char[] secret(Optional<char[]> passphrase, boolean first) throws VestibuleException;
  }

  private static final Pattern ENTRY = Pattern.compile("[a-z-]+-[0-9]{1,18}");

  private final String name;
  private final int iterations;
  private final DeviceFile file;
  private final Source source;
  private final Aead aead = new Aead();
  private final TreeMap<Long, byte[]> keys = new TreeMap<>();
  private char[] secret;

  /**
   * @param iterations of PBKDF2; the secret of a key file needs few, as nobody guesses 256 bits
   */
  Pkcs12Guard(String name, int iterations, DeviceFile file, Source source) {
    this.name = name;
    this.iterations = iterations;
    this.file = file;
    this.source = source;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized void unlock(Optional<char[]> passphrase) throws VestibuleException {
    lock();
    try {
      long last = 0;
      TreeMap<Long, String> own = new TreeMap<>();
      for (String entry : file.names()) {
        if (!ENTRY.matcher(entry).matches()) {
          continue;
        }
        long number = Long.parseLong(entry.substring(entry.lastIndexOf('-') + 1));
        last = Math.max(last, number);
        if (entry.equals(entry(number))) {
          own.put(number, entry);
        }
      }
      secret = source.secret(passphrase, own.isEmpty());
      for (Map.Entry<Long, String> entry : own.entrySet()) {
        keys.put(entry.getKey(), file.key(entry.getValue(), secret));
      }
      if (own.isEmpty()) {
        make(last + 1);
      }
    } catch (VestibuleException e) {
      lock();
      throw e;
    }
  }

  @Override
  public synchronized void lock() {
    keys.values().forEach(Aead::wipe);
    keys.clear();
    if (secret != null) {
      Arrays.fill(secret, '\0');
      secret = null;
    }
  }

  @Override
  public synchronized byte[] wrap(byte[] key, String context) throws VestibuleException {
    long number = newest();
    byte[] sealed = aead.seal(keys.get(number), aad(number, context), key);
    return ByteBuffer.allocate(Long.BYTES + sealed.length).putLong(number).put(sealed).array();
  }

  @Override
  public synchronized byte[] unwrap(byte[] wrapped, String context) throws VestibuleException {
    newest();
    long number = number(wrapped);
    byte[] key = keys.get(number);
    if (key == null) {
      throw Refusal.deviceKey(
          "device-key-missing",
          "no key number " + number + " of " + name + " in secrets/device.p12",
          "the device key that wrapped the keyring",
          "Put keyring, device.p12 and key file of one time back, or a copy of the keyring.");
    }
    byte[] sealed = Arrays.copyOfRange(wrapped, Long.BYTES, wrapped.length);
    return aead.open(key, aad(number, context), sealed);
  }

  @Override
  public synchronized boolean renew() throws VestibuleException {
    make(newest() + 1);
    return true;
  }

  @Override
  public synchronized void keepOnly(byte[] wrapped) throws VestibuleException {
    newest();
    long number = number(wrapped);
    file.keepOnly(entry(number)::equals);
    keys.forEach((other, key) -> Aead.wipe(other == number ? null : key));
    keys.keySet().removeIf(other -> other != number);
  }

  private void make(long number) throws VestibuleException {
    byte[] fresh = Aead.random(Aead.KEY);
    file.put(entry(number), fresh, secret, iterations);
    keys.put(number, fresh);
  }

  private long newest() throws VestibuleException {
    if (keys.isEmpty()) {
      throw Refusal.locked();
    }
    return keys.lastKey();
  }

  private static long number(byte[] wrapped) throws VestibuleException {
    if (wrapped.length < Long.BYTES) {
      throw Refusal.sealBroken(null);
    }
    return ByteBuffer.wrap(wrapped).getLong();
  }

  private String entry(long number) {
    return name + "-" + number;
  }

  private byte[] aad(long number, String context) {
    return ("vestibule device key " + entry(number) + "\n" + context)
        .getBytes(StandardCharsets.UTF_8);
  }
}
