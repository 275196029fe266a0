// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Person;
import org.vestibule.core.internal.CoreKey;

/** What one visit concludes from its facts, and what it does then. On the visit's thread only. */
final class Judgement {
  private final Visit visit;
  private final Rooms rooms;
  private final Diary diary;
  private final Bell bell;
  private final Codes codes;
  private final Listening listening;
  private final Sight sight;
  private final Asking asking;
  private final Ruling ruling;
  private final Unlocking unlocking;
  private boolean claimMade;
  private Optional<Person> claimed = Optional.empty();
  private boolean bellWaits;
  private boolean refused;

  Judgement(Visit visit) {
    this.visit = visit;
    this.rooms = visit.desk.rooms();
    this.diary = visit.diary;
    this.bell = new Bell(visit);
    this.codes = new Codes(visit);
    this.listening = new Listening(visit, this::decideUnlessFace);
    this.sight = new Sight(visit, this::faceEnded);
    this.asking = new Asking(visit, this::decide);
    this.ruling = new Ruling(visit, sight, listening, asking);
    this.unlocking = new Unlocking(visit, bell);
  }

  /** Begins with what the press brought. */
  void begin(Optional<Claim> claim) {
    listening.begin();
    if (claim.isPresent()) {
      claimed(claim.get());
    } else if (!identify()) {
      decide();
    }
  }

  /** Searches everybody who is enrolled, where the site does that; the bell waits a moment. */
  private boolean identify() {
    boolean may =
        visit.info.video()
            && rooms.identifier.expected(visit.settings.millis(CoreKey.REPLACEMENT))
            && !codes.blocked();
    if (!may || !sight.begin(Optional.empty())) {
      return false;
    }
    bellWaits = true;
    visit.after(visit.settings.millis(CoreKey.IDENTIFY), this::bellWaitedEnough);
    return true;
  }

  private void bellWaitedEnough() {
    if (bellWaits) {
      bellWaits = false;
      decide();
    }
  }

  /**
   * Looks at a code, unless the face behind another one is being looked at, an order was given or
   * it was refused. It takes over from a search for nobody in particular.
   */
  void claimed(Claim claim) {
    if ((sight.looking() && claimMade) || unlocking.begun() || refused) {
      return;
    }
    claimMade = true;
    bellWaits = false;
    asking.answered();
    sight.stop();
    visit.desk.probes().drop(visit.id);
    claimed = codes.look(claim);
    claimed.ifPresent(person -> diary.claimed(person.name()));
    if (claimed.isEmpty() || !sight.begin(claimed.map(Person::id))) {
      decide();
    }
  }

  /** The bell is pressed again: it is heard again, unless the door is open already. */
  void pressedAgain() {
    if (asking.waiting()) {
      asking.pressed();
    } else if (!opened()) {
      bell.again();
    }
  }

  private void faceEnded() {
    bellWaits = false;
    FaceAnswer answer = sight.answer().orElse(null);
    // A stranger who only rings has guessed nothing.
    if (answer instanceof FaceAnswer.Spoof || claimMade && answer instanceof FaceAnswer.Unknown) {
      codes.wrongTry();
    }
    if (answer instanceof FaceAnswer.Known known) {
      sight.finding().flatMap(one -> one.sighting().probe()).ifPresent(face -> keep(known, face));
    }
    decide();
  }

  private void keep(FaceAnswer.Known known, FaceTemplate face) {
    visit.desk.keepProbe(visit.id, known.person(), face, visit.settings);
  }

  /** Words alone decide nothing while a face is being waited for, but for an emergency. */
  private void decideUnlessFace() {
    boolean awaited = sight.looking() && (claimMade || bellWaits);
    if (!awaited || ruling.of(claimMade, claimed) instanceof Decision.Ring ring && ring.urgent()) {
      decide();
    }
  }

  private void decide() {
    long start = System.nanoTime();
    Decision ruled = ruling.of(claimMade, claimed);
    Decision decision =
        asking.once(unlocking.begun() ? ruled : ruling.warranted(ruled, claimMade, claimed));
    boolean urgent = decision instanceof Decision.Ring ring && ring.urgent();
    if (unlocking.begun() && !urgent) {
      return;
    }
    diary.decided(decision);
    if (decision instanceof Decision.Admit admit) {
      diary.time("decide", start, System.nanoTime());
      unlocking.begin(admit, sight.finding().get(), sight.vigil());
      return;
    }
    if (!unlocking.begun()) {
      sight.rest();
    }
    if (decision instanceof Decision.AskMore ask) {
      ask(ask);
    } else {
      bell.ring(urgent, decision.reason());
      refuse(decision);
    }
  }

  private void ask(Decision.AskMore ask) {
    if (ask.code()) {
      asking.forCode();
      return;
    }
    bell.ring(false, ask.reason());
    asking.forWords();
    listening.begin();
    if (!visit.stages.runs("speech")) {
      decide();
    }
  }

  private void refuse(Decision decision) {
    if (decision instanceof Decision.Refuse && !refused) {
      refused = true;
      visit.desk.note(
          "visit:" + visit.id,
          "entry-refused",
          Map.of("door", visit.info.door().value(), "reason", decision.reason()));
    }
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return unlocking.opened();
  }

  /** Returns whether something may still change the decision that no stage stands for. */
  boolean undecided() {
    return sight.looking() || asking.waiting();
  }

  /** Returns whether a code is awaited. */
  boolean waitsForCode() {
    return asking.waiting();
  }

  /** The visit ends; one that ends before anything was decided is still told. */
  void end(String why) {
    unlocking.end(why);
    if (diary.decision().isEmpty() || asking.waiting()) {
      String reason = why.isEmpty() ? "Nothing was decided" : why;
      diary.decided(new Decision.Ring(false, reason));
      bell.ring(false, reason);
    }
    // The latest visit of a station stays in memory; no face stays with it.
    sight.stop();
  }
}
