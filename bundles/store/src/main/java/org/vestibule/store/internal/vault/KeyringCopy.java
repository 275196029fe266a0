// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * A keyring with the sealed device key that opens it, in one file: {@code VSTKCOPY}, version (1
 * byte), both parts after their length (4), and SHA-256 of all that. Put in the place of {@code
 * store/keyring} it is taken apart at the next opening.
 *
 * @param keyring the bytes of {@link RingFile}
 * @param device the PKCS#12 file; empty where another guard holds the device key
 */
record KeyringCopy(byte[] keyring, byte[] device) {
  private static final byte[] MAGIC = "VSTKCOPY".getBytes(StandardCharsets.US_ASCII);
  private static final byte VERSION = 1;
  private static final int DIGEST = 32;

  byte[] bytes() {
    ByteBuffer all =
        ByteBuffer.allocate(
            MAGIC.length + 1 + 2 * Integer.BYTES + keyring.length + device.length + DIGEST);
    all.put(MAGIC).put(VERSION).putInt(keyring.length).put(keyring);
    all.putInt(device.length).put(device);
    byte[] digest = WrappedKey.sha256(Arrays.copyOf(all.array(), all.position()));
    return all.put(digest).array();
  }

  /**
   * Reads; empty when it is no copy.
   *
   * @throws VestibuleException {@code vault-broken} when it is one, and damaged
   */
  static Optional<KeyringCopy> read(byte[] bytes) throws VestibuleException {
    int compared = Math.min(bytes.length, MAGIC.length);
    if (compared < MAGIC.length || !Arrays.equals(bytes, 0, compared, MAGIC, 0, compared)) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(MAGIC.length);
    try {
      byte version = in.get();
      byte[] keyring = part(in);
      byte[] device = part(in);
      byte[] digest = new byte[DIGEST];
      int end = in.position();
      in.get(digest);
      boolean same = Arrays.equals(digest, WrappedKey.sha256(Arrays.copyOf(bytes, end)));
      if (same && !in.hasRemaining() && version == VERSION) {
        return Optional.of(new KeyringCopy(keyring, device));
      }
    } catch (BufferUnderflowException e) {
      throw damaged(e);
    }
    throw damaged(null);
  }

  /**
   * Brings the device key of a copy that lies in the keyring's place into its own, so that it can
   * be unlocked. A copy that is older than what this gateway knows brings nothing.
   *
   * @throws VestibuleException {@code vault-broken}
   */
  static void layOut(VaultFolder folder) throws VestibuleException {
    try {
      byte[] bytes = folder.keyring().exists() ? folder.keyring().read() : new byte[0];
      Optional<KeyringCopy> copy = read(bytes);
      if (copy.isEmpty()) {
        return;
      }
      long epoch = RingFile.read(copy.get().keyring).epoch();
      if (epoch < new RingMark(folder.mark()).epoch()) {
        throw Refusal.broken(
            "a copy of epoch " + epoch + ", which has ended",
            "Use the newest copy: whoever was erased since then stays erased.");
      }
      byte[] device = copy.get().device;
      boolean there = folder.device().exists() && Arrays.equals(folder.device().read(), device);
      if (device.length > 0 && !there) {
        folder.device().replace(device);
        folder.device().shredOld();
      }
    } catch (IOException e) {
      throw Refusal.storage("store/keyring", e);
    }
  }

  /**
   * Copies keyring and device key into a new file.
   *
   * @throws VestibuleException {@code copy-refused}, {@code storage-*}
   */
  static void write(VaultFolder folder, Path file) throws VestibuleException {
    Path target = file.toAbsolutePath().normalize();
    try {
      if (target.getParent() == null
          || target.getParent().toRealPath().startsWith(folder.data().toRealPath())
          || new OwnerFile(target).exists()) {
        throw new VestibuleException(
            "copy-refused",
            "copy of the keyring",
            "a file that is there, or a place in the data folder",
            "a new file outside the data folder",
            "Name a file on a medium that is kept elsewhere.");
      }
      byte[] device = folder.device().exists() ? folder.device().read() : new byte[0];
      new OwnerFile(target).create(new KeyringCopy(folder.keyring().read(), device).bytes());
    } catch (IOException e) {
      throw Refusal.storage("copy of the keyring", e);
    }
  }

  private static byte[] part(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] part = new byte[length];
    in.get(part);
    return part;
  }

  private static VestibuleException damaged(Exception cause) {
    return Refusal.broken("a copy that was damaged or cut", "Use another copy.", cause);
  }
}
