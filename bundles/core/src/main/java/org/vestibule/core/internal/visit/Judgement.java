// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What one visit concludes from its facts, and what it does then. On the visit's thread only. */
final class Judgement {
  private final Visit visit;
  private final Desk desk;
  private final Rooms rooms;
  private final Diary diary;
  private final Bell bell;
  private final Listening listening;
  private final Unlocking unlocking;
  private boolean claimMade;
  private Optional<Person> claimed = Optional.empty();
  private Optional<FaceAnswer> face = Optional.empty();
  private Optional<FaceTally.Look> evidence = Optional.empty();
  private int questions;
  private boolean refused;

  Judgement(Visit visit) {
    this.visit = visit;
    this.desk = visit.desk;
    this.rooms = desk.rooms();
    this.diary = visit.diary;
    this.bell = new Bell(visit);
    this.listening = new Listening(visit, this::decideUnlessFace);
    this.unlocking = new Unlocking(visit, bell);
  }

  /** Begins with what the press brought. */
  void begin(Optional<Claim> claim) {
    listening.begin();
    claim.ifPresentOrElse(this::claimed, this::decide);
  }

  /** Looks at a code, unless a face is being looked at, an order was given or it was refused. */
  void claimed(Claim claim) {
    if (visit.runs("face") || unlocking.begun() || refused) {
      return;
    }
    claimMade = true;
    face = Optional.empty();
    evidence = Optional.empty();
    claimed = look(claim);
    claimed.ifPresent(person -> diary.claimed(person.name()));
    if (claimed.isEmpty() || !lookAtFace(claimed.get())) {
      decide();
    }
  }

  /** The bell is pressed again: it is heard again, unless the door is open already. */
  void pressedAgain() {
    if (!opened()) {
      bell.again();
    }
  }

  private Optional<Person> look(Claim claim) {
    long now = desk.ticks().nanos();
    if (desk.guard().blocked(visit.info.id(), now)) {
      diary.degraded("Codes are ignored at this station for a minute after too many wrong ones");
      return Optional.empty();
    }
    Optional<Person> person = find(claim);
    if (person.isEmpty()) {
      wrongTry();
    }
    return person;
  }

  /** Counts a wrong code, and a wrong face behind a right one: both are guesses. */
  private void wrongTry() {
    int allowed = visit.settings.number(CoreKey.WRONG_CLAIMS);
    if (desk.guard().wrong(visit.info.id(), desk.ticks().nanos(), allowed)) {
      desk.note(
          "visit:" + visit.id,
          "claims-ignored",
          Map.of("station", visit.info.id().value(), "wrong", Integer.toString(allowed)));
    }
  }

  private Optional<Person> find(Claim claim) {
    try {
      return rooms.people.now().flatMap(people -> people.find(claim));
    } catch (RuntimeException | LinkageError e) {
      diary.degraded("The people directory failed: " + Visit.why(e));
      return Optional.empty();
    }
  }

  private boolean lookAtFace(Person person) {
    if (!visit.info.video()) {
      diary.degraded("The station has no camera: no face can confirm the code");
      return false;
    }
    if (!rooms.faces.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      diary.degraded(rooms.faces.empty().getMessage());
      return false;
    }
    FaceStage stage =
        new FaceStage(
            rooms,
            visit.settings,
            visit.station(),
            visit.id,
            person.id(),
            at -> visit.step(() -> diary.time("first-frame", visit.openedNanos, at)));
    visit.run("face", desk.workers().faces(), stage::leftNanos, stage, this::faceEnded);
    return true;
  }

  private void faceEnded(FaceTally.Finding finding, Throwable failure) {
    if (failure != null) {
      diary.degraded("The face was not verified: " + Visit.why(failure));
    } else {
      finding.degraded().forEach(diary::degraded);
      face = finding.answer();
      evidence = finding.look();
      evidence.ifPresent(
          look -> {
            diary.time(look.answer().timings(), look.startNanos());
            diary.time("verify", look.startNanos(), look.endNanos());
          });
      face.ifPresent(diary::face);
      if (face.filter(Judgement::isWrong).isPresent()) {
        wrongTry();
      }
    }
    decide();
  }

