// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.EntryMethod;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.people.Claim;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.StepUp;

/**
 * Doors refuse an order whose evidence is older than their {@code captureMillis}, 1500 ms unless
 * configured otherwise, and so long an order lives here: however long a visitor took for all that
 * was asked of them, what the order names is the newest of it.
 */
class CaptureAgeTest extends VisitFixture {
  private static final Duration CAPTURE = Duration.ofMillis(1500);
  private final PaperRights rights = new PaperRights();

  @BeforeEach
  void doorsLookAtTheAge() {
    house.with(CoreKey.CODE, 60_000).lock(CaptureAgeTest::turn);
    house.sees(frame -> Building.known());
  }

  /** The rule of a door. */
  private static CompletionStage<DoorOutcome> turn(UnlockOrder order) {
    long age = System.nanoTime() - order.capturedNanos();
    return age < 0 || age > CAPTURE.toNanos()
        ? CompletableFuture.completedFuture(
            new DoorOutcome.Denied("capture-stale", "It is " + age + " ns old"))
        : Building.opened();
  }

  @Test
  void theLifeOfAnOrderIsTheAgeThatDoorsAllow() {
    assertThat(house.settings.millis(CoreKey.ORDER_LIFE)).isEqualTo(CAPTURE);
  }

  @Test
  void aFaceThatWasSeenLongBeforeTheCodeIsLookedAtAnew() throws Exception {
    house.rooms.rights.enter(rights);
    rights.ways = List.of(Set.of(EntryMethod.FACE, EntryMethod.CODE));
    opensThoughTheCodeCameLate(Building.CODE);
  }

  @Test
  void aCodeThatIsEnoughAloneCountsFromWhenItWasEntered() throws Exception {
    house.rooms.rights.enter(rights);
    rights.ways = List.of(Set.of(EntryMethod.CODE));
    opensThoughTheCodeCameLate(Building.CODE);
  }

  @Test
  void whoIsRecognisedAndAskedForTheirCodeIsLookedAtAnewWithoutRightsToo() throws Exception {
    house.identifies().settings = house.settings.with(StepUp.ALWAYS);
    VisitId visit = house.press();
    answerLate(visit, Building.CODE.code());
  }

  private void opensThoughTheCodeCameLate(Claim first) throws Exception {
    answerLate(house.press(first), PaperRights.CODE);
  }

  private void answerLate(VisitId visit, String code) throws Exception {
    house.await(VisitUpdated.class, CaptureAgeTest::asksForCode);
    long asked = System.nanoTime();
    Building.until(() -> System.nanoTime() - asked > CAPTURE.toNanos());
    house.reception.keyed(visit, code);
    assertThat(house.closed(visit).outcome()).get().isInstanceOf(DoorOutcome.Opened.class);
    assertThat(house.orders).hasSize(1);
  }

  private static boolean asksForCode(VisitUpdated event) {
    return event.after().decision().orElse(null) instanceof Decision.AskMore ask && ask.code();
  }
}
