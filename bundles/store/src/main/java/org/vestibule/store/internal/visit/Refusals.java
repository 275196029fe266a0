// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** Stories that are not kept. */
final class Refusals {
  private static final int MOST_NAMES = 500;

  private Refusals() {}

  /** Refuses the story of a visit that goes on. */
  static void demandOver(VisitStory story) throws VestibuleException {
    if (story.closedAt().isEmpty()) {
      throw new VestibuleException(
          "visit-open", "visit " + story.id(), "it is open", "a visit that is over", "Wait for it");
    }
  }

  /** Refuses a story with more people, names or pictures than there is room for. */
  static void demandFew(VisitStory story, List<Named> named, List<VisitPicture> pictures)
      throws VestibuleException {
    if (pictures.size() > VisitJournal.MOST_PICTURES) {
      throw new VestibuleException(
          "too-many-pictures",
          "visit " + story.id(),
          pictures.size() + " pictures",
          "at most " + VisitJournal.MOST_PICTURES,
          "Keep it with fewer");
    }
    int names = named.stream().mapToInt(each -> each.names().size()).sum();
    if (named.size() > VisitJournal.MOST_NAMED || names > MOST_NAMES) {
      throw new VestibuleException(
          "too-many-named",
          "visit " + story.id(),
          named.size() + " people with " + names + " names",
          "at most " + VisitJournal.MOST_NAMED + " with " + MOST_NAMES,
          "Keep it with fewer");
    }
  }
}
