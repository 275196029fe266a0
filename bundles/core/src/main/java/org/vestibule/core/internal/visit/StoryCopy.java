// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.vestibule.api.privacy.PersonalDataHolder.Item;
import org.vestibule.api.visit.VisitCopy;
import org.vestibule.api.visit.VisitStory;

/** The copy of a visit as a file. */
final class StoryCopy {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoryCopy() {}

  static Item of(VisitStory story) {
    try {
      byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(VisitCopy.of(story));
      return new Item("visits/" + story.id().value() + ".json", "application/json", content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }
}
