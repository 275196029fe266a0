// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.call.Call;
import org.vestibule.api.command.Command;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.command.CommandResult;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.BundleChanged;
import org.vestibule.api.event.CallEvent;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.event.RestartPlanned;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** One house on one morning: an example of each message, by the real constructors. */
public final class Examples {
  /** Stands wherever a person is named or told something. */
  public static final String NAME = "Ada Example";

  /** What the visitor said. */
  public static final String WORDS = "Good morning, a parcel for Ada Example";

  /** As the site names it. */
  public static final String BUILDING = "house-1";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  static final Instant AT = Instant.parse("2026-01-01T08:00:00Z");
  static final VisitId VISIT = new VisitId("v-20260101-0007-k3f9");
  static final DoorId DOOR = new DoorId("front-door");
  static final StationId STATION = new StationId("front");
  static final PersonId PERSON = new PersonId("ada");

  private Examples() {}

  /** Returns events, the first of each topic being the one that stands in the documents. */
  public static List<VestibuleEvent> events() {
    VisitStory bare = ExampleVisits.story(Optional.empty(), Optional.empty(), false);
    VisitStory told =
        ExampleVisits.story(
            Optional.of(new Decision.Admit(PERSON, NAME + " was recognised")),
            Optional.of(new DoorOutcome.Opened("Front door opened for " + NAME, 1_204_551L)),
            true);
    List<VestibuleEvent> events = new ArrayList<>();
    events.add(new VisitEvent.VisitOpened(AT, bare));
    events.add(new VisitEvent.BellRang(AT, told, false, "A delivery for " + NAME));
    events.add(new VisitEvent.VisitUpdated(AT, "speech", Optional.of(bare), told));
    events.add(new VisitEvent.VisitClosed(AT.plusSeconds(40), told));
    for (Decision decision : ExampleVisits.decisions()) {
      VisitStory decided = ExampleVisits.story(Optional.of(decision), Optional.empty(), false);
      events.add(new VisitEvent.VisitUpdated(AT, "decision", Optional.empty(), decided));
    }
    events.add(new CallEvent.CallRang(AT, ExampleVisits.call(Call.State.RINGING)));
    events.add(new CallEvent.CallAnswered(AT, ExampleVisits.call(Call.State.ANSWERED)));
    events.add(new CallEvent.CallEnded(AT, ExampleVisits.call(Call.State.ENDED), "hung-up"));
    events.add(new DoorEvent.DoorOrdered(AT, DOOR, VISIT, PERSON, "o-1"));
    for (DoorOutcome outcome : ExampleVisits.outcomes()) {
      events.add(new DoorEvent.DoorAnswered(AT, DOOR, VISIT, "o-1", outcome));
    }
    events.add(new DoorEvent.DoorStateChanged(AT, DOOR, DoorState.LOCKED, DoorState.UNLOCKED));
    events.add(new DoorEvent.DoorContactChanged(AT, DOOR, DoorContact.CLOSED, DoorContact.OPEN));
    events.add(new DoorEvent.DoorAlarmRaised(AT, DOOR, DoorAlarm.HELD_OPEN, "Open for 60 s"));
    events.add(new DoorEvent.DoorAlarmCleared(AT, DOOR, DoorAlarm.HELD_OPEN));
    events.add(new DoorEvent.DoorExitRequested(AT, DOOR));
    events.add(
        new DoorEvent.EntryRefused(
            AT, DOOR, Optional.of(PERSON), "locked-out", NAME + " is locked out"));
    events.add(
        new DoorEvent.EntryRefused(
            AT, DOOR, Optional.empty(), "card-unknown", "Nobody knows whose, says " + NAME));
    events.add(new DoorEvent.DuressSignalled(AT, DOOR, PERSON));
    events.add(
        new SceneObserved(
            AT,
            STATION,
            List.of(new SceneObserved.Thing("t3", "parcel", 0.93, 0.25, 0.5, 0.25, 0.25, "yard"))));
    events.add(new ModelChanged(AT, "face-embedding", "", "embed-1.2.0", "started"));
    events.add(new StatusChanged(AT, "stations", status()));
    events.add(new StatusChanged(AT, "stations", null));
    events.add(new BundleChanged(AT, "org.vestibule.audio", "0.1.0", "updated"));
    events.add(new RestartPlanned(AT, "The contract is updated, to which all is wired", 120));
    return events;
  }

