// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.sound.Resampler;

/** Everything that the synthetic voices said, clean. */
final class Utterances {
  /**
   * One utterance.
   *
   * @param sound samples at 16 kHz without silence around them
   * @param label index of the command, or {@link Words#OTHER}
   */
  record Said(float[] sound, int label, Voice voice) {}

  /** How often each recorded voice says a command, and how many of espeak-ng's voices do. */
  private static final int FLITE_RENDERINGS = 4;

  private static final int ESPEAK_RENDERINGS = 24;

  /** Other texts are many; each is said by fewer voices. */
  private static final int OTHER_FLITE_VOICES = 1;

  private static final int OTHER_ESPEAK_VOICES = 2;

  /** Two commands in one breath, a unit's number for example, are no single word. */
  private static final int PAIRS = 350;

  private static final int LONGEST_GAP = Resampler.RATE / 5;

  private final Speaking speaking;
  private final Random random;
  private final List<Said> said = new ArrayList<>();

  private Utterances(Speaking speaking, Random random) {
    this.speaking = speaking;
    this.random = random;
  }

  /** Lets every voice speak. */
  static List<Said> render(Speaking speaking, Random random)
      throws VestibuleException, IOException {
    Utterances utterances = new Utterances(speaking, random);
    List<String> commands = Words.commands();
    for (int label = 0; label < commands.size(); label++) {
      for (Voice voice : Voice.ofFlite()) {
        utterances.say(commands.get(label), label, List.of(voice), FLITE_RENDERINGS);
      }
      utterances.say(commands.get(label), label, Voice.ofEspeak(), ESPEAK_RENDERINGS);
    }
    utterances.pair();
    for (String text : Words.others()) {
      utterances.say(text, Words.OTHER, Voice.ofFlite(), OTHER_FLITE_VOICES);
      utterances.say(text, Words.OTHER, Voice.ofEspeak(), OTHER_ESPEAK_VOICES);
    }
    return utterances.said;
  }

  private void say(String text, int label, List<Voice> voices, int times)
      throws VestibuleException, IOException {
    for (int i = 0; i < times; i++) {
      Voice voice = voices.get(random.nextInt(voices.size()));
      said.add(new Said(speaking.say(voice, text, random), label, voice));
    }
  }

  private void pair() {
    Map<String, List<Said>> bySpeaker = new HashMap<>();
    for (Said one : said) {
      bySpeaker.computeIfAbsent(one.voice().name(), name -> new ArrayList<>()).add(one);
    }
    List<Said> singles = List.copyOf(said);
    for (int i = 0; i < PAIRS; i++) {
      Said first = singles.get(random.nextInt(singles.size()));
      List<Said> own = bySpeaker.get(first.voice().name());
      Said second = own.get(random.nextInt(own.size()));
      int gap = random.nextInt(LONGEST_GAP);
      int length = first.sound().length;
      float[] both = Arrays.copyOf(first.sound(), length + gap + second.sound().length);
      System.arraycopy(second.sound(), 0, both, length + gap, second.sound().length);
      said.add(new Said(both, Words.OTHER, first.voice()));
    }
  }
}
