// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.event.DoorEvent.DuressSignalled;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.notice.Audience;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.people.Claim;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** Somebody asks for help by the code that they enter, and nobody at the door may see it. */
class DuressVisitTest extends VisitFixture {
  private final PaperRights rights = new PaperRights();

  @BeforeEach
  void keepRights() {
    house.with(CoreKey.CODE, 60_000).rooms.rights.enter(rights);
    house.sees(frame -> Building.known());
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
  }

  @Test
  void theStoryAndEverythingThatIsShownOfItIsTheSame() throws Exception {
    List<String> usual = shown(PaperRights.CODE);
    assertThat(house.all(DuressSignalled.class)).isEmpty();
    List<String> asked = shown(PaperRights.HELP);
    assertThat(asked).isEqualTo(usual);
    assertThat(asked.toString()).doesNotContainIgnoringCase("duress").doesNotContain("help");
    assertThat(house.all(DuressSignalled.class))
        .singleElement()
        .matches(event -> event.person().equals(Building.ANNA) && !event.droppable());
  }

  @Test
  void itIsAuditedAndToldSilentlyOnce() throws Exception {
    shown(PaperRights.HELP);
    Building.until(() -> !house.notices.isEmpty());
    assertThat(house.notices)
        .singleElement()
        .matches(notice -> notice.urgent() && notice.quiet())
        .matches(notice -> notice.audience() == Audience.MANAGER);
    house.reception.stop();
    assertThat(house.ledger.actions())
        .containsOnlyOnce("duress-signalled", "door-ordered", "door-opened");
    assertThat(house.ledger.entries)
        .filteredOn(entry -> !entry.action().equals("duress-signalled"))
        .allMatch(entry -> !entry.details().toString().contains("duress"));
    assertThat(rights.reserved).singleElement().matches(request -> request.duress());
    assertThat(rights.judged).noneMatch(request -> request.duress());
  }

  @Test
  void aNotifierThatFailsShowsNothingAtTheDoor() throws Exception {
    house.rooms.bindNotifier(
        new Notifier() {
          @Override
          public String channel() {
            return "broken";
          }

          @Override
          public String deliver(Notice notice) throws VestibuleException {
            throw new VestibuleException("notice-undeliverable", "x", "y", "z", "Look");
          }
        });
    VisitId visit = ask();
    house.press(new Claim(PaperRights.HELP));
    assertThat(house.closed(visit).degraded()).noneMatch(s -> s.contains("notifier"));
  }

  @Test
  void itIsToldThoughTheDoorStaysShut() throws Exception {
    house.lock(
        order -> CompletableFuture.completedFuture(new DoorOutcome.Denied("device-refused", "no")));
    VisitId visit = ask();
    house.press(new Claim(PaperRights.HELP));
    house.closed(visit);
    assertThat(house.all(DuressSignalled.class)).hasSize(1);
  }

  private VisitId ask() throws Exception {
    VisitId visit = house.press(Building.CODE);
    house.await(
        VisitUpdated.class,
        event -> event.after().id().equals(visit) && RightsVisitTest.asksForCode(event));
    return visit;
  }

  /** Returns every story that was told of a visit with this code, without times and ids. */
  private List<String> shown(String code) throws Exception {
    VisitId visit = ask();
    house.press(new Claim(code));
    VisitStory story = house.closed(visit);
    assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
    List<String> told = new ArrayList<>();
    house.all(VisitUpdated.class).stream()
        .filter(event -> event.after().id().equals(visit))
        .forEach(event -> told.add(event.what() + " " + plain(event.after())));
    told.add(plain(story));
    return told;
  }

  private static String plain(VisitStory story) {
    return Map.of(
            "presses", story.presses(),
            "name", story.claimedName(),
            "face", story.face() + " " + story.faceReason(),
            "shown", story.challenge() + " " + story.prompt(),
            "decision", story.decision(),
            "outcome", story.outcome().map(Object::getClass),
            "degraded", story.degraded(),
            "closed", story.closedAt().map(at -> Instant.EPOCH))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .toList()
        .toString();
  }
}
