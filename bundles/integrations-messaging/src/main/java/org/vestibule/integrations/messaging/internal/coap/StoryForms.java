// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.messages.Form;
import org.vestibule.messages.HouseEvents;

/**
 * A visit in the forms in which it may be seen, as the events of the house have them: names for
 * whoever may see people, words for whoever may listen, too.
 */
final class StoryForms {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoryForms() {}

  /** Returns what this caller may see of a visit, the fullest form first. */
  static List<Form> of(VisitStory story, Asking asking, String building) {
    // The event in which a visit stands whole.
    VisitClosed event = new VisitClosed(story.openedAt(), story);
    Map<String, Object> fields = EventFields.of(event);
    OutboxEntry entry =
        new OutboxEntry(
            1,
            story.id().value(),
            story.openedAt(),
            event.topic(),
            "station/" + story.station().value(),
            Optional.of(story.id().value()),
            JSON.valueToTree(fields).toString().getBytes(StandardCharsets.UTF_8));
    boolean names = at(asking.caller(), Permission.SEE_PEOPLE, story);
    boolean words = names && at(asking.caller(), Permission.LISTEN, story);
    return HouseEvents.forms(entry, building).stream()
        .filter(form -> names || !form.classes().contains(DataClass.PERSONAL))
        .filter(form -> words || !form.classes().contains(DataClass.TRANSCRIPT))
        .toList();
  }

  /** Returns the visit that stands in a form. */
  static Map<String, Object> plain(Form form) {
    @SuppressWarnings("unchecked")
    Map<String, Object> story =
        JSON.convertValue(form.event().data().path("after"), LinkedHashMap.class);
    return story;
  }

  /** Returns the fullest form of several that holds nothing but these classes. */
  static Optional<Form> within(List<Form> forms, Set<DataClass> allowed) {
    return forms.stream().filter(form -> allowed.containsAll(form.classes())).findFirst();
  }

  /** Returns whether a caller may do something at the door or the station of a visit. */
  static boolean at(Caller caller, Permission permission, VisitStory story) {
    DoorId door = story.door();
    StationId station = story.station();
    return caller.may(permission, door) || caller.may(permission, station);
  }
}
