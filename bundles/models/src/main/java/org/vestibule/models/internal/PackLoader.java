// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;
import org.vestibule.models.internal.pack.Pack;

/** Loads a pack and lets it show that it runs before anybody depends on it. */
final class PackLoader {
  private PackLoader() {}

  /**
   * Checks the hashes, loads the networks and runs each once on the trial inputs.
   *
   * @param runtime {@code null} when none is there; a pack of files only needs none
   * @throws ModelException why it cannot serve; nothing stays loaded
   */
  static LoadedModel load(Pack pack, InferenceRuntime runtime) throws ModelException {
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
    LoadedModel model = open(pack, runtime);
    try {
      for (NetworkSpec network : manifest.networks()) {
        tryOut(pack, model, network);
      }
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

  private static void tryOut(Pack pack, LoadedModel model, NetworkSpec network)
      throws ModelException {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    pack.trials().get(network.name()).forEach((name, trial) -> inputs.put(name, trial.tensor()));
    try (ModelRun run = model.run(network.name(), inputs)) {
      for (TensorSpec output : network.outputs()) {
        if (output.type() == ElementType.FLOAT32) {
          run.floats(output.name());
        }
      }
    }
  }
}
