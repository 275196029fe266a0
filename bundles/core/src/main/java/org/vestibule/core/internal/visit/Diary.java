// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.Person;
import org.vestibule.api.speech.Prompt;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.Transcripts;

/** What is known of one visit. Written on the visit's own thread; {@link #story()} by anyone. */
final class Diary {
  private final Rooms rooms;
  private final Ticks ticks;
  private final VisitId id;
  private final StationInfo station;
  private final Instant openedAt;
  private final long openedNanos;
  private final Transcripts transcripts;
  private final Set<String> degraded = new LinkedHashSet<>();
  private final List<StageTiming> waterfall = new ArrayList<>();
  private Instant closedAt;
  private int presses = 1;
  private final Mentions mentions = new Mentions();
  private String claimedName;
  private FaceAnswer face;
  private String challenge;
  private String prompt;
  private String answered;
  private String transcript;
  private Triage triage;
  private Decision decision;
  private DoorOutcome outcome;
  private volatile VisitStory latest;

  Diary(
      Rooms rooms,
      Ticks ticks,
      VisitId id,
      StationInfo station,
      Instant openedAt,
      long openedNanos,
      Transcripts transcripts) {
    this.rooms = rooms;
    this.ticks = ticks;
    this.id = id;
    this.station = station;
    this.openedAt = openedAt;
    this.openedNanos = openedNanos;
    this.transcripts = transcripts;
    this.latest = write();
  }

  /** Returns the latest page, which names nobody who was erased. */
  VisitStory story() {
    return mentions.clean(latest);
  }

  /** Returns whom it names. */
  Mentions mentions() {
    return mentions;
  }

  /** What follows may name this person. */
  void about(Person person) {
    mentions.add(person);
  }

  Optional<Decision> decision() {
    return Optional.ofNullable(decision);
  }

  Optional<DoorOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  void pressed() {
    presses++;
    update("pressed");
  }

  void claimed(Person person) {
    about(person);
    claimedName = person.name();
    latest = write();
  }

  void face(FaceAnswer answer) {
    face = answer;
    update("face");
  }

  void challenge(Optional<FaceChallenge> next) {
    String word = next.map(FaceChallenge::word).orElse(null);
    if (!Objects.equals(word, challenge)) {
      challenge = word;
      update("challenge");
    }
  }

  /** The visitor is told this now. */
  void prompt(Prompt next) {
    prompt = next.word();
    update("prompt");
  }

  /** Somebody of the house talks with the visitor by this, or nobody any more. */
  void talks(Optional<String> surface) {
    answered = surface.orElse(null);
    update("answered");
  }

  /** Shows what was understood, where the house shows words. */
  void heard(String text) {
    if (transcripts == Transcripts.VISIT) {
      transcript = text;
      update("speech");
    }
  }

  void triage(Triage answer) {
    triage = answer;
    update("triage");
  }

  void decided(Decision next) {
    if (!next.equals(decision)) {
      VisitStory before = story();
      decision = next;
      latest = write();
      publish(new VisitUpdated(ticks.now(), "decision", Optional.of(before), story()));
    }
  }

  void answered(DoorOutcome answer) {
    outcome = answer;
    latest = write();
  }

  void degraded(String sentence) {
    if (degraded.add(sentence)) {
      update("degraded");
    }
  }

  /** The visit is over: what was said and what is being told go with it. */
  void closed(Instant at) {
    closedAt = at;
    transcript = null;
    prompt = null;
    answered = null;
    latest = write();
  }

  /** Adds a bar between two moments of {@link System#nanoTime()}. */
  void time(String stage, long from, long to) {
    waterfall.add(bar(stage, openedNanos, from, to));
    latest = write();
  }

  /** Adds bars that a capability measured from {@code from} on. */
  void time(List<StageTiming> stages, long from) {
    stages.forEach(stage -> waterfall.add(stage.shifted((from - openedNanos) / 1000)));
    latest = write();
  }

  void publish(VestibuleEvent event) {
    rooms.events.now().ifPresent(events -> events.publish(event));
  }

  static StageTiming bar(String stage, long zero, long from, long to) {
    return new StageTiming(stage, (from - zero) / 1000, Math.max(0, (to - from) / 1000));
  }

  private void update(String what) {
    latest = write();
    publish(new VisitUpdated(ticks.now(), what, Optional.empty(), story()));
  }

  private VisitStory write() {
    List<StageTiming> ordered = new ArrayList<>(waterfall);
    ordered.sort(Comparator.comparingLong(StageTiming::startMicros));
    return new VisitStory(
        id,
        station.id(),
        station.door(),
        openedAt,
        Optional.ofNullable(closedAt),
        presses,
        Optional.ofNullable(claimedName),
        Optional.ofNullable(face).map(Diary::word),
        Optional.ofNullable(face).map(FaceAnswer::reason),
        Optional.ofNullable(challenge),
        Optional.ofNullable(prompt),
        Optional.ofNullable(answered),
        Optional.ofNullable(transcript),
        Optional.ofNullable(triage),
        Optional.ofNullable(decision),
        Optional.ofNullable(outcome),
        List.copyOf(degraded),
        ordered);
  }

  private static String word(FaceAnswer answer) {
    if (answer instanceof FaceAnswer.Known) {
      return "known";
    }
    if (answer instanceof FaceAnswer.Unknown) {
      return "unknown";
    }
    if (answer instanceof FaceAnswer.NoFace) {
      return "no-face";
    }
    if (answer instanceof FaceAnswer.Unproven) {
      return "unproven";
    }
    return answer instanceof FaceAnswer.PoorQuality ? "poor-quality" : "spoof";
  }
}
