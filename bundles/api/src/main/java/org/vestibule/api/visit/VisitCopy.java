// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;

/**
 * What a copy of a visit tells whoever it is about (GDPR Art. 15), the same while it is remembered
 * and once it is kept. Stateless.
 */
public final class VisitCopy {
  private VisitCopy() {}

  /**
   * Returns what it tells, by name and in order.
   *
   * @param story without the names of others
   */
  public static Map<String, String> of(VisitStory story) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("visit", story.id().value());
    told.put("station", story.station().value());
    told.put("door", story.door().value());
    told.put("openedAt", story.openedAt().toString());
    story.closedAt().ifPresent(at -> told.put("closedAt", at.toString()));
    story.claimedName().ifPresent(name -> told.put("name", name));
    story.face().ifPresent(face -> told.put("face", face));
    story.faceReason().ifPresent(reason -> told.put("faceReason", reason));
    story.decision().map(Decision::reason).ifPresent(reason -> told.put("decision", reason));
    story.outcome().map(DoorOutcome::sentence).ifPresent(door -> told.put("outcome", door));
    return told;
  }
}
