// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.integrations.onvif.sip.internal.call.KeyPresses.Way;

class KeysTest {
  private final FakeTicks ticks = new FakeTicks();
  private final KeyPresses presses = new KeyPresses(ticks);
  private final KeySequences sequences =
      new KeySequences(Map.of("9", CallKey.OPEN, "*0", CallKey.DECLINE), ticks);

  @Test
  void aKeyThatComesBothWaysIsOne() {
    assertThat(presses.isNew('9', Way.EVENT)).isTrue();
    ticks.pass(Duration.ofMillis(300));
    assertThat(presses.isNew('9', Way.INFO)).isFalse();
  }

  @Test
  void aKeyThatIsPressedTwiceIsTwoWhicheverWayItComes() {
    assertThat(presses.isNew('9', Way.EVENT)).isTrue();
    assertThat(presses.isNew('9', Way.EVENT)).isTrue();
    assertThat(presses.isNew('9', Way.INFO)).isFalse();
    assertThat(presses.isNew('9', Way.INFO)).isFalse();
    assertThat(presses.isNew('9', Way.INFO)).isTrue();
  }

  @Test
  void laterOrAnotherKeyIsANewOne() {
    assertThat(presses.isNew('9', Way.EVENT)).isTrue();
    assertThat(presses.isNew('8', Way.INFO)).isTrue();
    ticks.pass(Duration.ofMillis(301));
    assertThat(presses.isNew('9', Way.INFO)).isTrue();
  }

  @Test
  void sequencesAreFoundAfterWhateverElseWasPressed() {
    assertThat(sequences.press('1')).isEmpty();
    assertThat(sequences.press('9')).contains(CallKey.OPEN);
    assertThat(sequences.press('0')).isEmpty();
    assertThat(sequences.press('*')).isEmpty();
    assertThat(sequences.press('0')).contains(CallKey.DECLINE);
  }

  @Test
  void aPauseBeginsAnew() {
    assertThat(sequences.press('*')).isEmpty();
    ticks.pass(KeySequences.PAUSE.plusMillis(1));
    assertThat(sequences.press('0')).isEmpty();
  }
}
