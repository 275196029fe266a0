// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/** No door opens on evidence that is old, thin or not alive, whoever says what. */
class EvidenceTest extends VisitFixture {
  private static final PersonId BERT = new PersonId("bert");
  private static final float[] LIVENESS = {Float.NaN, -0.1f, 0, 0.3f, 1, Float.POSITIVE_INFINITY};
  private final Random random = new Random(11);

  @Test
  void nothingIsWarrantedUnlessAllOfItHoldsHoweverTheClocksAreShifted() {
    int warranted = 0;
    for (int i = 0; i < 300_000; i++) {
      long now = random.nextLong();
      int needed = 1 + random.nextInt(3);
      CoreSettings settings = CoreSettings.defaults().with(CoreKey.FACE_CONFIRMATIONS, needed);
      Finding finding = finding(now);
      boolean claimMade = random.nextBoolean();
      Optional<Person> claimed = maybe(person(either()));
      Decision.Admit admit = new Decision.Admit(either(), "so it says");
      Optional<Finding> seen = random.nextInt(20) == 0 ? Optional.empty() : Optional.of(finding);
      if (new Warrant(claimMade, claimed, seen)
          .missing(admit, Optional.of(house.people), settings, now)
          .isPresent()) {
        continue;
      }
      warranted++;
      FaceAnswer.Known known = (FaceAnswer.Known) finding.sighting().answer();
      assertThat(admit.person()).isEqualTo(known.person()).isEqualTo(Building.ANNA);
      assertThat(known.liveness()).isGreaterThan(0).isLessThanOrEqualTo(1);
      assertThat(finding.sighting().decided()).isTrue();
      assertThat(finding.pictures()).isGreaterThanOrEqualTo(needed);
      FaceEvidence evidence = finding.sighting().evidence().orElseThrow();
      assertThat(evidence.pictures()).isGreaterThanOrEqualTo(needed);
      for (long moment :
          List.of(evidence.capturedNanos(), finding.newestNanos(), finding.startNanos())) {
        assertThat(now - moment).isLessThan(TimeUnit.MILLISECONDS.toNanos(1500));
      }
      assertThat(finding.claimed()).isEqualTo(claimed.map(Person::id));
      assertThat(claimMade && claimed.isEmpty()).isFalse();
    }
    assertThat(warranted).isPositive();
  }

  @Test
  void noNumberIsWarrantedUnlessItIsYoungEnoughAndOfWhomeverIsAdmitted() {
    int warranted = 0;
    for (int i = 0; i < 100_000; i++) {
      long now = random.nextLong();
      boolean pass = random.nextBoolean();
      Optional<String> shown = pass ? Optional.of("p" + random.nextInt(2)) : Optional.empty();
      Optional<PersonId> whose = pass ? Optional.empty() : Optional.of(either());
      Entry entry = new Entry(whose, shown, random.nextBoolean(), Instant.now(), moment(now));
      Entitlement.Granted granted =
          new Entitlement.Granted(
              either(), anyMethods(), maybe("p" + random.nextInt(2)), false, List.of());
      Decision.Admit admit = new Decision.Admit(either(), "so it says");
      if (new EntryWarrant(entry, granted)
          .missing(admit, Optional.of(house.people), CoreSettings.defaults(), now)
          .isPresent()) {
        continue;
      }
      warranted++;
      assertThat(granted.by()).containsExactly(pass ? EntryMethod.PASS : EntryMethod.CODE);
      assertThat(granted.pass()).isEqualTo(shown);
      assertThat(List.of(granted.person(), whose.orElse(Building.ANNA), Building.ANNA))
          .containsOnly(admit.person());
      assertThat(now - entry.atNanos()).isLessThan(TimeUnit.MILLISECONDS.toNanos(1500));
    }
    assertThat(warranted).isPositive();
  }

  private Set<EntryMethod> anyMethods() {
    Set<EntryMethod> methods = EnumSet.noneOf(EntryMethod.class);
    for (EntryMethod method : EntryMethod.values()) {
      if (random.nextInt(4) == 0) {
        methods.add(method);
      }
    }
    return methods;
  }

