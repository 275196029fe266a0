// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.VisitEvent.BellRang;
import org.vestibule.api.visit.VisitStory;

/** A building for each test, left empty again. */
abstract class VisitFixture {
  Building house;

  @BeforeEach
  void build() throws VestibuleException {
    house = new Building();
  }

  @AfterEach
  void leave() throws InterruptedException {
    house.close();
    // Whoever was interrupted closes what it holds, and nobody waits for that.
    Building.until(
        () -> house.stations.values().stream().allMatch(each -> each.openFeeds.get() == 0));
    Building.until(() -> house.verifiers.stream().allMatch(each -> each.open.get() == 0));
  }

  void assertRangOnce(VisitStory story, boolean urgent) {
    assertThat(house.all(BellRang.class))
        .filteredOn(event -> event.after().id().equals(story.id()))
        .extracting(BellRang::urgent)
        .containsExactly(urgent);
    assertThat(house.notices).hasSize(1);
  }

  void awaitAudit(String action) throws InterruptedException {
    house.reception.stop();
    assertThat(house.ledger.actions()).contains(action);
  }
}
