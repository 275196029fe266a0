// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/** Whatever lies in the place of the device key opens, or is refused; nothing else happens. */
class DeviceFileFuzzTest {
  @TempDir static Path data;

  @FuzzTest
  void device(byte[] bytes) throws IOException {
    OwnerFile file = new VaultFolder(data).device();
    Files.createDirectories(file.path().getParent());
    Files.write(file.path(), bytes);
    Pkcs12Guard guard =
        new Pkcs12Guard(
            VaultFolder.PASSPHRASE,
            1,
            new DeviceFile(file),
            (passphrase, first) -> "a passphrase".toCharArray());
    try {
      guard.unlock(Optional.empty());
      guard.wrap(new byte[Aead.KEY], "fuzz");
      guard.lock();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn("device-key-missing", "passphrase-wrong");
    }
  }
}
