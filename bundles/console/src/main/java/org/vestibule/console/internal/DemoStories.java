// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** What happened at the demonstration's station, had anything happened there. */
final class DemoStories {
  private static final String ID = DemoHouse.PREFIX + "visit-";

  /** As in the journal: it names nobody without consent, and who is invented gave none. */
  private static final PersonId NOBODY = new PersonId("not-kept");

  private static final Optional<DoorOutcome> OPENED =
      Optional.of(new DoorOutcome.Opened("The lock of the demonstration is nowhere", 1));

  /** What was seen in a visit: one word, and why. */
  private record Seen(String face, String reason) {}

  /** What came of a visit. */
  private record End(Decision decision, Optional<DoorOutcome> outcome, List<String> degraded) {
    End(Decision decision) {
      this(decision, Optional.empty(), List.of());
    }
  }

  private DemoStories() {}

  /** Returns their ids. */
  static List<String> ids() {
    return before(Instant.EPOCH).stream().map(story -> story.id().value()).toList();
  }

  /** Returns them, the newest within the hour before. */
  static List<VisitStory> before(Instant now) {
    return List.of(
        opened(now.minus(Duration.ofMinutes(35))),
        artefact(now.minus(Duration.ofHours(3))),
        parcel(now.minus(Duration.ofHours(5))),
        answered(now.minus(Duration.ofHours(27))),
        stranger(now.minus(Duration.ofHours(30))),
        blind(now.minus(Duration.ofHours(52))));
  }

  private static VisitStory opened(Instant at) {
    String reason = "similarity 0.713 is above 0.482 in 3 of 3 pictures, liveness 0.962";
    return story(
        "1",
        at,
        Optional.of(new Seen("known", reason)),
        Optional.empty(),
        new End(new Decision.Admit(NOBODY, reason), OPENED, List.of()),
        bar("press", 0, 1),
        bar("first-frame", 0, 320),
        bar("decode", 353, 8),
        bar("detect", 361, 21),
        bar("liveness", 388, 38),
        bar("embed", 427, 61),
        bar("verify", 353, 136),
        bar("decide", 489, 1),
        bar("order", 493, 4),
        bar("relay", 497, 7),
        bar("capture-to-relay", 320, 184));
  }

  private static VisitStory artefact(Instant at) {
    String reason = "liveness 0.121 is not above 0.500";
    return story(
        "2",
        at,
        Optional.of(new Seen("spoof", reason)),
        Optional.empty(),
        new End(new Decision.Refuse("The pictures look like an artefact: " + reason)),
        bar("first-frame", 0, 290),
        bar("decode", 300, 9),
        bar("detect", 309, 23),
        bar("liveness", 340, 40),
        bar("verify", 300, 82),
        bar("decide", 383, 1));
  }

  private static VisitStory parcel(Instant at) {
    Triage triage = triage(Intent.DELIVERY, 0.94f);
    return story(
        "3",
        at,
        Optional.of(new Seen("no-face", "no face found in the picture")),
        Optional.of(triage),
        new End(
            new Decision.Direct(
                Decision.Direction.PARCEL_ROOM,
                "No code was entered; intent DELIVERY (" + triage.reason() + ")")),
        bar("press", 0, 1),
        bar("speech", 900, 2650),
        bar("encode", 4030, 61),
        bar("triage", 4212, 18));
  }

  /** Asked for somebody's unit: whoever lives there answered and let them in. */
  private static VisitStory answered(Instant at) {
    Triage triage = triage(Intent.GUEST, 0.88f);
    return story(
        "4",
        at,
        Optional.of(new Seen("no-face", "no face found in the picture")),
        Optional.of(triage),
        new End(
            new Decision.Ring(
                false,
                "No code was entered; asked for unit "
                    + DemoHouse.PEOPLE.get(2).unit()
                    + ", which answered; intent GUEST ("
                    + triage.reason()
                    + ")"),
            OPENED,
            List.of()),
        bar("speech", 1100, 1900),
        bar("encode", 3480, 58),
        bar("triage", 3660, 17));
  }

  private static VisitStory stranger(Instant at) {
    return story(
        "5",
        at,
        Optional.of(
            new Seen(
                "unknown",
                "similarity 0.214 to the nearest of 12 templates is not above 0.482, liveness"
                    + " 0.948")),
        Optional.empty(),
        new End(new Decision.Ring(false, "No code was entered, so a person decides")),
        bar("first-frame", 0, 310),
        bar("decode", 330, 8),
        bar("detect", 338, 22),
        bar("embed", 404, 60),
        bar("verify", 330, 136));
  }

  private static VisitStory blind(Instant at) {
    return story(
        "6",
        at,
        Optional.empty(),
        Optional.empty(),
        new End(
            new Decision.Ring(false, "No code was entered, so a person decides"),
            Optional.empty(),
            List.of("The station sent no picture")),
        bar("press", 0, 1));
  }

  private static Triage triage(Intent intent, float sure) {
    String reason =
        "Probability " + sure + " of " + Triage.label(intent) + ", at least 0.60 is needed";
    return new Triage(intent, sure, reason, "visitor-intent@1.0.0");
  }

  private static VisitStory story(
      String number,
      Instant at,
      Optional<Seen> seen,
      Optional<Triage> triage,
      End end,
      StageTiming... waterfall) {
    return new VisitStory(
        new VisitId(ID + number),
        new StationId(DemoHouse.STATION),
        new DoorId(DemoHouse.DOOR),
        at,
        Optional.of(at.plusSeconds(9)),
        1,
        Optional.empty(),
        seen.map(Seen::face),
        seen.map(Seen::reason),
        Optional.empty(),
        Optional.empty(),
        triage,
        Optional.of(end.decision()),
        end.outcome(),
        end.degraded(),
        List.of(waterfall));
  }

  private static StageTiming bar(String stage, long startMillis, long millis) {
    return new StageTiming(stage, startMillis * 1000, millis * 1000);
  }
}
