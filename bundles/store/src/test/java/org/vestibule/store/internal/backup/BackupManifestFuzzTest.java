// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** The manifest of a backup is read as it was written, or refused in words. */
class BackupManifestFuzzTest {
  @FuzzTest
  void manifest(byte[] bytes) throws IOException {
    Manifest manifest;
    try {
      manifest = Manifest.read(bytes);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    assertThat(Manifest.read(manifest.bytes())).isEqualTo(manifest);
  }
}
