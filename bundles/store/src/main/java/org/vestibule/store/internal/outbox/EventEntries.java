// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.visit.VisitId;

/**
 * Makes entries of events. The key of whatever happens in front of a door is that door, so that a
 * visit, its call and its door are told in the order in which they happened.
 */
final class EventEntries {
  private static final Logger LOG = LoggerFactory.getLogger(EventEntries.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Function<String, Set<String>> idsOfName;

  /**
   * @param idsOfName returns the ids of all who have a name; empty where nobody has it, or nobody
   *     can tell
   */
  EventEntries(Function<String, Set<String>> idsOfName) {
    this.idsOfName = idsOfName;
  }

  /** Returns the entry of an event; empty for one that is no message. */
  Optional<Fresh> of(VestibuleEvent event) {
    if (event instanceof SceneObserved) {
      return Optional.empty();
    }
    Map<String, Object> fields = EventFields.of(event);
    try {
      byte[] data = JSON.writeValueAsBytes(fields);
      if (data.length > KeptCodec.MOST_DATA) {
        LOG.warn("{} has {} bytes and is told to nobody", event.topic(), data.length);
        return Optional.empty();
      }
      OutboxEntry entry =
          new OutboxEntry(
              0, "", event.at(), event.topic(), key(event), visit(event).map(VisitId::value), data);
      return Optional.of(new Fresh(new Kept(entry, named(fields)), event.droppable()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain fields are always JSON", e);
    }
  }

  private static String key(VestibuleEvent event) {
    if (event instanceof DoorEvent door) {
      return "door/" + door.door().value();
    }
    if (event instanceof VisitEvent visit) {
      return "door/" + visit.after().door().value();
    }
    if (event instanceof CallEvent call) {
      return "door/" + call.after().door().value();
    }
    return event.topic();
  }

  private static Optional<VisitId> visit(VestibuleEvent event) {
    if (event instanceof VisitEvent visit) {
      return Optional.of(visit.after().id());
    }
    if (event instanceof CallEvent call) {
      return Optional.of(call.after().visit());
    }
    if (event instanceof DoorEvent.DoorOrdered ordered) {
      return Optional.of(ordered.visit());
    }
    return event instanceof DoorEvent.DoorAnswered answered
        ? Optional.of(answered.visit())
        : Optional.empty();
  }

  private Named named(Map<String, Object> fields) {
    PersonFields found = PersonFields.of(fields);
    Set<String> people = new HashSet<>(found.ids());
    boolean stranger = false;
    for (String name : found.names()) {
      Set<String> theirs = idsOfName.apply(name);
      people.addAll(theirs);
      stranger |= theirs.isEmpty();
    }
    return people.isEmpty() && !stranger ? Named.NOBODY : new Named(people, stranger);
  }
}
