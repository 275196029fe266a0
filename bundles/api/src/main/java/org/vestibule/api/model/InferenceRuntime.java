// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Loads networks. Provided by the one bundle that holds native libraries; used by {@code models}.
 */
@ProviderType
public interface InferenceRuntime {
  /** Returns engine and version, for example {@code "ONNX Runtime 1.28.0 by DJL 0.38.0"}. */
  String engine();

  /**
   * Loads all networks of a pack and compares their inputs and outputs with the manifest.
   *
   * @param folder the pack's folder, hashes already checked
   * @throws ModelException {@code model-signature-mismatch}, {@code model-run-failed} or {@code
   *     native-missing}
   */
  LoadedModel load(ModelManifest manifest, Path folder) throws ModelException;
}
