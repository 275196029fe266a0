// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.vestibule.audio.internal.recognise.Vocabulary;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** The real model store on the real runtime; tests are skipped where the packs were not fetched. */
final class RealModels implements AutoCloseable {
  private final OnnxRuntime runtime;
  private final PackStore store;

  private RealModels(Path packs) throws Exception {
    runtime = new OnnxRuntime();
    store = PackStore.open(packs, runtime);
  }

  static RealModels open() throws Exception {
    Path packs = folder("vestibule.packs", "models");
    Assumptions.assumeTrue(
        Files.exists(packs.resolve("silero-vad").resolve("silero_vad_v6.onnx"))
            && Files.exists(packs.resolve("moonshine-base").resolve(Vocabulary.FILE)),
        "run ./vestibule models first");
    return new RealModels(packs);
  }

  PackStore store() {
    return store;
  }

  /** The folder that {@code property} names, or the one of that name in the project's data. */
  static Path folder(String property, String name) {
    String given = System.getProperty(property);
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    Path at = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    while (at.getParent() != null && !Files.exists(at.resolve("features.xml"))) {
      at = at.getParent();
    }
    return at.resolve("data" + File.separator + name);
  }

  @Override
  public void close() {
    store.close();
    runtime.close();
  }
}
