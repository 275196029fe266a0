// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.RestartPlanned;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.notice.Notice;

/**
 * Every kind of event, with the version of its messages. A change that a reader of the former
 * version could not bear is another version; a test compares with what was released.
 */
public final class EventCatalog {
  /** What a person should know now: no event, but told in the same envelope. */
  public static final EventKind NOTICE = new EventKind("notice", Notice.class, 1);

  private static final Map<String, EventKind> KINDS =
      List.of(
              new EventKind("visit/opened", VisitEvent.VisitOpened.class, 1),
              new EventKind("visit/rang", VisitEvent.BellRang.class, 1),
              new EventKind("visit/updated", VisitEvent.VisitUpdated.class, 1),
              new EventKind("visit/closed", VisitEvent.VisitClosed.class, 1),
              new EventKind("call/rang", CallEvent.CallRang.class, 1),
              new EventKind("call/answered", CallEvent.CallAnswered.class, 1),
              new EventKind("call/ended", CallEvent.CallEnded.class, 1),
              new EventKind("door/ordered", DoorEvent.DoorOrdered.class, 1),
              new EventKind("door/answered", DoorEvent.DoorAnswered.class, 1),
              new EventKind("door/state", DoorEvent.DoorStateChanged.class, 1),
              new EventKind("door/contact", DoorEvent.DoorContactChanged.class, 1),
              new EventKind("door/alarm-raised", DoorEvent.DoorAlarmRaised.class, 1),
              new EventKind("door/alarm-cleared", DoorEvent.DoorAlarmCleared.class, 1),
              new EventKind("door/exit-requested", DoorEvent.DoorExitRequested.class, 1),
              new EventKind("door/entry-refused", DoorEvent.EntryRefused.class, 1),
              new EventKind("door/duress", DoorEvent.DuressSignalled.class, 1),
              new EventKind("scene/observed", SceneObserved.class, 1),
              new EventKind("model/changed", ModelChanged.class, 1),
              new EventKind("status/changed", StatusChanged.class, 1),
              new EventKind("bundle/changed", BundleChanged.class, 1),
              new EventKind("gateway/restart", RestartPlanned.class, 1))
          .stream()
          .collect(Collectors.toUnmodifiableMap(EventKind::topic, Function.identity()));

  private EventCatalog() {}

  /** Returns the kind that is told under a topic, for example {@code visit/opened}. */
  public static Optional<EventKind> of(String topic) {
    return Optional.ofNullable(KINDS.get(topic));
  }

  /** Returns all kinds by topic, with {@link #NOTICE}. */
  public static List<EventKind> all() {
    List<EventKind> all = new ArrayList<>(KINDS.values());
    all.add(NOTICE);
    all.sort((one, other) -> one.topic().compareTo(other.topic()));
    return List.copyOf(all);
  }
}