  private static boolean isWrong(FaceAnswer answer) {
    return answer instanceof FaceAnswer.Spoof || answer instanceof FaceAnswer.Unknown;
  }

  /** Words alone decide nothing while a face is being looked at, but for an emergency. */
  private void decideUnlessFace() {
    if (!visit.runs("face") || policy() instanceof Decision.Ring ring && ring.urgent()) {
      decide();
    }
  }

  private Decision policy() {
    VisitFacts facts =
        new VisitFacts(
            visit.info.door(),
            claimMade,
            claimed,
            face,
            listening.heard(),
            listening.triage(),
            questions);
    try {
      return rooms
          .policy
          .now()
          .map(policy -> policy.decide(facts))
          .orElseGet(() -> new Decision.Ring(false, "There is no door policy"));
    } catch (RuntimeException | LinkageError e) {
      return new Decision.Ring(false, "The door policy failed: " + e.getMessage());
    }
  }

  private void decide() {
    long start = System.nanoTime();
    Decision decision = policy();
    if (decision instanceof Decision.Admit admit && !unlocking.begun() && !supported(admit)) {
      decision = new Decision.Ring(false, "No face confirms what the door policy decided");
    }
    if (decision instanceof Decision.AskMore ask && questions > 0) {
      decision = new Decision.Ring(false, ask.reason());
    }
    boolean urgent = decision instanceof Decision.Ring ring && ring.urgent();
    if (unlocking.begun() && !urgent) {
      return;
    }
    diary.decided(decision);
    if (decision instanceof Decision.Admit admit) {
      diary.time("decide", start, System.nanoTime());
      unlocking.begin(admit, evidence.get());
    } else if (decision instanceof Decision.AskMore ask) {
      bell.ring(false, ask.reason());
      questions++;
      listening.begin();
      if (!visit.runs("speech")) {
        decide();
      }
    } else {
      bell.ring(urgent, decision.reason());
      refuse(decision);
    }
  }

  /** Whatever the policy, no door opens without a confirmed face of somebody still enrolled. */
  private boolean supported(Decision.Admit admit) {
    return face.orElse(null) instanceof FaceAnswer.Known known
        && evidence.isPresent()
        && known.person().equals(admit.person())
        && claimed.map(Person::id).filter(admit.person()::equals).isPresent()
        && rooms.people.now().map(this::stillEnrolled).orElse(false);
  }

  private boolean stillEnrolled(PeopleDirectory people) {
    return !people.templates(claimed.get().id()).isEmpty();
  }

  private void refuse(Decision decision) {
    if (decision instanceof Decision.Refuse && !refused) {
      refused = true;
      desk.note(
          "visit:" + visit.id,
          "entry-refused",
          Map.of("door", visit.info.door().value(), "reason", decision.reason()));
    }
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return unlocking.opened();
  }

  /** The visit ends; one that ends before anything was decided is still told. */
  void end(String why) {
    unlocking.end(why);
    if (diary.decision().isEmpty()) {
      String reason = why.isEmpty() ? "Nothing was decided" : why;
      diary.decided(new Decision.Ring(false, reason));
      bell.ring(false, reason);
    }
  }

  /** Returns what the audit keeps of a visit: conclusions, no words of the visitor. */
  static Map<String, String> summary(VisitStory story) {
    Map<String, String> facts = new TreeMap<>();
    facts.put("station", story.station().value());
    facts.put("presses", Integer.toString(story.presses()));
    story.face().ifPresent(word -> facts.put("face", word));
    story.triage().ifPresent(answer -> facts.put("intent", answer.intent().name()));
    story
        .decision()
        .ifPresent(
            decision ->
                facts.put(
                    "decision", decision.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
    story.outcome().ifPresent(outcome -> facts.put("outcome", Unlocking.action(outcome)));
    return facts;
  }
}
