// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelStore;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** Some packs, opened as the gateway opens them, in a folder of links to those alone. */
final class Packs implements AutoCloseable {
  private final Path links;
  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;

  /**
   * Opens packs.
   *
   * @param packs the folder of packs
   * @param names at most one for a slot
   */
  Packs(Path packs, List<String> names) throws ModelException, IOException {
    links = Files.createTempDirectory("vestibule-commands-");
    PackStore opened = null;
    try {
      for (String name : names) {
        Files.createSymbolicLink(links.resolve(name), packs.resolve(name).toAbsolutePath());
      }
      opened = PackStore.open(links, runtime);
    } finally {
      if (opened == null) {
        deleteLinks();
      }
    }
    store = opened;
  }

  /** Lets a pack serve that is not the first choice for its slot. */
  void activate(String name) throws ModelException {
    store.activate(name, "evaluation");
  }

  ModelStore store() {
    return store;
  }

  @Override
  public void close() throws IOException {
    store.close();
    runtime.close();
    deleteLinks();
  }

  private void deleteLinks() throws IOException {
    try (Stream<Path> children = Files.list(links)) {
      for (Path link : children.toList()) {
        Files.delete(link);
      }
    }
    Files.delete(links);
  }
}
