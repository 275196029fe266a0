// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import java.nio.file.Path;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;

/**
 * Sorts with the models that serve at this moment. Both are leased for one utterance, so that a
 * swap never mixes an encoder with a head that was trained for another one. Thread-safe.
 */
public final class ServedHead {
  private static final String FAMILY = "softmax-head";

  private volatile Parsed last;

  private record Parsed(String id, Path file, Head head) {}

  /**
   * Sorts one utterance.
   *
   * @param site the site's bounds, 0 where the pack's hold
   * @throws ModelException {@code model-*} when no pair of encoder and head serves
   */
  public Triage sort(ModelStore store, Utterance utterance, Thresholds site) throws ModelException {
    try (ModelLease encoder = store.lease(ModelSlots.SENTENCE);
        ModelLease trained = store.lease(ModelSlots.VISITOR_INTENT)) {
      Head head = head(trained);
      String model = trained.manifest().id();
      if (!head.encoder().equals(encoder.manifest().id())) {
        throw mismatch(model, "trained for " + head.encoder(), encoder.manifest().id());
      }
      float[] embedding = SentenceEmbedding.of(encoder, utterance.asked());
      if (embedding.length != head.dimensions()) {
        throw mismatch(
            model,
            "weights for " + head.dimensions() + " numbers",
            embedding.length + " numbers of " + encoder.manifest().id());
      }
      return Sorter.byHead(head, head.scores(embedding), site.over(head.thresholds()), model);
    }
  }

  /** A head is parsed once; its id names its contents, since the trainer puts their hash in it. */
  private Head head(ModelLease trained) throws ModelException {
    String id = trained.manifest().id();
    if (!trained.manifest().family().equals(FAMILY)) {
      throw mismatch(id, "family " + trained.manifest().family(), "family " + FAMILY);
    }
    Path file = trained.file(HeadFile.HEAD);
    Parsed known = last;
    if (known == null || !known.id().equals(id) || !known.file().equals(file)) {
      known = new Parsed(id, file, HeadFile.read(id, file, trained.file(HeadFile.EXAMPLES)));
      last = known;
    }
    return known.head();
  }

  private static ModelException mismatch(String head, String found, String allowed) {
    return new ModelException(
        "model-signature-mismatch",
        "model pack " + head,
        found,
        allowed,
        "Train the head for the encoder that serves: ./vestibule models, or vestibule:triage-train"
            + " where this site taught; or activate the other encoder.");
  }
}
