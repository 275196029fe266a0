// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;

/** A manifest and a list of signers are read, or refused by name; nothing else happens. */
class ManifestFuzzTest {
  @TempDir static Path folder;

  @FuzzTest
  void manifest(byte[] bytes) throws IOException {
    Path pack = Files.createDirectories(folder.resolve("silero-vad"));
    Files.write(pack.resolve("model.json"), bytes);
    try {
      new ManifestReader().read(pack);
    } catch (ModelException refused) {
      // What a person can act on.
    }
  }
}
