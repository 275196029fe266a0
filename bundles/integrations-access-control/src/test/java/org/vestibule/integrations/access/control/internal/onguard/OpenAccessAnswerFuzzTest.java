// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;

/** What OnGuard answers is understood, or refused in words; nothing else comes of it. */
class OpenAccessAnswerFuzzTest {
  private static final HeadEndSettings.Cards WISH =
      new HeadEndSettings.Cards(
          Duration.ofMinutes(15), Duration.ofHours(24), "VESTIBULE", "any", "h10301", "", 0);

  @FuzzTest
  void answer(byte[] bytes) {
    assertThat(OpenAccess.message(bytes)).isNotNull();
    try {
      JsonNode answer = OpenAccess.object("onguard", bytes);
      OnGuardBadges badges = new OnGuardBadges(WISH);
      LoggedEvents events = new LoggedEvents(Map.of(new DoorId("front-door"), "1/2"));
      for (JsonNode item : OpenAccess.items(answer)) {
        badges.addHolder(item);
        badges.addBadge(item);
        events.take(item);
        assertThat(events.take(item)).as("an event is told once").isEmpty();
      }
      assertThat(badges.roster().cards())
          .allSatisfy(card -> assertThat(card.number()).isNotNegative());
      assertThat(events.filter()).startsWith("timestamp>=");
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("answer-invalid");
    }
  }
}
