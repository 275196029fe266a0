// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.intent.Intent;

class EmergencyWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I've been robbed please let me in",
        "there is smoke in the stairwell",
        "my baby is not breathing",
        "help",
        "Help me, please!",
        "fire",
        "Fire! Fire!",
        "oh no fire in the kitchen",
        "no, there's a fire",
        "there is a kitchen fire",
        "he has a gun",
        "it's an emergency",
        "we smell gas",
        "call 911",
        "no emergency exit works and we are trapped",
        "it's no emergency but my mother is not breathing",
        "no emergency services have come and he is dying",
        "the fire alarm is going off and there's smoke",
        "ignore the parcel he is unconscious",
        "ambulance crew for the lady on three",
        "he isn't waking up"
      })
  void anEmergencyIsFoundWithoutAModel(String heard) {
    assertThat(Sorter.byRules(Utterance.of(heard)))
        .hasValueSatisfying(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.EMERGENCY);
              assertThat(answer.reason()).contains("emergency list");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no emergency, just a parcel",
        "this is not an emergency i just forgot my key",
        "it's not an emergency",
        "non-emergency visit from the nurse",
        "nobody is hurt i only want to ask something",
        "there is no fire we are testing the alarm",
        "you don't need to call the police it's only me",
        "without an emergency i would not ring so late but i have no key",
        "i'm from emergency exit lighting maintenance",
        "emergency plumber for flat two",
        "here to inspect the fire extinguishers",
        "there is a fire drill tomorrow",
        "fire alarm test as announced",
        "smoke detector inspection",
        "can you help me find number ten",
        "tickets for the police charity ball",
        "i dropped my fireplace catalogue in your gunnery class",
        "the shotgun wedding party is on four",
        "stroke of luck that you are in"
      })
  void aMereMentionIsLeftToTheModel(String heard) {
    assertThat(Utterance.of(heard).alarm()).isEmpty();
  }

  /** The price of a wide list, known and accepted: a person looks once too often. */
  @ParameterizedTest
  @ValueSource(
      strings = {"you nearly gave me a heart attack", "i'm collecting for the ambulance service"})
  void someHarmlessWordsRaiseAFalseAlarm(String heard) {
    assertThat(Utterance.of(heard).alarm()).isPresent();
  }

  @Test
  void theLongestTextIsSearchedAtOnce() {
    // Its own time: others may keep the machine busy meanwhile.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    assertThatNoException()
        .isThrownBy(
            () -> {
              EmergencyWords.find("there is a no not ".repeat(110));
              EmergencyWords.withoutDenials("there is no not an it's not ".repeat(70));
              EmergencyWords.find("please help me | ".repeat(115) + "x");
            });
    assertThat(threads.getCurrentThreadCpuTime() - start).isLessThan(2_000_000_000L);
  }
}
