// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Optional;
import org.vestibule.core.internal.CoreKey;

/** Searches everybody who is enrolled; the bell waits a moment for that. On the visit's thread. */
final class Search {
  private final Visit visit;
  private final Sight sight;
  private final Claims claims;
  private final Runnable waited;
  private boolean bellWaits;

  /**
   * @param waited told when the bell has waited long enough
   */
  Search(Visit visit, Sight sight, Claims claims, Runnable waited) {
    this.visit = visit;
    this.sight = sight;
    this.claims = claims;
    this.waited = waited;
  }

  /** Begins, where the site does that. */
  boolean begin() {
    boolean may =
        visit.info.video()
            && visit.desk.rooms().identifier.expected(visit.settings.millis(CoreKey.REPLACEMENT))
            && !claims.blocked();
    if (!may || !sight.begin(Optional.empty())) {
      return false;
    }
    bellWaits = true;
    visit.after(visit.settings.millis(CoreKey.IDENTIFY), this::waitedEnough);
    return true;
  }

  private void waitedEnough() {
    if (bellWaits) {
      bellWaits = false;
      waited.run();
    }
  }

  /** Returns whether the bell waits. */
  boolean bellWaits() {
    return bellWaits;
  }

  /** There is nothing to wait for any more. */
  void end() {
    bellWaits = false;
  }
}
