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
import org.vestibule.api.event.EventFields;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitStory;

/**
 * What the journal keeps beside stories, so that nobody has to ask for it in vain.
 *
 * @param pictured those of which a picture is kept that the caller may see
 * @param corrections what was said was wrong in them
 */
record Margins(Set<VisitId> pictured, Map<VisitId, List<VisitCorrection>> corrections) {
  private static final Margins NONE = new Margins(Set.of(), Map.of());

  /** Returns it for some visits; nothing while the journal cannot tell. */
  static Margins of(House house, List<VisitStory> stories, Caller caller) {
    VisitJournal journal = house.journal;
    Set<VisitId> seen =
        stories.stream()
            .filter(story -> Sight.at(caller, Permission.LISTEN, story.door(), story.station()))
            .map(VisitStory::id)
            .collect(Collectors.toSet());
    Set<VisitId> all = stories.stream().map(VisitStory::id).collect(Collectors.toSet());
    try {
      return journal == null ? NONE : new Margins(journal.pictured(seen), journal.corrections(all));
    } catch (VestibuleException e) {
      return NONE;
    }
  }

  /** Returns a story's plain form with what stands beside it. */
  Object beside(VisitStory story, Object plain) {
    List<VisitCorrection> said = corrections.getOrDefault(story.id(), List.of());
    boolean shown = pictured.contains(story.id());
    if (!(plain instanceof Map<?, ?> members) || (said.isEmpty() && !shown)) {
      return plain;
    }
    Map<Object, Object> more = new LinkedHashMap<>(members);
    if (shown) {
      more.put("pictured", true);
    }
    if (!said.isEmpty()) {
      more.put("corrections", EventFields.plain(said));
    }
    return more;
  }
}
