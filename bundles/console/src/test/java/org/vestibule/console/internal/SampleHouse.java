// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.Frame;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** A house of hand-written parts: simple enough to be read, real enough to be shown. */
final class SampleHouse {
  static final String CODE = "4711-secret";

  final House house = new House();
  final SampleDesk desk;
  final SamplePoints points = new SamplePoints();
  final SampleStation station = new SampleStation();
  final List<String> corrections = new CopyOnWriteArrayList<>();
  final List<VisitStory> stories = new CopyOnWriteArrayList<>();
  final SampleJournal journal = new SampleJournal();
  final SampleLibrary library = new SampleLibrary();
  final List<ModelInfo> models = library.models;
  final List<DoorInfo> doors = new CopyOnWriteArrayList<>();
  final Map<String, Status> statuses = new ConcurrentSkipListMap<>();
  final Map<PersonId, Person> people = new LinkedHashMap<>();

  /** Whom the disk does not take. */
  final Set<PersonId> refused = ConcurrentHashMap.newKeySet();

  /** Happens after somebody who is to be changed was read. */
  volatile Runnable meanwhile = () -> {};

  /** Whether the vault is locked, so that nobody can be read. */
  volatile boolean locked;

  /** Those of them who gave no face. */
  final Set<PersonId> faceless = ConcurrentHashMap.newKeySet();

  final List<AuditEntry> trail = new CopyOnWriteArrayList<>();
  final SampleCommands commands = new SampleCommands(house);
  final SampleOutbox outbox = new SampleOutbox();
  final List<VestibuleEvent> published = new CopyOnWriteArrayList<>();

  SampleHouse() {
    house.visits = new KeptVisits();
    house.journal = journal;
    house.doors = new ShownDoors();
    house.models = library;
    house.people = new KeptPeople();
    desk = new SampleDesk(house.people);
    house.enrolments = desk;
    house.thresholds = points;
    house.stations = List.of(station);
    house.audit = new KeptTrail();
    house.board = new KeptBoard();
    house.events = published::add;
    house.commands = commands;
    house.outbox = outbox;
  }

  /** What the station of a visit sees. */
  volatile Optional<Frame> seen = Optional.empty();

  /** What an open visit sounds like, and whether somebody listens. */
  final SampleEar.Voice heard = new SampleEar.Voice();

  private final class KeptVisits implements Visits {
    @Override
    public VisitId press(ButtonPress press) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<VisitStory> story(VisitId id) {
      return stories.stream().filter(story -> story.id().equals(id)).findFirst();
    }

    @Override
    public List<VisitStory> recent(int limit) {
      return stories.stream().limit(limit).toList();
    }

    @Override
    public Optional<Frame> picture(VisitId visit) {
      return station.porch ? Optional.of(SampleView.now()) : seen;
    }

    @Override
    public AudioFeed listen(VisitId visit, String by) throws VestibuleException {
      if (story(visit).orElseThrow().closedAt().isPresent()) {
        throw new VestibuleException(
            "no-audio", "visit " + visit, "it is over", "an open one", "Choose one");
      }
      return new SampleEar(heard);
    }

    @Override
    public void notThisPerson(VisitId visit, String by) throws VestibuleException {
      if (story(visit).orElseThrow().face().filter("known"::equals).isEmpty()) {
        throw new VestibuleException(
            "nothing-to-correct", "visit " + visit, "nobody was known", "a known face", "Leave it");
      }
      corrections.add(by + ": " + visit);
      journal.correct(visit, wrong(What.NOT_THIS_PERSON, Optional.empty()));
    }

    @Override
    public void wrongIntent(VisitId visit, Optional<String> label) {
      if (label.isPresent()) {
        journal.correct(visit, wrong(What.WRONG_INTENT, label));
      } else {
        journal.uncorrect(visit, What.WRONG_INTENT);
      }
    }

    private VisitCorrection wrong(What what, Optional<String> label) {
      return new VisitCorrection(what, Instant.now(), label);
    }
  }

  private final class ShownDoors implements DoorController {
    @Override
    public List<DoorInfo> doors() {
      return doors;
    }

