// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.models.internal.pack.MachineMemory;
import org.vestibule.models.internal.pack.MemoryBound;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.SelfTestRun;

/** Loads a pack and lets it show that it runs before anybody depends on it. */
final class PackLoader {
  private PackLoader() {}

  /**
   * Checks the hashes, loads the networks and lets them pass the self-test.
   *
   * @param runtime {@code null} when none is there; a pack of files only needs none
   * @throws ModelException why it cannot serve; nothing stays loaded
   */
  static LoadedModel load(Pack pack, InferenceRuntime runtime) throws ModelException {
    return load(pack, runtime, MachineMemory.LINUX);
  }

  /** As above, on a machine with other memory. */
  static LoadedModel load(Pack pack, InferenceRuntime runtime, MachineMemory memory)
      throws ModelException {
    ModelManifest manifest = pack.manifest();
    pack.check();
    if (manifest.networks().isEmpty() && manifest.tokenizer().isEmpty()) {
      return new FilesOnly(manifest.id());
    }
    if (runtime == null) {
      throw new ModelException(
          "native-missing",
          "model pack " + manifest.id(),
          "no inference runtime",
          "an inference runtime",
          "Install the feature vestibule-runtime-onnx.");
    }
    MemoryBound bound = new MemoryBound(pack, memory);
    LoadedModel model = open(pack, runtime);
    try {
      SelfTestRun.of(pack, model);
      bound.check();
      return model;
    } catch (ModelException e) {
      model.close();
      throw e;
    } catch (RuntimeException | LinkageError e) {
      model.close();
      throw failed(manifest, e);
    }
  }

  private static LoadedModel open(Pack pack, InferenceRuntime runtime) throws ModelException {
    try {
      return runtime.load(pack.manifest(), pack.folder());
    } catch (RuntimeException | LinkageError e) {
      throw failed(pack.manifest(), e);
    }
  }

  /** A pack is foreign and its runtime native: whatever it throws is the pack's problem alone. */
  private static ModelException failed(ModelManifest manifest, Throwable cause) {
    return new ModelException(
        "model-run-failed",
        "model pack " + manifest.id(),
        "it failed while it was loaded (" + cause.getClass().getSimpleName() + ")",
        "a pack that loads and runs",
        "The log has the cause; fetch the pack again, or serve another one.",
        cause);
  }
}
