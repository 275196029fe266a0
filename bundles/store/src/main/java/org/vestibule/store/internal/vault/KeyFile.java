// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.vestibule.api.VestibuleException;

/**
 * A random secret of 256 bits in a file outside the data folder, so that whoever takes the folder
 * opens nothing: base64url without padding, one line.
 *
 * @param path where it lies
 * @param data the data folder, in which it must not lie
 * @param allowInside whether it may nevertheless
 */
record KeyFile(Path path, Path data, boolean allowInside) {
  private static final int SECRET = 32;
  private static final int CHARACTERS = 43;

  /**
   * Reads the secret; whoever called overwrites it.
   *
   * @param make whether it is made where there is none
   * @throws VestibuleException {@code device-key-missing}, {@code device-key-exposed}, {@code
   *     device-key-inside}, {@code storage-*}
   */
  char[] secret(boolean make) throws VestibuleException {
    OwnerFile file = new OwnerFile(path.toAbsolutePath());
    try {
      checkPlace(file.path().getParent());
      if (!file.exists()) {
        if (!make) {
          throw refused("device-key-missing", "no such file", "Bring the key file back.");
        }
        byte[] fresh = Aead.random(SECRET);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(fresh);
        file.create(text);
        Aead.wipe(fresh);
        Aead.wipe(text);
      }
      if (!file.ownersOnly()) {
        throw refused(
            "device-key-exposed", "others may read it", "Run chmod 600 " + file.path() + ".");
      }
      return read(file);
    } catch (IOException e) {
      throw Refusal.storage("key file " + path, e);
    }
  }

  private char[] read(OwnerFile file) throws IOException, VestibuleException {
    byte[] text = file.read();
    CharBuffer characters = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(text));
    try {
      int end = text.length;
      while (end > 0 && text[end - 1] <= ' ') {
        end--;
      }
      if (end != CHARACTERS) {
        throw refused("device-key-missing", "another form", "Bring this gateway's key file back.");
      }
      return Arrays.copyOf(characters.array(), end);
    } finally {
      Aead.wipe(text);
      Arrays.fill(characters.array(), '\0');
    }
  }

  private void checkPlace(Path folder) throws IOException, VestibuleException {
    if (!Files.isDirectory(folder)) {
      throw refused("device-key-missing", "no folder " + folder, "Make the folder, or mount it.");
    }
    if (!allowInside
        && Files.isDirectory(data)
        && folder.toRealPath().startsWith(data.toRealPath())) {
      throw refused(
          "device-key-inside",
          "it lies in the data folder, so that a copy of the folder opens itself",
          "Set VESTIBULE_KEY to a place outside, or allowKeyInside = true.");
    }
  }

  private VestibuleException refused(String code, String found, String remedy) {
    return Refusal.deviceKey(
        code, "key file " + path + ": " + found, "a file of 43 characters, mode 600", remedy);
  }
}
