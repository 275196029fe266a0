// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.speech.Expectation;
import org.vestibule.audio.internal.Endpointer.Change;

class EndpointerTest {
  private final Endpointer endpointer = new Endpointer(Settings.DEFAULTS, Expectation.ANYTHING);

  @Test
  void silenceIsNoUtterance() {
    assertThat(feed(0.1f, 1000)).isEmpty();
    assertThat(endpointer.speaking()).isFalse();
  }

  @Test
  void aKnockIsNoUtterance() {
    feed(0.95f, 5); // 160 ms
    assertThat(feed(0.1f, 100)).isEmpty();
    assertThat(endpointer.start()).isEqualTo(-1);
  }

  @Test
  void knocksFarApartDoNotAddUp() {
    for (int knock = 0; knock < 10; knock++) {
      assertThat(feed(0.95f, 4)).isEmpty();
      assertThat(feed(0.1f, 12)).isEmpty();
    }
  }

  @Test
  void soundBetweenTheThresholdsNeitherBeginsNorEndsAnUtterance() {
    assertThat(feed(0.45f, 100)).isEmpty();
    assertThat(feed(0.9f, 10)).containsExactly(Change.STARTED);
    assertThat(feed(0.4f, 200)).containsOnly(Change.GROWN);
  }

  @Test
  void anUtteranceEndsAfterTheHangover() {
    feed(0.1f, 10);
    assertThat(feed(0.9f, 26)).containsExactly(Change.STARTED);
    feed(0.9f, 4);
    assertThat(feed(0.1f, 18)).containsExactly(Change.PAUSED, Change.SETTLED); // 576 ms
    assertThat(feed(0.1f, 1)).containsExactly(Change.ENDED); // 608 ms
    assertThat(endpointer.start()).isEqualTo(10 * 512);
    assertThat(endpointer.lastVoiced()).isEqualTo(40 * 512);
    assertThat(endpointer.heard()).isEqualTo(59 * 512);
  }

  @Test
  void aPauseForThoughtDoesNotEndTheUtterance() {
    feed(0.9f, 15);
    assertThat(feed(0.1f, 15)).containsExactly(Change.PAUSED, Change.SETTLED);
    assertThat(feed(0.9f, 10)).contains(Change.RESUMED);
    assertThat(endpointer.speaking()).isTrue();
    assertThat(endpointer.lastVoiced()).isEqualTo(40 * 512);
  }

  @Test
  void whoPausesLongIsGivenLongerAndWhoPausesShortlyIsAnsweredSooner() {
    feed(0.9f, 10);
    feed(0.1f, 15); // 480 ms: (2 * 250 + 480) / 3 = 327 ms in the mean, so 784 ms
    feed(0.9f, 10);
    assertThat(feed(0.1f, 24)).doesNotContain(Change.ENDED); // 768 ms
    assertThat(feed(0.1f, 1)).containsExactly(Change.ENDED);

    Endpointer hurried = new Endpointer(Settings.DEFAULTS, Expectation.ANYTHING);
    for (int i = 0; i < 6; i++) {
      feed(hurried, 0.9f, 10);
      feed(hurried, 0.1f, 4); // 128 ms: 5 of them and 2 of 250 are 163 ms, so 391 ms
    }
    assertThat(feed(hurried, 0.1f, 8)).doesNotContain(Change.ENDED); // 384 ms
    assertThat(feed(hurried, 0.1f, 1)).containsExactly(Change.ENDED);
  }

  @Test
  void theHangoverStaysWithinItsBounds() {
    feed(0.9f, 10);
    for (int i = 0; i < 4; i++) {
      feed(0.1f, 18);
      feed(0.9f, 10);
    }
    assertThat(feed(0.1f, 31)).doesNotContain(Change.ENDED); // 992 ms
    assertThat(feed(0.1f, 1)).containsExactly(Change.ENDED);
  }

  @Test
  void aTextThatEndsAsASentenceEndsItSooner() {
    feed(0.9f, 30);
    assertThat(feed(0.1f, 14)).containsExactly(Change.PAUSED, Change.SETTLED); // 448 ms
    assertThat(endpointer.over()).isFalse();
    endpointer.endAfterSentence();
    assertThat(endpointer.over()).isTrue();
  }

  @Test
  void aYesIsAnsweredSoonerAndANumberLater() {
    Endpointer yes = new Endpointer(Settings.DEFAULTS, Expectation.YES_OR_NO);
    feed(yes, 0.9f, 15);
    assertThat(feed(yes, 0.1f, 14)).endsWith(Change.ENDED); // 448 ms of 420
    Endpointer unit = new Endpointer(Settings.DEFAULTS, Expectation.UNIT);
    feed(unit, 0.9f, 15);
    assertThat(feed(unit, 0.1f, 24)).doesNotContain(Change.ENDED); // 768 ms of 780
    assertThat(feed(unit, 0.1f, 1)).endsWith(Change.ENDED);
  }

  @Test
  void aLongSentenceGrowsAndNothingGrowsWherePartialTextsAreOff() throws VestibuleException {
    assertThat(feed(0.9f, 8 + 3 * 19))
        .containsExactly(Change.STARTED, Change.GROWN, Change.GROWN, Change.GROWN);
    Endpointer off = new Endpointer(Settings.of(Map.of("partialMillis", 0)), Expectation.ANYTHING);
    assertThat(feed(off, 0.9f, 200)).containsExactly(Change.STARTED);
  }

  @Test
  void endlessSpeechIsCut() throws VestibuleException {
    Endpointer two =
        new Endpointer(Settings.of(Map.of("maxUtteranceSeconds", 2)), Expectation.ANYTHING);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 63; i++) {
      changes.add(two.accept(0.9f));
    }
    assertThat(changes.get(62)).isEqualTo(Change.ENDED);
    assertThat(changes.subList(0, 62))
        .containsOnlyOnce(Change.STARTED)
        .doesNotContain(Change.ENDED);
  }

  private List<Change> feed(float probability, int chunks) {
    return feed(endpointer, probability, chunks);
  }

  private static List<Change> feed(Endpointer endpointer, float probability, int chunks) {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < chunks; i++) {
      Change change = endpointer.accept(probability);
      if (change != Change.NONE) {
        changes.add(change);
      }
    }
    return changes;
  }
}
