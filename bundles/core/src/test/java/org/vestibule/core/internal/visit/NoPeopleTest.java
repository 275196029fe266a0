// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;

/** The store is being replaced, or is not there: doors ring. */
class NoPeopleTest extends VisitFixture {
  @Test
  void withoutADirectoryItRingsAndSaysWhyAndNobodyHasGuessed() throws Exception {
    house.with(CoreKey.WRONG_CLAIMS, 1).sees(frame -> Building.known());
    house.rooms.people.leave(house.people);
    VisitStory story = house.visit(Building.CODE);
    assertRangOnce(story, false);
    assertThat(story.degraded()).anyMatch(s -> s.contains("people directory is not here"));
    house.rooms.people.enter(house.people);
    VisitStory next = house.visit(Building.CODE);
    assertThat(next.claimedName()).as("the code counts at once").hasValue("Anna");
    assertThat(house.orders).hasSize(1);
  }
}
