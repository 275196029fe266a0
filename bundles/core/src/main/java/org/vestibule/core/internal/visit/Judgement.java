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
  private final Dialogue dialogue;
  private final Deeds deeds;
  private boolean claimMade;
  private Optional<Person> claimed = Optional.empty();
  private boolean bellWaits;

  Judgement(Visit visit) {
    this.visit = visit;
    this.rooms = visit.desk.rooms();
    this.diary = visit.diary;
    this.bell = new Bell(visit);
    this.codes = new Codes(visit);
    this.listening = new Listening(visit);
    this.sight = new Sight(visit, this::faceEnded);
    this.asking = new Asking(visit, this::decide);
    this.unlocking = new Unlocking(visit, bell);
    Speaker speaker = new Speaker(visit);
    this.dialogue = new Dialogue(visit, listening, speaker, this::decideUnlessFace);
    this.ruling = new Ruling(visit, sight, listening, () -> asking.words() + dialogue.asked());
    this.deeds = new Deeds(visit, bell, listening, speaker, dialogue);
  }

  /** Begins with what the press brought. */
  void begin(Optional<Claim> claim) {
    boolean asks = claim.isEmpty() && dialogue.begin();
    if (!asks) {
      listen();
    }
    if (claim.isPresent()) {
      claimed(claim.get());
    } else if (!identify() && !asks) {
      decide();
    }
  }

  private void listen() {
    listening.begin(answer -> decideUnlessFace());
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
    if ((sight.looking() && claimMade) || unlocking.begun() || deeds.refused()) {
      return;
    }
    claimMade = true;
    bellWaits = false;
    asking.answered();
    dialogue.overtaken();
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
    } else if (dialogue.active()) {
      dialogue.pressed();
    } else if (deeds.insists()) {
      decide();
    } else if (!opened()) {
      bell.again();
    }
  }

  /** What was entered is the code that was asked for, or an answer; 0 alone calls a person. */
  void keyed(String keys) {
    String digits = keys.replaceAll("[*#]", "");
    if (asking.waiting() && !digits.isEmpty()) {
      claimed(new Claim(digits));
    } else if (dialogue.active()) {
      dialogue.keyed(keys);
    } else if (keys.equals("0")) {
      pressedAgain();
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
        deeds.holding(
            asking.once(unlocking.begun() ? ruled : ruling.warranted(ruled, claimMade, claimed)));
    boolean urgent = decision instanceof Decision.Ring ring && ring.urgent();
    if (unlocking.begun() && !urgent || dialogue.active() && waitsForAnswer(decision)) {
      return;
    }
    dialogue.overtaken();
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
      deeds.carryOut(decision);
    }
  }

  /** While the assistant asks, only what needs no answer is carried out. */
  private static boolean waitsForAnswer(Decision decision) {
    return decision instanceof Decision.Ring ring && !ring.urgent()
        || decision instanceof Decision.Direct
        || decision instanceof Decision.AskMore ask && !ask.code();
  }

  private void ask(Decision.AskMore ask) {
    if (ask.code()) {
      asking.forCode();
      deeds.tell(ask);
      return;
    }
    bell.ring(new Decision.Ring(false, ask.reason()));
    asking.forWords();
    listen();
    if (!visit.stages.runs("speech")) {
      decide();
    }
  }

  /** Returns whether the door opened. */
  boolean opened() {
    return unlocking.opened();
  }

  /** Returns whether something may still change the decision that no stage stands for. */
  boolean undecided() {
    return sight.looking() || waits();
  }

  /** Returns whether the visitor is awaited: their code, their answer, or a second press. */
  boolean waits() {
    return asking.waiting() || dialogue.active() || deeds.lingers();
  }

  /** Returns whether the assistant has asked anything. */
  boolean talked() {
    return dialogue.asked() > 0;
  }

  /** Adds what the audit counts. */
  Map<String, String> count(Map<String, String> facts) {
    visit.tally.addTo(facts, dialogue);
    return facts;
  }

  /** The visit ends; one that ends before anything was decided is still told. */
  void end(String why) {
    unlocking.end(why);
    dialogue.overtaken();
    if (diary.decision().isEmpty() || asking.waiting()) {
      Decision.Ring ring = new Decision.Ring(false, why.isEmpty() ? "Nothing was decided" : why);
      diary.decided(ring);
      bell.ring(ring);
    }
    // The latest visit of a station stays in memory; no face stays with it.
    sight.stop();
  }
}
