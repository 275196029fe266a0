// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/**
 * Whatever lies in the keyring's place is opened whole, or named as broken. The seeds were wrapped
 * by this guard, so that what a changed one breaks is its own place and not the first line only.
 */
class KeyringFuzzTest {
  static final MemoryGuard GUARD = new MemoryGuard("token", new Aead(), new byte[Aead.KEY]);

  @TempDir static Path data;

  @FuzzTest
  void keyring(byte[] bytes) throws IOException {
    VaultFolder folder = new VaultFolder(data);
    Files.createDirectories(folder.keyring().path().getParent());
    Files.write(folder.keyring().path(), bytes);
    Files.deleteIfExists(folder.mark().path());
    try {
      assertThat(folder.holder().orElseThrow()).isNotNull();
      KeyringCopy.layOut(folder);
      Ring ring = new RingReader(folder, new RingMark(folder.mark()), new Aead()).read(GUARD);
      assertThat(folder.keyring().read()).isEqualTo(RingFile.bytes(ring.header, ring.keys()));
      assertThat(ring.of(WrappedKey.Kind.HOUSE)).hasSize(Aead.KEY);
      ring.wipe();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("vault-broken");
    }
  }
}
