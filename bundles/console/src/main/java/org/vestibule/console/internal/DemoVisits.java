// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitStory;

/**
 * Puts the invented visits into the journal and takes them out. Nothing else hears of them: no
 * event is published and no audit written, so nobody is told, and no figure counts one.
 */
final class DemoVisits {
  private final House house;

  DemoVisits(House house) {
    this.house = house;
  }

  private VisitJournal journal() throws Problem {
    return House.need(house.journal, "visit journal");
  }

  /** Returns the first of these that is in the journal, whoever made it. */
  Optional<String> any(List<String> ids) throws VestibuleException {
    for (String id : ids) {
      if (journal().find(new VisitId(id)).isPresent()) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }

  /** Keeps all of them, without a picture, a name and a word; a site that keeps no visits none. */
  void keep() throws VestibuleException {
    for (VisitStory story : DemoStories.before(Instant.now())) {
      journal().keep(story, List.of());
    }
  }

  /** Forgets those of these that are there. */
  void forget(List<String> ids) throws VestibuleException {
    if (!ids.isEmpty()) {
      Set<VisitId> visits = ids.stream().map(VisitId::new).collect(Collectors.toSet());
      journal().forget(visits);
    }
  }
}
