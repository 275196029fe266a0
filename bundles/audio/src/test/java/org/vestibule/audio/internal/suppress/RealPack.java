// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The pack {@code rnnoise} as ./vestibule models lays it out. */
record RealPack(Path folder, byte[] module) {
  /** Where the network lies in this build; the manifest says so, and another test reads it. */
  static final int MODEL_ADDRESS = 92_484;

  static RealPack open() throws Exception {
    String given = System.getProperty("vestibule.packs", "");
    Path packs = given.isBlank() ? root().resolve("data/models") : Path.of(given);
    Path folder = packs.resolve("rnnoise");
    Assumptions.assumeTrue(
        Files.exists(folder.resolve(SuppressionModel.FILE)), "run ./vestibule models first");
    return new RealPack(folder, Files.readAllBytes(folder.resolve(SuppressionModel.FILE)));
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at.getParent() != null && !Files.exists(at.resolve("features.xml"))) {
      at = at.getParent();
    }
    return at;
  }

  Weights weights() throws Exception {
    return Weights.read("rnnoise@test", module, MODEL_ADDRESS);
  }
}
