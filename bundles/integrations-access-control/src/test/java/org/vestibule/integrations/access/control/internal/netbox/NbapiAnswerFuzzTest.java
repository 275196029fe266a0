// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.headend.HeadEnd.Roster;
import org.vestibule.integrations.access.control.internal.headend.HeadEndSettings;

/** What a NetBox answers is understood, or refused in words; nothing else comes of it. */
class NbapiAnswerFuzzTest {
  private static final HeadEndSettings.Cards WISH =
      new HeadEndSettings.Cards(
          Duration.ofMinutes(15), Duration.ofHours(24), "UDF7", "any", "h10301", "", 0);

  @FuzzTest
  void answer(byte[] bytes) {
    try {
      Nbapi.Answer answer = Nbapi.answer("netbox", bytes);
      NetBoxPeople people = new NetBoxPeople(WISH);
      answer.details().list("PEOPLE", "PERSON").forEach(people::add);
      Roster roster = people.roster();
      assertThat(roster.cards()).allSatisfy(card -> assertThat(card.number()).isNotNegative());
      answer.require("netbox", "Login");
      assertThat(answer.code()).isEqualTo("SUCCESS");
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isIn("answer-invalid", "device-refused");
      assertThat(refused.getMessage()).hasSizeLessThan(1_000);
    }
  }
}
