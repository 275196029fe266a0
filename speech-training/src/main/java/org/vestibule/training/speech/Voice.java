// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A synthetic voice: a speaker of flite, or one of espeak-ng's accents with one of its variants.
 *
 * @param engine {@code flite} or {@code espeak-ng}
 * @param name as the engine calls it
 * @param heldOut never trained on; the head is calibrated with it
 */
record Voice(String engine, String name, boolean heldOut) {
  private static final List<String> ACCENTS =
      List.of(
          "en-us",
          "en-gb",
          "en-gb-scotland",
          "en-gb-x-rp",
          "en-gb-x-gbcwmd",
          "en-gb-x-gbclan",
          "en-029",
          "en-us-nyc");
  private static final List<String> VARIANTS =
      List.of("m1", "m3", "m4", "m5", "m7", "f1", "f2", "f4", "f5", "klatt", "klatt2");
  private static final List<String> HELD_OUT_VARIANTS = List.of("m2", "m6", "f3");

  /** Returns the recorded voices of flite; the Scottish one is held out. */
  static List<Voice> ofFlite() {
    return List.of(
        new Voice("flite", "slt", false),
        new Voice("flite", "rms", false),
        new Voice("flite", "kal", false),
        new Voice("flite", "kal16", false),
        new Voice("flite", "awb", true));
  }

  /** Returns every accent with every variant of espeak-ng. */
  static List<Voice> ofEspeak() {
    List<Voice> voices = new ArrayList<>();
    for (String accent : ACCENTS) {
      VARIANTS.forEach(name -> voices.add(new Voice("espeak-ng", accent + "+" + name, false)));
      HELD_OUT_VARIANTS.forEach(
          name -> voices.add(new Voice("espeak-ng", accent + "+" + name, true)));
    }
    return voices;
  }

  /** Returns the command that says a text to standard output or a file, at some pitch and speed. */
  List<String> command(String text, String file, Random random) {
    if (engine.equals("flite")) {
      return List.of(
          "flite",
          "-voice",
          name,
          "--setf",
          "duration_stretch=" + (0.75 + 0.6 * random.nextDouble()),
          "--setf",
          "int_f0_target_mean=" + (85 + 120 * random.nextDouble()),
          "--setf",
          "int_f0_target_stddev=" + (8 + 30 * random.nextDouble()),
          "-t",
          text,
          "-o",
          file);
    }
    return List.of(
        "espeak-ng",
        "-v",
        name,
        "-p",
        Integer.toString(15 + random.nextInt(75)),
        "-s",
        Integer.toString(110 + random.nextInt(100)),
        "-w",
        file,
        text);
  }
}
