// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.privacy.PersonalDataHolder.Item;
import org.vestibule.api.visit.VisitStory;

/** The story of a visit in a copy for the person whom it names (GDPR Art. 15). */
final class StoryCopy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoryCopy() {}

  static Item of(VisitStory story) {
    ObjectNode json = JSON.createObjectNode();
    json.put("visit", story.id().value());
    json.put("station", story.station().value());
    json.put("door", story.door().value());
    json.put("openedAt", story.openedAt().toString());
    story.closedAt().ifPresent(at -> json.put("closedAt", at.toString()));
    story.claimedName().ifPresent(name -> json.put("name", name));
    story.face().ifPresent(face -> json.put("face", face));
    story.faceReason().ifPresent(reason -> json.put("faceReason", reason));
    story.decision().map(Decision::reason).ifPresent(reason -> json.put("decision", reason));
    story.outcome().map(DoorOutcome::sentence).ifPresent(door -> json.put("outcome", door));
    try {
      byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
      return new Item("visits/" + story.id().value() + ".json", "application/json", content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts is always JSON", e);
    }
  }
}
