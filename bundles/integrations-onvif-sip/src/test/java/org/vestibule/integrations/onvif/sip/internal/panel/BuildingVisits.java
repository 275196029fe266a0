// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.api.people.Claim;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** Visits without the rest of the house: one open visit for each station. */
final class BuildingVisits implements Visits {
  final Map<VisitId, VisitStory> stories = new ConcurrentHashMap<>();
  volatile Optional<Claim> lastClaim = Optional.empty();
  volatile Optional<String> lastUnit = Optional.empty();
  volatile String lastKeys = "";
  private int next;

  @Override
  public synchronized VisitId press(ButtonPress press) {
    lastClaim = press.claim();
    lastUnit = press.unit();
    for (VisitStory story : stories.values()) {
      if (story.station().equals(press.station()) && story.closedAt().isEmpty()) {
        return story.id();
      }
    }
    VisitId id = new VisitId("v-" + ++next);
    stories.put(id, story(id, press.station(), null, null, null, null, null));
    return id;
  }

  void tell(String visit, Decision decision, DoorOutcome outcome, Instant closedAt) {
    stories.computeIfPresent(
        new VisitId(visit),
        (id, held) -> story(id, held.station(), null, null, decision, outcome, closedAt));
  }

  void challenge(String visit, FaceChallenge challenge) {
    stories.computeIfPresent(
        new VisitId(visit),
        (id, held) -> story(id, held.station(), challenge.word(), null, null, null, null));
  }

  void prompt(String visit, String prompt, Decision decision) {
    stories.computeIfPresent(
        new VisitId(visit),
        (id, held) -> story(id, held.station(), null, prompt, decision, null, null));
  }

  @Override
  public void keyed(VisitId visit, String keys) throws VestibuleException {
    if (keys.equals("999")) {
      throw new VestibuleException("keys-invalid", "keys", "nobody asked", "an answer", "Wait.");
    }
    lastKeys = visit + " " + keys;
  }

  @Override
  public void notThisPerson(VisitId visit, String by) {
    throw new UnsupportedOperationException("no panel corrects anybody");
  }

  @Override
  public Optional<VisitStory> story(VisitId id) {
    return Optional.ofNullable(stories.get(id));
  }

  @Override
  public List<VisitStory> recent(int limit) {
    return stories.values().stream().limit(limit).toList();
  }

  private static VisitStory story(
      VisitId id,
      StationId station,
      String challenge,
      String prompt,
      Decision decision,
      DoorOutcome outcome,
      Instant closedAt) {
    return new VisitStory(
        id,
        station,
        new DoorId("front-door"),
        Instant.now(),
        Optional.ofNullable(closedAt),
        1,
        Optional.of("Ada Lovelace"),
        Optional.empty(),
        Optional.of("similarity 0.71"),
        Optional.ofNullable(challenge),
        Optional.ofNullable(prompt),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(decision),
        Optional.ofNullable(outcome),
        List.of(),
        List.of());
  }
}
