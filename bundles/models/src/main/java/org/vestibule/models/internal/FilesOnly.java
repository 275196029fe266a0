// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.Map;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** A pack without networks and tokenizer: its holder reads its files, no runtime is needed. */
record FilesOnly(String id) implements LoadedModel {
  @Override
  public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
    throw new ModelException(
        "model-input-invalid",
        "model pack " + id,
        "a run of network '" + network + "'",
        "no run: this pack has no networks",
        "Read its files instead.");
  }

  @Override
  public TokenSequence tokenize(String text, int maxTokens) throws ModelException {
    throw new ModelException(
        "model-manifest-invalid",
        "model pack " + id,
        "no tokenizer",
        "a pack with a tokenizer",
        "Use the pack of slot sentence.");
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
