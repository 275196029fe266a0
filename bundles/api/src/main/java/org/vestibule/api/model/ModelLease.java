// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.nio.file.Path;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The right to use the model that served its slot when the lease was taken. A swap never closes it
 * under a holder; the old model goes when its last lease returns. Close it, soon: hold it for one
 * request, not for ever. Thread-safe.
 */
@ProviderType
public interface ModelLease extends AutoCloseable {
  /** Returns what the pack says of itself. */
  ModelManifest manifest();

  /** See {@link LoadedModel#run}. */
  ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException;

  /** See {@link LoadedModel#tokenize}. */
  TokenSequence tokenize(String text, int maxTokens) throws ModelException;

  /**
   * Returns a file of the pack, listed in its manifest and checked by hash.
   *
   * @throws ModelException {@code model-missing} if the manifest does not list it
   */
  Path file(String name) throws ModelException;

  @Override
  void close();
}
