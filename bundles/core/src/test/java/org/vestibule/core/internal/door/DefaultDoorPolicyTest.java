// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.MoreNeeded;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.door.Entitlement.Step;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.StepUp;

class DefaultDoorPolicyTest {
  private static final DoorId DOOR = new DoorId("front-door");
  private static final Person ANNA = person("anna", Set.of(DOOR));
  private static final Person BERT = person("bert", Set.of(new DoorId("cellar")));
  private static final Map<StepUp, CoreSettings> SETTINGS =
      Arrays.stream(StepUp.values())
          .collect(Collectors.toMap(when -> when, when -> CoreSettings.defaults().with(when)));
  private StepUp stepUp = StepUp.UNSURE;
  private final DefaultDoorPolicy policy = DefaultDoorPolicy.of(() -> SETTINGS.get(stepUp));

  @Test
  void onlyALivingFaceWithTheRightOrANumberThatIsEnoughIsAdmittedWhateverElseIsTrue() {
    Random random = new Random(7);
    int admitted = 0;
    int byNumber = 0;
    for (int i = 0; i < 200_000; i++) {
      VisitFacts facts = anyFacts(random);
      stepUp = StepUp.values()[random.nextInt(3)];
      Decision decision = policy.decide(facts);
      assertThat(decision.reason()).isNotBlank();
      if (decision instanceof Decision.Admit admit) {
        admitted++;
        Entitlement said = facts.entitlement().orElse(null);
        assertThat(facts.claimMade() || stepUp != StepUp.ALWAYS).isTrue();
        if (said != null) {
          assertThat(said)
              .isInstanceOfSatisfying(
                  Granted.class, g -> assertThat(g.person()).isEqualTo(admit.person()));
        }
        if (said instanceof Granted granted && !granted.by().contains(EntryMethod.FACE)) {
          byNumber++;
          continue;
        }
        Person person = facts.claimMade() ? facts.claimed().get() : facts.identified().get();
        assertThat(facts.face()).containsInstanceOf(FaceAnswer.Known.class);
        PersonId seen = ((FaceAnswer.Known) facts.face().get()).person();
        assertThat(List.of(seen, person.id())).containsOnly(admit.person());
        assertThat(said != null || person.doors().contains(facts.door())).isTrue();
      }
      VisitFacts silent =
          new VisitFacts(
              facts.door(),
              facts.claimMade(),
              facts.claimed(),
              facts.identified(),
              facts.face(),
              false,
              Optional.empty(),
              0,
              facts.entitlement());
      if (!(policy.decide(silent) instanceof Decision.Admit)) {
        assertThat(decision).isNotInstanceOf(Decision.Admit.class);
      }
    }
    assertThat(admitted).isGreaterThan(byNumber);
    assertThat(byNumber).isPositive();
  }

  @Test
  void anEmergencyRingsUrgentlyEvenForAKnownFaceOrAnArtefact() {
    for (FaceAnswer face : List.of(known(ANNA), spoof())) {
      Decision decision = policy.decide(facts(ANNA, face, Intent.EMERGENCY, 0));
      assertThat(decision).isInstanceOf(Decision.Ring.class);
      assertThat(((Decision.Ring) decision).urgent()).isTrue();
    }
  }

  @Test
  void aPersonWithoutTheRightRingsWithTheReason() {
    Decision decision = policy.decide(facts(BERT, known(BERT), Intent.GUEST, 0));
    assertThat(decision).isInstanceOf(Decision.Ring.class);
    assertThat(decision.reason()).contains("no right", "GUEST");
  }

  @Test
  void anArtefactIsRefusedWithScoreAndBound() {
    Decision decision = policy.decide(facts(ANNA, spoof(), Intent.GUEST, 0));
    assertThat(decision).isInstanceOf(Decision.Refuse.class);
    assertThat(decision.reason()).contains("0.10 of 0.50");
  }

  @Test
  void whatIsUnclearIsAskedOnce() {
    assertThat(policy.decide(facts(null, null, Intent.UNCLEAR, 0)))
        .isInstanceOf(Decision.AskMore.class);
    assertThat(policy.decide(facts(null, null, Intent.UNCLEAR, 1)))
        .isInstanceOf(Decision.Ring.class);
  }

  @Test
  void nothingButACodeHelpsAFaceThatIsNotProvenToBeAlive() {
    for (StepUp when : StepUp.values()) {
      stepUp = when;
      Decision decision = policy.decide(recognised(ANNA, unproven(ANNA)));
      assertThat(decision.reason()).isNotBlank();
      if (when == StepUp.NEVER) {
        assertThat(decision).isInstanceOf(Decision.Ring.class);
      } else {
        assertThat(decision)
            .isInstanceOfSatisfying(Decision.AskMore.class, ask -> assertThat(ask.code()).isTrue());
      }
    }
    assertThat(policy.decide(facts(ANNA, unproven(ANNA), Intent.GUEST, 1)))
        .isInstanceOf(Decision.Ring.class);
  }

  @Test
  void whoIsRecognisedIsAdmittedUnlessEveryoneIsAskedForTheirCode() {
    assertThat(policy.decide(recognised(ANNA, known(ANNA)))).isInstanceOf(Decision.Admit.class);
    assertThat(policy.decide(recognised(BERT, known(BERT))).reason()).contains("no right");
    stepUp = StepUp.ALWAYS;
    assertThat(policy.decide(recognised(ANNA, known(ANNA)))).isInstanceOf(Decision.AskMore.class);
  }

