// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.people.Claim;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;

/**
 * Whatever happens between the decision and the door's answer, whatever fails, hangs or is replaced
 * and whenever the gateway stops: what the rights hold they are told the end of once, and the audit
 * has one outcome for each order.
 */
class SettledOnceTest extends VisitFixture {
  private static final int ROUNDS = 30;
  private static final int STATIONS = 4;
  private final PaperRights rights = new PaperRights();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyOrderEndsOnce(long seed) throws Exception {
    Random random = new Random(seed);
    house.with(CoreKey.DOOR, 100).with(CoreKey.ORDER_LIFE, 200).with(CoreKey.REPLACEMENT, 200);
    house.with(CoreKey.VISIT_LIMIT, 1000).with(CoreKey.WRONG_CLAIMS, 60);
    house.sees(frame -> Building.known());
    house.rooms.rights.enter(rights);
    for (int i = 0; i < STATIONS; i++) {
      house.station("s" + i);
    }
    for (int round = 0; round < ROUNDS; round++) {
      boolean last = round == ROUNDS - 1;
      disturb(random);
      List<VisitId> visits = new ArrayList<>();
      for (int i = 0; i < STATIONS; i++) {
        rights.uses = 1 + random.nextInt(2);
        boolean pass = random.nextBoolean();
        visits.add(
            house.pressAt("s" + i, pass ? new Claim(PaperRights.PASS_NUMBER) : Building.CODE));
      }
      if (last) {
        pause(random.nextInt(30));
        house.reception.stop();
      }
      for (VisitId visit : visits) {
        house.closed(visit);
      }
    }
    Building.until(() -> rights.settled.size() >= rights.held.size());
    assertThat(rights.held).as("seed " + seed).isNotEmpty().doesNotHaveDuplicates();
    assertThat(rights.settled)
        .extracting(PaperRights.Settled::order)
        .containsExactlyInAnyOrderElementsOf(rights.held);
    assertThat(house.orders).extracting(UnlockOrder::id).isSubsetOf(rights.held);
    assertThat(orders(Set.of("door-ordered")))
        .containsExactlyInAnyOrderElementsOf(
            orders(
                Set.of(
                    "door-opened",
                    "door-denied",
                    "door-unreachable",
                    "door-timed-out",
                    "door-cancelled")));
  }

  private List<String> orders(Set<String> actions) {
    return house.ledger.entries.stream()
        .filter(entry -> actions.contains(entry.action()))
        .map(AuditEntry::details)
        .map(details -> details.get("order"))
        .collect(Collectors.toList());
  }

  private void disturb(Random random) {
    int now = random.nextInt(8);
    rights.bendReserve = now == 0 ? answer -> PaperRights.refusal("no-right") : answer -> answer;
    rights.onReserve = now == 1 ? () -> pause(250) : now == 2 ? () -> replace() : () -> pause(now);
    house.ledger.onOrder = now == 3 ? () -> pause(210) : () -> {};
    if (now == 4) {
      house.rooms.policy.enter(facts -> new Decision.Admit(Building.ANNA, "broken"));
    }
    int door = random.nextInt(6);
    house.lock(order -> answer(door));
  }

  private void replace() {
    house.rooms.rights.leave(rights);
    house.rooms.rights.enter(rights);
  }

  private static CompletionStage<DoorOutcome> answer(int door) {
    return switch (door) {
      case 0 -> new CompletableFuture<>();
      case 1 -> CompletableFuture.failedFuture(new IllegalArgumentException("broken"));
      case 2 -> throw new IllegalStateException("stopped");
      case 3 -> CompletableFuture.completedFuture(new DoorOutcome.Denied("interlocked", "no"));
      default -> Building.opened();
    };
  }

  private static void pause(long millis) {
    try {
      new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
