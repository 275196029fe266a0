// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** What is shown while somebody of the house talks with the visitor. */
class AnsweredWordsTest {
  @Test
  void somebodyWhoAnswersPassesBeforeTheBellAndAnOpenDoorBeforeThem() {
    assertThat(words(Optional.empty(), Optional.empty()).word()).isEqualTo("ringing");
    assertThat(words(Optional.of("phone"), Optional.empty()).word()).isEqualTo("answered");
    assertThat(words(Optional.of("phone"), Optional.of(new DoorOutcome.Unreachable("no"))).word())
        .isEqualTo("answered");
    assertThat(words(Optional.of("phone"), Optional.of(new DoorOutcome.Opened("yes", 1))).word())
        .isEqualTo("opened");
  }

  @Test
  void itIsShownInEachLanguageOfTheCatalogueAndInEnglishOtherwise() {
    VisitorWords words = words(Optional.of("browser"), Optional.empty());
    List<String> sentences =
        List.of("en", "de", "fr", "es", "it").stream()
            .map(language -> words.shownOnly(language).orElseThrow())
            .toList();
    assertThat(sentences).doesNotHaveDuplicates();
    assertThat(words.shownOnly("ja")).contains("Somebody answers. Please speak.");
    assertThat(words(Optional.empty(), Optional.empty()).shownOnly("en")).isEmpty();
  }

  private static VisitorWords words(Optional<String> answered, Optional<DoorOutcome> outcome) {
    return VisitorWords.of(
        new VisitStory(
            new VisitId("v-1"),
            new StationId("front"),
            new DoorId("front-door"),
            Instant.now(),
            Optional.empty(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            answered,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Decision.Ring(false, "nobody known")),
            outcome,
            List.of(),
            List.of()));
  }
}
