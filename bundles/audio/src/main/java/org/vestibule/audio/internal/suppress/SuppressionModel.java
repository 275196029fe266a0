// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;

/**
 * The weights of the pack that serves the slot {@code noise-suppression}. They are read once for a
 * pack and lie on the heap, so the lease goes back at once and a stream keeps what it began with.
 * Thread-safe.
 */
final class SuppressionModel {
  /** The file of the pack. */
  static final String FILE = "rnnoise.wasm";

  private static final String ADDRESS = "modelAddress";

  private volatile Served last;

  /**
   * What serves now.
   *
   * @param id the pack's
   * @param file where its weights came from
   * @param weights shared by all streams
   */
  record Served(String id, Path file, Weights weights) {}

  /**
   * Returns what serves now.
   *
   * @param store {@code null} when there is none
   * @throws ModelException {@code model-missing}, or {@code model-manifest-invalid} when the pack
   *     is none of this family
   */
  Served serving(ModelStore store) throws ModelException {
    if (store == null) {
      throw new ModelException(
          "model-missing",
          "noise suppression",
          "no model store",
          "the bundle models, started",
          "Install the feature vestibule-models.");
    }
    try (ModelLease lease = store.lease(ModelSlots.NOISE_SUPPRESSION)) {
      Path file = lease.file(FILE);
      Served known = last;
      if (known == null
          || !known.id().equals(lease.manifest().id())
          || !known.file().equals(file)) {
        known = read(lease.manifest(), file);
        last = known;
      }
      return known;
    }
  }

  private static Served read(ModelManifest manifest, Path file) throws ModelException {
    String id = manifest.id();
    if (!manifest.family().equals(Weights.FAMILY)) {
      throw WasmMemory.invalid(id, "family " + manifest.family());
    }
    try {
      int address = (int) manifest.parameter(ADDRESS);
      return new Served(id, file, Weights.read(id, Files.readAllBytes(file), address));
    } catch (IOException e) {
      throw new ModelException(
          "model-missing",
          "weights of model pack " + id,
          "a file that cannot be read",
          FILE,
          "Fetch the pack again.",
          e);
    }
  }
}
