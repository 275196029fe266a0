// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** A store with one embedding model that nobody runs. */
final class OneModelStore implements ModelStore {
  final AtomicInteger leases = new AtomicInteger();
  final String space;
  volatile double threshold;

  /** The pack's cohort; null for none. */
  volatile Path cohort;

  OneModelStore(String space, double threshold) {
    this.space = space;
    this.threshold = threshold;
  }

  @Override
  public ModelLease lease(String slot) {
    leases.incrementAndGet();
    return new ModelLease() {
      @Override
      public ModelManifest manifest() {
        return new ModelManifest(
            "one",
            "1",
            1,
            Instant.MAX,
            slot,
            "",
            "arcface",
            List.of(),
            "",
            "",
            "",
            space,
            List.of(),
            Optional.empty(),
            List.of(),
            Map.of("threshold", threshold));
      }

      @Override
      public Path file(String name) throws ModelException {
        if (cohort == null || !name.equals("cohort")) {
          throw new ModelException("model-missing", name, "nothing", "a file", "List it.");
        }
        return cohort;
      }

      @Override
      public ModelRun run(String network, Map<String, Tensor> inputs) {
        throw new UnsupportedOperationException();
      }

      @Override
      public TokenSequence tokenize(String text, int maxTokens) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        leases.decrementAndGet();
      }
    };
  }
}
