// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.Map;
import org.vestibule.api.model.ModelException;

/** What people order, on the store's worker: a refusal is audited too. */
final class Orders {
  private final Journal journal;
  private final Progress progress;

  Orders(Journal journal, Progress progress) {
    this.journal = journal;
    this.progress = progress;
  }

  /** What a person wants. */
  interface Order<T> {
    T carriedOut(Workshop shop) throws ModelException;
  }

  /**
   * Does it.
   *
   * @param input what it is about, for people
   * @param who who wants it
   */
  <T> T carryOut(Workshop shop, String input, String who, Order<T> order) throws ModelException {
    try {
      return order.carriedOut(shop);
    } catch (ModelException e) {
      if (!e.code().equals("audit-unwritable")) {
        journal.note(
            who,
            "model-refused",
            Map.of("input", input, "code", e.code(), "reason", e.getMessage()));
      }
      throw e;
    } finally {
      progress.end();
    }
  }
}
