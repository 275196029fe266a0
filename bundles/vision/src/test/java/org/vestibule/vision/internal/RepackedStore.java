// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/**
 * A store after a swap of the embedding: the same weights with the colours in another order, which
 * is another space. The pack of before is the companion.
 */
record RepackedStore(ModelStore before) implements ModelStore {
  private static final String SPACE = "repacked";

  @Override
  public ModelLease lease(String slot) throws ModelException {
    ModelLease lease = before.lease(slot);
    return slot.equals(ModelSlots.FACE_EMBEDDING) ? new Repacked(lease) : lease;
  }

  @Override
  public Optional<ModelLease> companion(String slot, String space) {
    try {
      ModelLease lease = before.lease(slot);
      if (lease.manifest().space().equals(space)) {
        return Optional.of(lease);
      }
      lease.close();
      return Optional.empty();
    } catch (ModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Repacked(ModelLease lease) implements ModelLease {
    @Override
    public ModelManifest manifest() {
      ModelManifest own = lease.manifest();
      Map<String, Double> parameters = new HashMap<>(own.parameters());
      parameters.compute("bgr", (key, value) -> 1 - value);
      return new ModelManifest(
          own.name(),
          "repacked",
          own.release(),
          own.expires(),
          own.slot(),
          own.task(),
          own.family(),
          own.languages(),
          own.licence(),
          own.commercialUse(),
          own.notice(),
          SPACE,
          own.networks(),
          own.tokenizer(),
          own.labels(),
          parameters);
    }

    @Override
    public ModelRun run(String network, Map<String, Tensor> inputs) throws ModelException {
      return lease.run(network, inputs);
    }

    @Override
    public TokenSequence tokenize(String text, int maxTokens) throws ModelException {
      return lease.tokenize(text, maxTokens);
    }

    @Override
    public Path file(String name) throws ModelException {
      return lease.file(name);
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