  /** Returns a notice. */
  public static Notice notice() {
    return new Notice(
        VISIT,
        STATION,
        false,
        "A delivery for " + NAME,
        Audience.RESIDENTS,
        false,
        Optional.of(NAME + "'s flat"));
  }

  /** Returns a command of each kind. */
  public static List<CommandRequest> commands() {
    return List.of(
        request("open-1", new Command.DoorOpen(DOOR)),
        request("hold-1", new Command.DoorHold(DOOR, 60)),
        request("secure-1", new Command.DoorSecure(DOOR)));
  }

  /** Returns answers, one in each state. */
  public static List<CommandResult> results() {
    return List.of(
        new CommandResult(
            "open-1",
            "door-open",
            CommandResult.State.DONE,
            "done",
            "The front door was opened.",
            Optional.of("cmd-k3f9"),
            AT),
        new CommandResult(
            "open-2",
            "door-open",
            CommandResult.State.REFUSED,
            "forbidden",
            "This door is not yours to open.",
            Optional.empty(),
            AT),
        new CommandResult(
            "open-3",
            "door-open",
            CommandResult.State.UNKNOWN,
            "timed-out",
            "The door did not answer in time.",
            Optional.of("cmd-k3fa"),
            AT),
        new CommandResult(
            "open-4",
            "door-open",
            CommandResult.State.REFUSED,
            "too-many-commands",
            "You order too often.",
            Optional.empty(),
            AT,
            Optional.of(1)));
  }

  /** Returns a command as its sender writes it. */
  public static Map<String, Object> plain(CommandRequest request) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("id", request.id());
    request.issuedAt().ifPresent(at -> plain.put("issuedAt", at.toString()));
    plain.put("command", request.command().name());
    @SuppressWarnings("unchecked")
    Map<String, Object> fields = (Map<String, Object>) EventFields.plain(request.command());
    fields.forEach(
        (name, value) -> {
          if (!name.equals("type")) {
            plain.put(name, value);
          }
        });
    return plain;
  }

  /** Returns an event as the outbox keeps it. */
  public static OutboxEntry entry(VestibuleEvent event) {
    return new OutboxEntry(
        7,
        "0d9c-7",
        event.at(),
        event.topic(),
        key(event),
        visit(event),
        data(EventFields.of(event)));
  }

  /** Returns what some release kept under a topic. */
  public static OutboxEntry entry(String topic, Map<String, Object> fields) {
    return new OutboxEntry(
        7, "0d9c-7", AT, topic, "door/front-door", Optional.empty(), data(fields));
  }

  /** What happens in front of a door is told in the order of this door. */
  private static String key(VestibuleEvent event) {
    return event instanceof DoorEvent || event instanceof VisitEvent || event instanceof CallEvent
        ? "door/" + DOOR.value()
        : event.topic();
  }

  private static Optional<String> visit(VestibuleEvent event) {
    return event instanceof VisitEvent
            || event instanceof CallEvent
            || event instanceof DoorEvent.DoorOrdered
            || event instanceof DoorEvent.DoorAnswered
        ? Optional.of(VISIT.value())
        : Optional.empty();
  }

  private static byte[] data(Map<String, Object> fields) {
    try {
      return MAPPER.writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CommandRequest request(String id, Command command) {
    return new CommandRequest(id, Optional.of(AT), command);
  }

  private static Status status() {
    return new Status(
        Status.State.DEGRADED, Status.Cause.NETWORK, "Station front does not answer.", AT);
  }
}