  @Test
  void whateverAVerifierClaimsAnOrderIsYoungWhenItIsHandedOver() throws Exception {
    house.with(CoreKey.FACE_DEADLINE, 2000);
    house.front().frames = 6;
    house.sees(frame -> Building.known());
    int opened = 0;
    for (int i = 0; i < 60; i++) {
      long shift = TimeUnit.MILLISECONDS.toNanos(random.nextInt(8000) - 4000);
      house.verifiers.get(0).liar = (honest, frame) -> shifted(honest, shift);
      house.orders.clear();
      VisitStory story = house.visit(Building.CODE);
      assertThat(house.orders)
          .allSatisfy(
              order -> {
                long age = order.expiresAtNanos() - order.capturedNanos();
                assertThat(age).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1500));
                assertThat(order.capturedNanos() - System.nanoTime()).isNegative();
              });
      boolean open = story.outcome().orElse(null) instanceof DoorOutcome.Opened;
      opened += open ? 1 : 0;
      if (shift < -TimeUnit.MILLISECONDS.toNanos(1500)) {
        assertThat(story.outcome()).isEmpty();
        assertThat(story.faceReason().get()).contains("older than 1500 ms");
      }
    }
    assertThat(opened).isPositive();
  }

  @Test
  void oldPicturesDoNotHelpYoungOnesToADoor() throws Exception {
    house.sees(frame -> Building.known());
    long old = TimeUnit.SECONDS.toNanos(-5);
    house.verifiers.get(0).liar =
        (honest, frame) -> frame.bytes()[0] < 5 ? shifted(honest, old) : honest;
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    // Pictures 1 and 3 decided on old evidence; 4 and 5 are the first two that are counted anew.
    assertThat(house.verifiers.get(0).opened).hasValue(3);
  }

  @Test
  void oneFrozenPictureIsOnePictureWhateverAVerifierCounts() throws Exception {
    house.front().frozen = true;
    house.front().frames = 9;
    house.sees(frame -> Building.known());
    house.verifiers.get(0).liar = (honest, frame) -> claims(frame, 7, Building.known());
    VisitStory story = house.visit(Building.CODE);
    assertThat(story.face()).contains("poor-quality");
    assertThat(story.faceReason().get()).contains("in 1 different pictures", "needed: 2");
    assertThat(house.orders).isEmpty();
  }

  @Test
  void withoutAVerdictThatTheFaceIsAliveNoPolicyOpensADoor() throws Exception {
    house.rooms.policy.enter(facts -> new Decision.Admit(Building.ANNA, "the policy is broken"));
    house.sees(frame -> Building.known()).identifies();
    house.front().frames = 4;
    for (float liveness : new float[] {Float.NaN, 0, -1, Float.POSITIVE_INFINITY}) {
      FaceAnswer dead =
          new FaceAnswer.Known(Building.ANNA, 0.9f, 0.5f, liveness, "0.90", List.of());
      house.verifiers.get(0).liar = (honest, frame) -> claims(frame, frame.bytes()[0] + 1, dead);
      house.visit(Building.CODE);
      house.visit();
    }
    for (FaceAnswer answer : List.of(Building.unproven(), Building.spoof(), Building.stranger())) {
      house.verifiers.get(0).liar = (honest, frame) -> claims(frame, 9, answer);
      house.visit(Building.CODE);
      house.visit();
    }
    assertThat(house.orders).isEmpty();
  }

  private static FaceSighting shifted(FaceSighting honest, long nanos) {
    return new FaceSighting(
        honest.answer(),
        honest.decided(),
        honest
            .evidence()
            .map(
                one ->
                    new FaceEvidence(
                        one.track(),
                        one.pictures(),
                        one.capturedAt().plusNanos(nanos),
                        one.capturedNanos() + nanos)),
        honest.challenge(),
        honest.probe(),
        honest.renewal());
  }

  private static FaceSighting claims(Frame frame, int pictures, FaceAnswer answer) {
    return new FaceSighting(
        answer,
        frame.bytes()[0] > 0 || pictures > 4,
        Optional.of(new FaceEvidence("t1", pictures, frame.capturedAt(), frame.capturedNanos())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Finding finding(long now) {
    FaceAnswer answer =
        switch (random.nextInt(6)) {
          case 0 -> Building.spoof();
          case 1 -> Building.unproven();
          default ->
              new FaceAnswer.Known(
                  either(),
                  0.8f,
                  0.5f,
                  LIVENESS[random.nextInt(LIVENESS.length)],
                  "0.80",
                  List.of());
        };
    Optional<FaceEvidence> evidence =
        maybe(new FaceEvidence("t1", random.nextInt(5), Instant.now(), moment(now)));
    FaceSighting sighting =
        new FaceSighting(
            answer,
            random.nextBoolean(),
            evidence,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Finding(
        maybe(either()), sighting, List.of(), random.nextInt(5), moment(now), moment(now), now);
  }

  private long moment(long now) {
    return now + TimeUnit.MILLISECONDS.toNanos(random.nextInt(8000) - 4000);
  }

  private PersonId either() {
    return random.nextBoolean() ? Building.ANNA : BERT;
  }

  private <T> Optional<T> maybe(T value) {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value);
  }

  private static Person person(PersonId id) {
    return new Person(id, id.value(), "1", Set.of(Building.DOOR));
  }
}