    @Override
    public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
      throw new UnsupportedOperationException("the desk asks the doors, and nobody else");
    }

    @Override
    public DoorState state(DoorId door) {
      return doors.stream()
          .filter(info -> info.id().equals(door))
          .map(DoorInfo::state)
          .findFirst()
          .orElse(DoorState.UNKNOWN);
    }
  }

  private final class KeptPeople implements PeopleDirectory {
    @Override
    public Person enrol(Enrolment enrolment, List<FaceTemplate> templates) {
      Person person =
          new Person(enrolment.id(), enrolment.name(), enrolment.unit(), enrolment.doors());
      people.put(person.id(), person);
      faceless.remove(person.id());
      return person;
    }

    @Override
    public Optional<Person> find(Claim claim) {
      return Optional.empty();
    }

    @Override
    public Optional<Set<PersonId>> everyone() {
      return locked ? Optional.empty() : Optional.of(Set.copyOf(people.keySet()));
    }

    @Override
    public Person enter(Person person) throws VestibuleException {
      if (refused.contains(person.id())) {
        throw new VestibuleException(
            "storage-full", "person " + person.id(), "a full disk", "some room", "Make room.");
      }
      if (people.containsKey(person.id())) {
        throw new VestibuleException(
            "person-exists", "person " + person.id(), "here", "another id", "Choose another.");
      }
      people.put(person.id(), person);
      faceless.add(person.id());
      return person;
    }

    @Override
    public Person change(Person before, Person next) throws VestibuleException {
      meanwhile.run();
      if (!people.containsKey(next.id())) {
        throw SampleAccess.refused("unknown-person");
      }
      if (!people.replace(next.id(), before, next)) {
        throw SampleAccess.refused("person-changed");
      }
      return next;
    }

    @Override
    public List<FaceTemplate> templates(PersonId id) {
      return people.containsKey(id) && !faceless.contains(id)
          ? List.of(FaceTemplate.of("fr-feature", new float[] {0.6f, 0.8f}))
          : List.of();
    }

    @Override
    public boolean renew(PersonId id, FaceTemplate template) {
      throw new UnsupportedOperationException("nobody is renewed in the console");
    }

    @Override
    public Optional<Person> person(PersonId id) {
      return Optional.ofNullable(people.get(id));
    }

    @Override
    public List<FaceTemplate> negatives(PersonId id) {
      return List.of();
    }

    @Override
    public boolean reject(PersonId id, FaceTemplate face, String by) {
      throw new UnsupportedOperationException("nobody is corrected in the console");
    }

    @Override
    public Map<String, Integer> spaces() {
      return people.isEmpty() ? Map.of() : Map.of("fr-feature", people.size());
    }

    @Override
    public int enrolled() {
      return people.size();
    }

    @Override
    public boolean forget(PersonId id) {
      return people.remove(id) != null;
    }

    @Override
    public List<Person> people() {
      return new ArrayList<>(people.values());
    }
  }

  private final class KeptTrail implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details) {
      AuditEntry entry =
          new AuditEntry(
              trail.size() + 1,
              Instant.now(),
              actor,
              "rest",
              action,
              details,
              "0".repeat(64),
              "1".repeat(64));
      trail.add(0, entry);
      return entry;
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return trail.stream().limit(limit).toList();
    }

    @Override
    public Optional<Sealed> sealed() {
      return trail.stream().findFirst().map(last -> new Sealed(last.sequence(), last.hash()));
    }

    @Override
    public long verify() throws VestibuleException {
      if (trail.isEmpty()) {
        throw new VestibuleException(
            "audit-broken", "line 1", "another hash", "the chained one", "Keep a copy.");
      }
      return trail.size();
    }
  }

  private final class KeptBoard implements StatusBoard {
    @Override
    public Map<String, Status> all() {
      return statuses;
    }

    @Override
    public boolean ready() {
      return statuses.values().stream()
          .allMatch(
              status -> Set.of(Status.State.READY, Status.State.STOPPED).contains(status.state()));
    }
  }
}
