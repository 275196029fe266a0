// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final Voicing SPEECH = new Voicing(0.8, 2, 0.95, -25);
  private static final String TEXT = "I have a package for Anna.";

  @Test
  void speechPasses() {
    assertThat(Gates.doubt(heard(TEXT, 7, 0), SPEECH)).isEmpty();
    assertThat(Gates.doubt(heard("Yes.", 2, 0), new Voicing(0.9, 0.3, 0.9, -30))).isEmpty();
  }

  @Test
  void eachGateNamesItsValueAndItsBound() {
    assertThat(Gates.doubt(heard("", 0, 0), SPEECH)).contains("No words", "2.0 s");
    assertThat(Gates.doubt(heard(TEXT, 7, 0), new Voicing(0.1, 2, 0.95, -25)))
        .contains("voiced share", "0.10", "0.20");
    assertThat(Gates.doubt(heard(TEXT, 7, 0), new Voicing(0.8, 2, 0.95, -70)))
        .contains("level", "-70", "-65");
    assertThat(Gates.doubt(heard(TEXT, 7, 0), new Voicing(0.8, 2, 0.5, -25)))
        .contains("probability of voice", "0.50", "0.60");
    assertThat(Gates.doubt(heard(TEXT, 30, 0), SPEECH)).contains("tokens a second", "15.00", "12");
    assertThat(Gates.doubt(heard("Thank you.", 3, 0), new Voicing(0.8, 8, 0.95, -25)))
        .contains("number of tokens", "0.38", "0.50");
  }

  @Test
  void aLoopIsKnownByItsTokensOrByItsText() {
    int[] loop = IntStream.range(0, 12).map(i -> i % 4).toArray();
    assertThat(Gates.doubt(heard(TEXT, loop, 0, -0.2), SPEECH)).contains("repeats");
    assertThat(Gates.doubt(heard("so bye ".repeat(20), 20, 0), SPEECH))
        .contains("compression ratio", "2.40");
  }

  @Test
  void theDecodersOwnMarkForNobodyCountsWhereItsTextIsUnsureToo() {
    int[] tokens = IntStream.range(0, 7).toArray();
    assertThat(Gates.doubt(heard(TEXT, tokens, 0.9, -1.5), SPEECH)).contains("0.90", "0.60");
    assertThat(Gates.doubt(heard(TEXT, tokens, 0.9, -0.3), SPEECH)).isEmpty();
  }

  private static Transcript heard(String text, int tokens, double noSpeech) {
    return heard(text, IntStream.range(0, tokens).toArray(), noSpeech, -0.2);
  }

  private static Transcript heard(String text, int[] tokens, double noSpeech, double mean) {
    return new Transcript(List.of(new Reading(text, tokens, mean, -1)), noSpeech, 0, 0, 0);
  }
}
