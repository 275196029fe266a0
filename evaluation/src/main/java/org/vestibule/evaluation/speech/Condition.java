// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vestibule.evaluation.WrongUse;

/**
 * Sentences under the same noise.
 *
 * @param band {@code wideband} (16 kHz) or {@code telephone} (8 kHz)
 * @param noise the kind, or {@code clean}
 * @param snr decibels; empty when clean
 * @param sentences what is recognised
 */
record Condition(String band, String noise, OptionalInt snr, List<Sentence> sentences) {
  static final String WIDEBAND = "wideband";
  static final String TELEPHONE = "telephone";
  static final String CLEAN = "clean";

  private static final Pattern FOLDER = Pattern.compile("([a-z]+)_(-?[0-9]+)dB");

  /** Voices of the fixtures that are no recordings: good enough to talk in the background. */
  private static final List<String> EXTRAS =
      List.of("courier.wav", "guest.wav", "emergency.wav", "open-the-door.wav");

  /** Returns its name in keys, for example {@code wideband_pink_10}. */
  String key() {
    return band + "_" + noise + (snr.isPresent() ? "_" + snr.getAsInt() : "");
  }

  /** Returns the packaged recordings, clean and with each generated noise at each ratio. */
  static List<Condition> packaged(Path fixtures, List<Integer> ratios, long seed)
      throws IOException {
    List<Sentence> spoken = SpeechSet.packaged(fixtures);
    List<float[]> extras = new ArrayList<>();
    for (String extra : EXTRAS) {
      extras.add(Wave.read(fixtures.resolve("speech").resolve(extra)).wideband());
    }
    List<Condition> conditions = new ArrayList<>();
    conditions.add(new Condition(WIDEBAND, CLEAN, OptionalInt.empty(), spoken));
    for (Noise noise : Noise.values()) {
      for (int ratio : ratios) {
        List<Sentence> mixed = new ArrayList<>();
        for (int i = 0; i < spoken.size(); i++) {
          mixed.add(mixed(noise, ratio, i, spoken, extras, seed));
        }
        conditions.add(new Condition(WIDEBAND, noise.word(), OptionalInt.of(ratio), mixed));
      }
    }
    return conditions;
  }

  /** The same piece of noise at each ratio, so that the ratio alone makes the difference. */
  private static Sentence mixed(
      Noise noise, int ratio, int at, List<Sentence> spoken, List<float[]> extras, long seed) {
    Sentence sentence = spoken.get(at);
    List<float[]> others = new ArrayList<>(extras);
    spoken.stream().filter(other -> other != sentence).map(Sentence::sound).forEach(others::add);
    NoiseMaker maker = new NoiseMaker(seed + 1000L * noise.ordinal() + at);
    float[] sound = maker.make(noise, sentence.sound().length, others);
    return new Sentence(sentence.name(), Mix.at(ratio, sentence.sound(), sound), sentence.words());
  }

  /** Returns the sentences of a folder of recordings in noise; see {@link SpeechSet#LAYOUT}. */
  static List<Condition> telephone(Path folder, List<Integer> ratios) throws IOException, WrongUse {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, List<Sentence>> entry : SpeechSet.recordedInNoise(folder).entrySet()) {
      Matcher name = FOLDER.matcher(entry.getKey());
      if (entry.getKey().equals(CLEAN)) {
        conditions.add(0, new Condition(TELEPHONE, CLEAN, OptionalInt.empty(), entry.getValue()));
      } else if (name.matches() && ratios.contains(Integer.parseInt(name.group(2)))) {
        OptionalInt snr = OptionalInt.of(Integer.parseInt(name.group(2)));
        conditions.add(new Condition(TELEPHONE, name.group(1), snr, entry.getValue()));
      }
    }
    return conditions;
  }
}
