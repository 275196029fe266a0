// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.people.Claim;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation.Farewell;

/** What one visit concludes from its facts, and what it does then. On the visit's thread only. */
final class Judgement {
  private final Visit visit;
  private final Diary diary;
  private final Bell bell;
  private final Claims claims;
  private final Listening listening;
  private final Sight sight;
  private final Search search;
  private final Asking asking;
  private final Rights rights;
  private final Naming naming;
  private final PassSight passes;
  private final Ruling ruling;
  private final Unlocking unlocking;
  private final LettingIn lettingIn;
  private final Speaker speaker;
  private final Dialogue dialogue;
  private final Deeds deeds;

  Judgement(Visit visit) {
    this.visit = visit;
    this.diary = visit.diary;
    this.bell = new Bell(visit, this::unit);
    this.claims = new Claims(visit);
    this.listening = new Listening(visit);
    Glances glances = visit.pictures.glances();
    this.sight = new Sight(visit, glances, this::faceEnded);
    this.search = new Search(visit, sight, claims, this::decide);
    this.asking = new Asking(visit, this::decide);
    this.rights = new Rights(visit, this::decideUnlessFace);
    this.unlocking = new Unlocking(visit, bell, rights);
    this.lettingIn = new LettingIn(visit, this::letIn, this::decide);
    this.speaker = new Speaker(visit);
    this.dialogue = new Dialogue(visit, listening, speaker, visit::unit, this::decideUnlessFace);
    this.naming =
        new Naming(
            visit, sight, search, dialogue, claims, asking, rights, this::over, this::decide);
    this.passes = new PassSight(visit, rights, glances, naming::pictured);
    this.ruling =
        new Ruling(visit, sight, listening, rights, () -> asking.words() + dialogue.asked());
    this.deeds = new Deeds(visit, bell, listening, speaker, dialogue);
    visit.talking.onLeft(this::left);
  }

  private Optional<String> unit() {
    return dialogue.unit().or(visit::unit);
  }

  /** Begins with what the press brought. */
  void begin(Optional<Claim> claim) {
    passes.begin();
    boolean asks = claim.isEmpty() && dialogue.begin();
    if (!asks) {
      listen();
    }
    if (claim.isPresent()) {
      claimed(claim.get());
    } else if (!search.begin() && !asks) {
      decide();
    }
  }

  private void listen() {
    if (!visit.talking.active()) {
      listening.begin(answer -> decideUnlessFace());
    }
  }

  /** Somebody of the house talks with the visitor: the house itself is silent and asks nothing. */
  void answered(Talk talk) {
    visit.talking.begin(talk);
    asking.answered();
    dialogue.overtaken();
    speaker.stop();
    listening.stop();
    if (diary.decision().isEmpty()) {
      diary.decided(new Decision.Ring(false, "Somebody of the house answered"));
    }
  }

  /** The house is silent. */
  void hush() {
    speaker.stop();
  }

  /** Whoever talked has left. */
  private void left(Optional<Farewell> farewell) {
    if (farewell.isEmpty()) {
      return;
    }
    if (farewell.get() == Farewell.ASSISTANT) {
      bell.handedBack();
      deeds.handedBack();
      if (dialogue.beginAgain()) {
        return;
      }
    }
    boolean parcels = farewell.get() == Farewell.PARCEL_ROOM;
    speaker.sayLast(parcels ? Prompt.PARCEL_ROOM : Prompt.DECLINED, () -> visit.close(""));
  }

  /** Whoever talks lets the visitor in. */
  CompletableFuture<DoorOutcome> letIn(Answering who, Instant at, long nanos) {
    return lettingIn.begin(who, at, nanos);
  }

  private void letIn() {
    speaker.sayLast(Prompt.OPENED, () -> {});
  }

  /** Returns whether the last words of the visit are being said. */
  boolean saysLast() {
    return speaker.saysLast();
  }

  /** Takes a code that came with a press. */
  void claimed(Claim claim) {
    naming.take(claim);
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

  /**
   * What was entered is the code that was asked for, an answer, or a number of the rights; 0 alone
   * calls a person.
   */
  void keyed(String keys) {
    String digits = keys.replaceAll("[*#]", "");
    String number = keys.replaceAll("^[*#]+|[*#]+$", "");
    if (naming.fits(number)) {
      claimed(new Claim(number));
    } else if (dialogue.active()) {
      dialogue.keyed(digits);
    } else if (keys.equals("0")) {
      pressedAgain();
    } else if (asking.waiting() && !digits.isEmpty()) {
      claimed(new Claim(digits));
    }
  }

  private void faceEnded() {
    search.end();
    claims.seen(sight.answer(), sight.finding());
    decide();
  }

  /** Words alone decide nothing while a face is being waited for, but for an emergency. */
  private void decideUnlessFace() {
    boolean awaited = sight.looking() && (claims.made() || search.bellWaits());
    if (!awaited || ruling.of(claims) instanceof Decision.Ring ring && ring.urgent()) {
      decide();
    }
  }

  private void decide() {
    long start = System.nanoTime();
    Decision ruled = ruling.of(claims);
    boolean emergency = ruled instanceof Decision.Ring ring && ring.urgent();
    if (!emergency && (rights.awaited() || lacksFace())) {
      return;
    }
    Decision warranted = ordering() ? ruled : ruling.warranted(ruled, claims);
    Decision decision = deeds.holding(asking.once(warranted, ruling.codeOf()));
    boolean urgent = decision instanceof Decision.Ring ring && ring.urgent();
    if (ordering() && !urgent || dialogue.active() && Deeds.needAnswer(decision)) {
      return;
    }
    dialogue.overtaken();
    diary.decided(decision);
    if (decision instanceof Decision.Admit admit) {
      diary.time("decide", start, System.nanoTime());
      passes.end();
      unlocking.begin(admit, ruling.basis(admit, claims), sight.vigil());
      return;
    }
    ruling.refuse();
    if (!ordering()) {
      sight.rest();
    }
    if (decision instanceof Decision.AskMore ask) {
      ask(ask);
    } else {
      deeds.carryOut(decision);
    }
  }

  private boolean lacksFace() {
    return !ordering() && naming.lacksFace(ruling);
  }

  private void ask(Decision.AskMore ask) {
    if (ask.code()) {
      asking.forCode(ruling.codeOf());
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

  /** Returns whether nothing that is entered counts any more. */
  private boolean over() {
    return ordering() || deeds.refused();
  }

  /** Returns whether the one order of the visit was made, or one in somebody's name counts. */
  private boolean ordering() {
    return unlocking.begun() || lettingIn.busy() || opened();
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
    lettingIn.end(why);
    visit.talking.end();
    dialogue.overtaken();
    boolean asked = diary.decision().orElse(null) instanceof Decision.AskMore ask && ask.code();
    if (diary.decision().isEmpty() || asked && !visit.tally.answered()) {
      Decision.Ring ring = new Decision.Ring(false, why.isEmpty() ? "Nothing was decided" : why);
      diary.decided(ring);
      bell.ring(ring);
    }
    // The latest visit of a station stays in memory; no face stays with it.
    sight.stop();
  }
}
