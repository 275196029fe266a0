// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorOutcome;

/** What is said, in every language. */
class TextsTest {
  private static final Pattern PLACE = Pattern.compile("[{][a-z]+[}]");

  @Test
  void everyLanguageSaysEverythingWithTheSamePlaces() {
    Texts first = Texts.in(Texts.LANGUAGES.get(0));
    for (String language : Texts.LANGUAGES) {
      Texts texts = Texts.in(language);
      assertThat(texts.names()).as(language).isEqualTo(first.names());
      for (String name : first.names()) {
        assertThat(places(texts.of(name)))
            .as(language + ": " + name)
            .isEqualTo(places(first.of(name)));
        assertThat(texts.of(name)).as(name).isNotBlank();
      }
    }
  }

  @Test
  void everyAlarmAndEveryOutcomeHasWords() {
    Texts texts = Texts.in("en");
    for (DoorAlarm alarm : DoorAlarm.values()) {
      assertThat(texts.has("alarm." + alarm.name() + ".raised")).as(alarm.name()).isTrue();
      assertThat(texts.has("alarm." + alarm.name() + ".cleared")).as(alarm.name()).isTrue();
    }
    Stream.of(DoorOutcome.class.getPermittedSubclasses())
        .forEach(type -> assertThat(texts.has("visit." + type.getSimpleName())).isTrue());
  }

  @Test
  void aValueIsNeverReadForPlacesAgain() {
    assertThat(Texts.in("en").of("bell", Map.of("station", "{station} $1 {door}")))
        .isEqualTo("Somebody rings: {station} $1 {door}");
  }

  private static TreeSet<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