  @Test
  void whatTheRightsRefuseRingsWithTheirSentence() {
    for (VisitFacts facts :
        List.of(recognised(ANNA, known(ANNA)), facts(ANNA, known(ANNA), Intent.GUEST, 1))) {
      assertThat(policy.decide(with(facts, refused())))
          .isInstanceOf(Decision.Ring.class)
          .matches(decision -> decision.reason().startsWith("The building is closed"));
    }
  }

  @Test
  void aCodeThatIsMissingIsAskedForAndAnythingElseThatIsMissingRings() {
    VisitFacts facts = recognised(ANNA, known(ANNA));
    Entitlement code = new MoreNeeded(List.of(Set.of(EntryMethod.CODE)), List.of());
    assertThat(policy.decide(with(facts, code)))
        .isInstanceOfSatisfying(Decision.AskMore.class, ask -> assertThat(ask.code()).isTrue());
    Entitlement card =
        new MoreNeeded(List.of(Set.of(EntryMethod.CARD, EntryMethod.CODE)), List.of());
    assertThat(policy.decide(with(facts, card)))
        .isInstanceOf(Decision.Ring.class)
        .matches(decision -> decision.reason().contains("code and card"));
  }

  @Test
  void aStrangerBehindAClaimIsNotAskedForItsCode() {
    Entitlement code = new MoreNeeded(List.of(Set.of(EntryMethod.CODE)), List.of());
    FaceAnswer stranger = new FaceAnswer.Unknown(0.1f, "r", List.of());
    assertThat(policy.decide(with(facts(ANNA, stranger, Intent.GUEST, 1), code)))
        .isInstanceOf(Decision.Ring.class);
  }

  @Test
  void anArtefactIsRefusedThoughANumberWouldBeEnough() {
    Entitlement pass =
        new Granted(ANNA.id(), Set.of(EntryMethod.PASS), Optional.of("p"), false, List.of());
    assertThat(policy.decide(with(facts(ANNA, spoof(), Intent.GUEST, 1), pass)))
        .isInstanceOf(Decision.Refuse.class);
  }

  private static VisitFacts recognised(Person person, FaceAnswer face) {
    return new VisitFacts(
        DOOR,
        false,
        Optional.empty(),
        Optional.of(person),
        Optional.of(face),
        false,
        Optional.empty(),
        0);
  }

  private static VisitFacts facts(Person claimed, FaceAnswer face, Intent intent, int questions) {
    return new VisitFacts(
        DOOR,
        claimed != null,
        Optional.ofNullable(claimed),
        Optional.empty(),
        Optional.ofNullable(face),
        true,
        Optional.of(new Triage(intent, 0.9f, "0.90 of 0.50", "m")),
        questions);
  }

  private static VisitFacts anyFacts(Random random) {
    FaceAnswer[] faces = {
      null,
      known(ANNA),
      known(BERT),
      spoof(),
      unproven(ANNA),
      new FaceAnswer.Unknown(0.1f, "r", List.of()),
      new FaceAnswer.NoFace("r", List.of()),
      new FaceAnswer.PoorQuality("r", List.of())
    };
    Person[] people = {null, ANNA, BERT};
    Intent[] intents = Intent.values();
    Optional<Triage> triage =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new Triage(
                    intents[random.nextInt(intents.length)], random.nextFloat(), "open it", "m"));
    return new VisitFacts(
        random.nextBoolean() ? DOOR : new DoorId("cellar"),
        random.nextBoolean(),
        Optional.ofNullable(people[random.nextInt(people.length)]),
        Optional.ofNullable(people[random.nextInt(people.length)]),
        Optional.ofNullable(faces[random.nextInt(faces.length)]),
        random.nextBoolean(),
        triage,
        random.nextInt(3),
        Optional.ofNullable(anyEntitlement(random)));
  }

  private static Entitlement anyEntitlement(Random random) {
    List<Set<EntryMethod>> ways =
        List.of(
            Set.of(EntryMethod.FACE),
            Set.of(EntryMethod.FACE, EntryMethod.CODE),
            Set.of(EntryMethod.CODE),
            Set.of(EntryMethod.PASS));
    Set<EntryMethod> way = ways.get(random.nextInt(ways.size()));
    Person who = random.nextBoolean() ? ANNA : BERT;
    return switch (random.nextInt(5)) {
      case 0 -> refused();
      case 1 -> new MoreNeeded(List.of(way), List.of());
      case 2 -> new Granted(who.id(), way, Optional.empty(), random.nextBoolean(), List.of());
      default -> null;
    };
  }

  private static Entitlement refused() {
    return new Refused(
        "out-of-schedule",
        "The building is closed.",
        Optional.empty(),
        List.of(new Step("schedule day", false, "closed")));
  }

  private static VisitFacts with(VisitFacts facts, Entitlement said) {
    return new VisitFacts(
        facts.door(),
        facts.claimMade(),
        facts.claimed(),
        facts.identified(),
        facts.face(),
        facts.speechHeard(),
        facts.triage(),
        facts.questionsAsked(),
        Optional.of(said));
  }

  private static Person person(String id, Set<DoorId> doors) {
    return new Person(new PersonId(id), id, "1", doors);
  }

  private static FaceAnswer known(Person person) {
    return new FaceAnswer.Known(person.id(), 0.8f, 0.5f, 0.9f, "0.80 of 0.50", List.of());
  }

  private static FaceAnswer unproven(Person person) {
    return new FaceAnswer.Unproven(person.id(), 0.8f, 0.4f, "0.40 of 0.50", List.of());
  }

  private static FaceAnswer spoof() {
    return new FaceAnswer.Spoof(0.1f, "0.10 of 0.50", List.of());
  }
}
