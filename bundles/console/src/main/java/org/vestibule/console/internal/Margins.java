// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitStory;

/**
 * What the journal keeps beside stories, so that nobody has to ask for it in vain.
 *
 * @param pictured those of which a picture is kept that the caller may see
 */
record Margins(Set<VisitId> pictured) {
  /** Returns it for some visits; nothing while the journal cannot tell. */
  static Margins of(House house, List<VisitStory> stories, Caller caller) {
    VisitJournal journal = house.journal;
    Set<VisitId> seen =
        stories.stream()
            .filter(story -> Sight.at(caller, Permission.LISTEN, story.door(), story.station()))
            .map(VisitStory::id)
            .collect(Collectors.toSet());
    try {
      return new Margins(journal == null ? Set.of() : journal.pictured(seen));
    } catch (VestibuleException e) {
      return new Margins(Set.of());
    }
  }

  /** Returns a story's plain form with what stands beside it. */
  Object beside(VisitStory story, Object plain) {
    if (!pictured.contains(story.id()) || !(plain instanceof Map<?, ?> members)) {
      return plain;
    }
    Map<Object, Object> more = new LinkedHashMap<>(members);
    more.put("pictured", true);
    return more;
  }
}
