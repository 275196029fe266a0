// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.door.DefaultDoorPolicy;

/** When a template is renewed, and above all when not. */
class RenewalTest {
  private final Eyes eyes = new Eyes();
  private Building house;

  @BeforeEach
  void build() throws VestibuleException {
    house = new Building();
    house.rooms.faces.enter(eyes);
    eyes.space = "n";
  }

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void onePictureThatKnowsThePersonRenewsNothing() throws Exception {
    house.front().frames = 1;
    eyes.liar = (honest, frame) -> eyes.tooEarly(frame);
    house.visit(Building.CODE);
    assertNotRenewed();
  }

  @Test
  void anArtefactAfterAKnownFaceRenewsNothing() throws Exception {
    eyes.liar = (honest, frame) -> frame.bytes()[0] == 0 ? eyes.tooEarly(frame) : Eyes.artefact();
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.face()).contains("spoof");
    assertNotRenewed();
  }

  @Test
  void aConfirmedFaceThatThePolicyDoesNotAdmitRenewsNothing() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Refuse("the building is closed"));
    assertThat(house.visit(Building.CODE).face()).contains("known");
    assertNotRenewed();
  }

  @Test
  void anOrderThatCouldNotBeRecordedRenewsNothing() throws Exception {
    house.ledger.full = true;
    house.visit(Building.CODE);
    house.ledger.full = false;
    assertNotRenewed();
  }

  @Test
  void anOrderThatWasDeniedOrNeverAnsweredRenewsNothing() throws Exception {
    house.with(CoreKey.DOOR, 1000);
    house.lock(
        order ->
            CompletableFuture.completedFuture(new DoorOutcome.Denied("order-expired", "too late")));
    house.visit(Building.CODE);
    house.lock(order -> new CompletableFuture<>());
    house.visit(Building.CODE);
    assertNotRenewed();
  }

  @Test
  void whoIsForgottenWhileTheDoorOpensIsNotRenewed() throws Exception {
    house.lock(
        order -> {
          house.people.forget(Building.ANNA);
          return Building.opened();
        });
    assertThat(house.visit(Building.CODE).outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertNotRenewed();
    assertThat(house.people.templates(Building.ANNA)).isEmpty();
  }

  @Test
  void whoIsEnrolledAnewUnderTheSameNameDoesNotInheritTheFace() throws Exception {
    house.lock(
        order -> {
          house.people.forget(Building.ANNA);
          enrol(Building.ANNA, Building.CODE, FaceTemplate.of("m", new float[] {0, 1}));
          return Building.opened();
        });
    house.visit(Building.CODE);
    assertNotRenewed();
  }

  @Test
  void whoIsAdmittedIsRenewedOnceByThePictureThatOpenedTheDoor() throws Exception {
    house.visit(Building.CODE);
    eyes.later = 7;
    house.visit(Building.CODE);
    house.reception.stop();

    List<FaceTemplate> templates = house.people.templates(Building.ANNA);
    assertThat(templates).extracting(FaceTemplate::space).containsExactly("m", "n");
    // The second picture of the first visit, not its first one and none of the second visit.
    assertThat(templates.get(1).similarity(PaperVerifier.face("n", 1))).isGreaterThan(0.999f);
    assertThat(house.ledger.actions())
        .containsSubsequence("door-ordered", "door-opened", "template-renewed", "visit-closed")
        .containsOnlyOnce("template-renewed");
    assertThat(house.ledger.entries)
        .filteredOn(entry -> entry.action().equals("template-renewed"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.details())
                    .containsOnly(Map.entry("person", "anna"), Map.entry("space", "n")));
  }

  @Test
  void theDoorDoesNotWaitForTheRenewal() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    SlowPeople slow = new SlowPeople(house.people, closed);
    house.rooms.people.enter(slow);
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.people.spaces()).doesNotContainKey("n");
    closed.countDown();
    house.reception.stop();
    assertThat(house.people.spaces()).containsEntry("n", 1);
  }

  @Test
  void aRenewalIsShownToNobody() throws Exception {
    List<VisitFacts> shown = new CopyOnWriteArrayList<>();
    DefaultDoorPolicy rules = DefaultDoorPolicy.of(CoreSettings::defaults);
    house.rooms.policy.enter(
        facts -> {
          shown.add(facts);
          return rules.decide(facts);
        });
    VisitStory story = house.visit(Building.CODE);
    house.reception.stop();
    assertThat(house.people.spaces()).containsEntry("n", 1);

    assertThat(EventFields.plain(story).toString()).doesNotContain("emplate");
    for (VestibuleEvent event : house.all(VestibuleEvent.class)) {
      assertThat(EventFields.of(event).toString()).doesNotContain("emplate");
    }
    assertThat(house.ledger.entries.toString()).doesNotContain("FaceTemplate");
    assertThat(shown).anyMatch(facts -> facts.face().orElse(null) instanceof FaceAnswer.Known);
    for (VisitFacts facts : shown) {
      assertThat(EventFields.plain(facts).toString()).doesNotContain("emplate");
    }
  }

  @Test
  void peopleGetInBeforeWhileAndAfterAModelIsSwappedUntilEverybodyIsRenewed() throws Exception {
    eyes.space = "m";
    Map<String, Claim> people =
        Map.of("front", Building.CODE, "b", new Claim("22"), "c", new Claim("33"));
    for (String name : List.of("b", "c")) {
      house.station(name);
      enrol(new PersonId(name), people.get(name), FaceTemplate.of("m", new float[] {1, 0}));
    }
    CountDownLatch begun = new CountDownLatch(3 * people.size());
    ExecutorService crowd = Executors.newFixedThreadPool(people.size());
    List<Future<List<VisitStory>>> visits = new ArrayList<>();
    people.forEach(
        (station, code) -> visits.add(crowd.submit(() -> comeAgain(station, code, begun))));
    begun.await();
    eyes.space = "n";
    for (Future<List<VisitStory>> visit : visits) {
      assertThat(visit.get())
          .allSatisfy(
              story ->
                  assertThat(story.outcome().orElseThrow()).isInstanceOf(DoorOutcome.Opened.class));
    }
    crowd.shutdown();
    house.reception.stop();
    assertThat(house.people.spaces())
        .containsExactly(Map.entry("m", 3), Map.entry("n", house.people.enrolled()));
    assertThat(house.ledger.actions())
        .filteredOn(action -> action.equals("template-renewed"))
        .hasSize(3);
  }

  /** Comes until two visits lie wholly after the swap. */
  private List<VisitStory> comeAgain(String station, Claim code, CountDownLatch begun)
      throws Exception {
    List<VisitStory> stories = new ArrayList<>();
    for (int after = 0; after < 2; ) {
      after += eyes.space.equals("n") ? 1 : 0;
      VisitId id = house.pressAt(station, code);
      begun.countDown();
      stories.add(house.closed(id));
    }
    return stories;
  }

  private void enrol(PersonId id, Claim code, FaceTemplate template) {
    try {
      house.people.enrol(
          new Enrolment(id, id.value(), "1", code, Set.of(Building.DOOR), "form"),
          List.of(template));
    } catch (VestibuleException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertNotRenewed() throws InterruptedException {
    house.reception.stop();
    assertThat(eyes.renewals.get()).as("renewals that were on offer").isPositive();
    assertThat(house.ledger.actions()).doesNotContain("template-renewed");
    assertThat(house.people.spaces()).doesNotContainKey("n");
  }

  /** Knows everybody; who has no template in the serving space is known by an older one. */
  private static final class Eyes extends PaperVerifier {
    private volatile String space = "m";
    private volatile int later;
    private final AtomicInteger renewals = new AtomicInteger();

    Eyes() {
      super((reference, frame) -> known(reference));
    }

    private static FaceAnswer known(FaceReference reference) {
      PersonId claimed = ((FaceReference.Claimed) reference).person();
      return new FaceAnswer.Known(claimed, 0.8f, 0.5f, 0.9f, "0.80", List.of());
    }

    /** One picture, and yet a recognition with a renewal. */
    private FaceSighting tooEarly(Frame frame) {
      renewals.incrementAndGet();
      return new FaceSighting(
          Building.known(),
          false,
          Optional.of(new FaceEvidence("t1", 1, frame.capturedAt(), frame.capturedNanos())),
          Optional.empty(),
          Optional.of(face(space, 0)),
          Optional.of(face(space, 0)));
    }

    private static FaceSighting artefact() {
      return FaceSighting.of(Building.spoof(), true, Optional.empty());
    }

    @Override
    Optional<FaceTemplate> renewal(FaceReference reference, Frame frame) {
      String serving = space;
      if (((FaceReference.Claimed) reference)
          .enrolled().stream().anyMatch(template -> template.space().equals(serving))) {
        return Optional.empty();
      }
      renewals.incrementAndGet();
      return Optional.of(face(serving, frame.bytes()[0] + later));
    }
  }

  /** A directory whose disk takes its time. */
  private record SlowPeople(PeopleDirectory kept, CountDownLatch held) implements PeopleDirectory {
    @Override
    public boolean renew(PersonId id, FaceTemplate template) {
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return kept.renew(id, template);
    }

    @Override
    public Person enrol(Enrolment enrolment, List<FaceTemplate> templates)
        throws VestibuleException {
      return kept.enrol(enrolment, templates);
    }

    @Override
    public Optional<Person> find(Claim claim) {
      return kept.find(claim);
    }

    @Override
    public List<FaceTemplate> templates(PersonId id) {
      return kept.templates(id);
    }

    @Override
    public Optional<Person> person(PersonId id) {
      return kept.person(id);
    }

    @Override
    public List<FaceTemplate> negatives(PersonId id) {
      return kept.negatives(id);
    }

    @Override
    public boolean reject(PersonId id, FaceTemplate face, String by) throws VestibuleException {
      return kept.reject(id, face, by);
    }

    @Override
    public Map<String, Integer> spaces() {
      return kept.spaces();
    }

    @Override
    public int enrolled() {
      return kept.enrolled();
    }

    @Override
    public boolean forget(PersonId id) {
      return kept.forget(id);
    }

    @Override
    public List<Person> people() {
      return kept.people();
    }
  }
}
