// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondLookTest {
  private static final float[] SOUND = new float[16_000];

  private final Deque<Reading> answers = new ArrayDeque<>();

  private Transcript look(int beams) throws Exception {
    Transcription looks =
        (sound, asked, abandoned) ->
            new Transcript(List.of(answers.removeFirst()), 0, 7, 100, 1000);
    return new SecondLook(looks).transcribe(SOUND, beams, () -> false);
  }

  private void willHear(String text, double confidence) {
    double log = Math.log(confidence);
    answers.add(new Reading(text, new int[] {5, 6}, log, log));
  }

  @Test
  void whatWasUnderstoodSurelyIsNotLookedAtAgain() throws Exception {
    willHear("open the door", 0.9);
    Transcript heard = look(1);
    assertThat(heard.text()).isEqualTo("open the door");
    assertThat(heard.encodeNanos()).isEqualTo(100);
  }

  @Test
  void silenceAndNoiseGetNoSecondChanceToBecomeWords() throws Exception {
    willHear("", 0.7);
    assertThat(look(1).text()).isEmpty();
    willHear("the the of", 0.3);
    assertThat(look(1).text()).isEqualTo("the the of");
  }

  @Test
  void aDecoderThatIsSureOfItsLoopIsNotBelieved() throws Exception {
    willHear("five five", 0.6);
    int[] loop = {1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4};
    for (int i = 0; i < 3; i++) {
      answers.add(new Reading("one two three four one two", loop, -0.01, -0.1));
    }
    assertThat(look(1).text()).isEqualTo("five five");
  }

  @Test
  void theSurestReadingCountsWithTheTimeOfAllLooks() throws Exception {
    willHear("open the floor", 0.6);
    willHear("open a door", 0.62);
    willHear("open the door", 0.8);
    willHear("", 0.99);
    Transcript heard = look(1);
    assertThat(heard.text()).isEqualTo("open the door");
    assertThat(heard.readings()).hasSize(1);
    assertThat(heard.begunNanos()).isEqualTo(7);
    assertThat(heard.encodeNanos()).isEqualTo(400);
    assertThat(heard.decodeNanos()).isEqualTo(4000);
  }

  @Test
  void whereAlternativesAreWantedTheOthersStayAsThem() throws Exception {
    willHear("open the floor", 0.6);
    willHear("Open the floor.", 0.62);
    willHear("open the door", 0.8);
    willHear("open the drawer", 0.5);
    assertThat(look(4).readings())
        .extracting(Reading::text)
        .containsExactly("open the door", "Open the floor.", "open the drawer");
  }

  @Test
  void nobodyLooksAgainForAHearingThatWasGivenUp() throws Exception {
    willHear("open the floor", 0.6);
    Transcription looks =
        (sound, asked, abandoned) ->
            new Transcript(List.of(answers.removeFirst()), 0, 0, 100, 1000);
    assertThat(new SecondLook(looks).transcribe(SOUND, 1, () -> true).text())
        .isEqualTo("open the floor");
  }

  @Test
  void viewsKeepTheLevelAndOnlyTheSlowerOneChangesTheTone() {
    float[] tone = new float[16_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.3 * Math.sin(2 * Math.PI * 1000 * i / 16_000));
    }
    for (var view : Views.ALL) {
      assertThat(rms(view.apply(tone))).isCloseTo(rms(tone), within(0.01));
      assertThat(view.apply(new float[0]).length).isLessThanOrEqualTo(160);
    }
    assertThat(crossings(Views.emphasised(tone)) / 16_000.0).isCloseTo(0.0625, within(0.001));
    float[] slower = Views.slower(tone);
    assertThat(crossings(slower) / (double) slower.length).isCloseTo(0.95 * 0.0625, within(0.001));
  }

  private static double rms(float[] sound) {
    double sum = 0;
    for (float sample : sound) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / sound.length);
  }

  private static int crossings(float[] sound) {
    int count = 0;
    for (int i = 1; i < sound.length; i++) {
      count += sound[i - 1] < 0 && sound[i] >= 0 ? 1 : 0;
    }
    return count;
  }
}
