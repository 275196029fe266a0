// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.door.VisitFacts;
import org.vestibule.api.event.DoorEvent.DoorAnswered;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** What one visit concludes from its facts, and what it does then. On the visit's thread only. */
final class Judgement {
  private final Visit visit;
  private final Desk desk;
  private final Rooms rooms;
  private final Diary diary;
  private final Ringing ringing = new Ringing();
  private boolean claimMade;
  private Optional<Person> claimed = Optional.empty();
  private Optional<FaceAnswer> face = Optional.empty();
  private Optional<FaceTally.Look> evidence = Optional.empty();
  private Optional<Triage> triage = Optional.empty();
  private boolean heard;
  private int questions;
  private boolean refused;
  private UnlockStep order;

  Judgement(Visit visit) {
    this.visit = visit;
    this.desk = visit.desk;
    this.rooms = desk.rooms();
    this.diary = visit.diary;
  }

  /** Begins with what the press brought. */
  void begin(Optional<Claim> claim) {
    listen();
    claim.ifPresentOrElse(this::claimed, this::decide);
  }

  /** Looks at a code, unless a face is being looked at, an order was given or it was refused. */
  void claimed(Claim claim) {
    if (visit.runs("face") || order != null || refused) {
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

  private Optional<Person> look(Claim claim) {
    long now = desk.ticks().nanos();
    if (desk.guard().blocked(visit.info.id(), now)) {
      diary.degraded("Codes are ignored at this station for a minute after too many wrong ones");
      return Optional.empty();
    }
    Optional<Person> person = find(claim);
    int allowed = visit.settings.number(CoreKey.WRONG_CLAIMS);
    if (person.isEmpty() && desk.guard().wrong(visit.info.id(), now, allowed)) {
      desk.note(
          "visit:" + visit.id,
          "claims-ignored",
          Map.of("station", visit.info.id().value(), "wrong", Integer.toString(allowed)));
    }
    return person;
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
            visit.station,
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
    }
    decide();
  }

  private void listen() {
    if (!visit.info.audio()) {
      return;
    }
    if (!rooms.speech.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      diary.degraded(rooms.speech.empty().getMessage());
      return;
    }
    SpeechStage stage =
        new SpeechStage(
            rooms,
            visit.settings,
            visit.station,
            visit.id,
            text -> visit.step(() -> partial(text)));
    visit.run("speech", desk.workers().speech(), stage::leftNanos, stage, this::speechEnded);
  }

  private void partial(String text) {
    if (visit.runs("speech")) {
      diary.heard(text);
    }
  }

  private void speechEnded(SpeechStage.Heard end, Throwable failure) {
    if (failure != null && questions > 0) {
      // The station does not listen a second time: what was said first stands.
      decideUnlessFace();
      return;
    }
    if (failure != null) {
      diary.degraded("What was said is not understood: " + Visit.why(failure));
      decideUnlessFace();
      return;
    }
    diary.time("speech", end.startNanos(), end.endNanos());
    if (end.last() instanceof SpeechEvent.FinalText said && !said.text().isBlank()) {
      diary.time(said.timings(), said.endOfSpeechNanos());
      heard = true;
      diary.heard(said.text());
      sort(said.text());
    } else {
      decideUnlessFace();
    }
  }

  private void sort(String text) {
    if (!rooms.triage.expected(visit.settings.millis(CoreKey.REPLACEMENT))) {
      diary.degraded(rooms.triage.empty().getMessage());
      decideUnlessFace();
      return;
    }
    long start = System.nanoTime();
    Deadline deadline = new Deadline(start, visit.settings.millis(CoreKey.TRIAGE));
    visit.<Triage>run(
        "triage",
        desk.workers().speech(),
        () -> deadline.left(System.nanoTime()),
        () ->
            rooms.triage.call(
                visit.settings.millis(CoreKey.REPLACEMENT),
                deadline::extend,
                service -> service.triage(text)),
        (answer, failure) -> {
          if (failure == null) {
            diary.time("triage", start, System.nanoTime());
            triage = Optional.of(answer);
            diary.triage(answer);
          } else {
            diary.degraded("What was said is not sorted: " + Visit.why(failure));
          }
          decideUnlessFace();
        });
  }

  /** Words alone decide nothing while a face is being looked at, but for an emergency. */
  private void decideUnlessFace() {
    if (!visit.runs("face") || policy() instanceof Decision.Ring ring && ring.urgent()) {
      decide();
    }
  }

  private Decision policy() {
    VisitFacts facts =
        new VisitFacts(visit.info.door(), claimMade, claimed, face, heard, triage, questions);
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
    if (decision instanceof Decision.Admit admit && order == null && !supported(admit)) {
      decision = new Decision.Ring(false, "No face confirms what the door policy decided");
    }
    boolean urgent = decision instanceof Decision.Ring ring && ring.urgent();
    if (order != null && !urgent) {
      return;
    }
    diary.decided(decision);
    if (decision instanceof Decision.Admit admit) {
      diary.time("decide", start, System.nanoTime());
      unlock(admit);
    } else if (decision instanceof Decision.AskMore ask) {
      ring(false, ask.reason());
      questions++;
      listen();
      if (!visit.runs("speech")) {
        decide();
      }
    } else {
      ring(urgent, decision.reason());
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

  private void ring(boolean urgent, String reason) {
    if (!ringing.rings(urgent)) {
      return;
    }
    String text = Ringing.text(visit.info, urgent, reason);
    diary.publish(new BellRang(desk.ticks().now(), diary.story(), urgent, text));
    Notice notice = new Notice(visit.id, visit.info.id(), urgent, text);
    int number = 0;
    for (Notifier notifier : rooms.notifiers) {
      Deadline deadline = new Deadline(System.nanoTime(), visit.settings.millis(CoreKey.RING));
      visit.<String>run(
          Visit.RING + urgent + number++,
          desk.workers().bell(),
          () -> deadline.left(System.nanoTime()),
          () -> notifier.deliver(notice),
          (receipt, failure) -> {
            if (failure != null) {
              diary.degraded("A notifier told nobody: " + Visit.why(failure));
            }
          });
    }
  }

  private void unlock(Decision.Admit admit) {
    FaceTally.Look look = evidence.get();
    long life = visit.settings.millis(CoreKey.ORDER_LIFE).toNanos();
    // A camera whose clock runs ahead does not lengthen an order's life.
    long captured = look.frame().capturedNanos();
    captured = captured - look.startNanos() > 0 ? look.startNanos() : captured;
    UnlockOrder made =
        new UnlockOrder(
            UUID.randomUUID().toString(),
            visit.info.door(),
            admit.person(),
            visit.id,
            admit.reason(),
            look.frame().capturedAt(),
            captured,
            captured + life);
    UnlockStep step = new UnlockStep(rooms, visit.settings, desk.ticks(), made, visit.openedNanos);
    order = step;
    visit.run(
        "order",
        desk.workers().doors(),
        step::leftNanos,
        step,
        (result, failure) -> ordered(step, result, failure));
  }

  private void ordered(UnlockStep step, UnlockStep.Result result, Throwable failure) {
    if (result instanceof UnlockStep.Result.Answered answered) {
      diary.time(answered.timings(), visit.openedNanos);
      answered(step.order(), answered.outcome());
    } else if (result instanceof UnlockStep.Result.NotOrdered not) {
      notOrdered(not.sentence());
    } else if (step.abandon()) {
      notOrdered("The order was not recorded in time: " + Visit.why(failure));
    } else {
      answered(step.order(), UnlockStep.unanswered(visit.settings));
    }
  }

  private void notOrdered(String sentence) {
    diary.decided(new Decision.Ring(false, "The door was not ordered to open. " + sentence));
    ring(false, "The door was not ordered to open. " + sentence);
  }

  private void answered(UnlockOrder made, DoorOutcome outcome) {
    diary.answered(outcome);
    diary.publish(new DoorAnswered(desk.ticks().now(), made.door(), visit.id, made.id(), outcome));
    desk.note(
        "visit:" + visit.id,
        action(outcome),
        Map.of(
            "door", made.door().value(),
            "person", made.person().value(),
            "order", made.id(),
            "answer", outcome.sentence()));
    if (opened()) {
      visit.after(visit.settings.millis(CoreKey.LINGER), () -> visit.close(""));
    } else {
      ring(false, "The door did not open. " + outcome.sentence());
    }
  }

  private static String action(DoorOutcome outcome) {
    if (outcome instanceof DoorOutcome.Opened) {
      return "door-opened";
    }
    return outcome instanceof DoorOutcome.Denied ? "door-denied" : "door-unreachable";
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return diary.outcome().orElse(null) instanceof DoorOutcome.Opened;
  }

  /** The visit ends: an order on its way still gets its one outcome. */
  void end(String why) {
    if (visit.runs("order") && !order.abandon()) {
      diary.answered(new DoorOutcome.Unreachable(why));
      diary.publish(
          new DoorAnswered(
              desk.ticks().now(),
              visit.info.door(),
              visit.id,
              order.order().id(),
              diary.outcome().get()));
      desk.note(
          "visit:" + visit.id,
          "door-unreachable",
          Map.of("door", visit.info.door().value(), "order", order.order().id(), "answer", why));
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
            decision -> facts.put("decision", decision.getClass().getSimpleName().toLowerCase()));
    story.outcome().ifPresent(outcome -> facts.put("outcome", action(outcome)));
    return facts;
  }
}
