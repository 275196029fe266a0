// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.Endpointer.Change;

class EndpointerTest {
  private final Endpointer endpointer = new Endpointer(Settings.DEFAULTS);

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
    assertThat(feed(0.4f, 200)).isEmpty();
  }

  @Test
  void anUtteranceEndsAfterTheHangover() {
    feed(0.1f, 10);
    assertThat(feed(0.9f, 30)).containsExactly(Change.STARTED);
    assertThat(feed(0.1f, 18)).containsExactly(Change.PAUSED); // 576 ms
    assertThat(feed(0.1f, 1)).containsExactly(Change.ENDED); // 608 ms
    assertThat(endpointer.start()).isEqualTo(10 * 512);
    assertThat(endpointer.lastVoiced()).isEqualTo(40 * 512);
    assertThat(endpointer.heard()).isEqualTo(59 * 512);
  }

  @Test
  void aPauseForThoughtDoesNotEndTheUtterance() {
    feed(0.9f, 30);
    assertThat(feed(0.1f, 15)).containsExactly(Change.PAUSED);
    assertThat(feed(0.9f, 10)).containsExactly(Change.RESUMED);
    assertThat(feed(0.1f, 19)).containsExactly(Change.PAUSED, Change.ENDED);
    assertThat(endpointer.lastVoiced()).isEqualTo(55 * 512);
  }

  @Test
  void endlessSpeechIsCut() throws VestibuleException {
    Endpointer two = new Endpointer(Settings.of(Map.of("maxUtteranceSeconds", 2)));
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
