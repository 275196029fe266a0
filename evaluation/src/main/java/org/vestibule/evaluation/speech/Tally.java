// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.door.Decision;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;

/** What came of one scene. */
final class Tally {
  private final Map<String, Integer> intents = new TreeMap<>();
  private int utterances;
  private int texts;
  private int rings;
  private int urgentRings;
  private int directs;
  private int unlocks;
  private int failures;

  /** Somebody seemed to speak, and nothing was believed. */
  void unbelieved() {
    utterances++;
  }

  /** A text was believed and sorted, and the door's rules were asked. */
  void believed(Triage triage, Decision decision) {
    utterances++;
    texts++;
    intents.merge(triage.intent().name(), 1, Integer::sum);
    if (decision instanceof Decision.Admit) {
      unlocks++;
    } else if (decision instanceof Decision.Ring ring) {
      rings++;
      urgentRings += ring.urgent() ? 1 : 0;
    } else if (decision instanceof Decision.Direct) {
      directs++;
    }
  }

  /** Recognition failed: then nothing is proven. */
  void failed() {
    failures++;
  }

  /** Returns whether the scene did nothing at a door but, where English is spoken, ring. */
  boolean holds(Scene scene) {
    return failures == 0 && unlocks == 0 && directs == 0 && (scene.spoken() || texts == 0);
  }

  int utterances() {
    return utterances;
  }

  int texts() {
    return texts;
  }

  int unlocks() {
    return unlocks;
  }

  /** Returns how many texts were sorted as something. */
  int sorted() {
    return texts - intents.getOrDefault(Intent.UNCLEAR.name(), 0);
  }

  /** Returns a row of the table. */
  String row(Scene scene, double minutes) {
    return String.format(
        Locale.ROOT,
        "%-11s %5.1f min  utterances %4d  texts %4d  intents %4d  rings %4d (urgent %d)  directs %d"
            + "  unlocks %d  failures %d  %s",
        scene.word(),
        minutes,
        utterances,
        texts,
        sorted(),
        rings,
        urgentRings,
        directs,
        unlocks,
        failures,
        intents);
  }
}
