// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The networks of one pack in memory, shared by all threads. Owned by {@code models}. */
@ProviderType
public interface LoadedModel extends AutoCloseable {
  /**
   * Runs a network.
   *
   * @param network the network's name in the manifest
   * @param inputs by input name; each input of the manifest exactly once
   * @throws ModelException {@code model-input-invalid} (missing, unknown, wrong type, wrong shape,
   *     not finite) or {@code model-run-failed}
   */
  ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException;

  /**
   * Tokenises text with the pack's tokenizer, without padding.
   *
   * @throws ModelException {@code model-manifest-invalid} if the pack has no tokenizer
   */
  TokenSequence tokenize(String text, int maxTokens) throws ModelException;

  @Override
  void close();
}
