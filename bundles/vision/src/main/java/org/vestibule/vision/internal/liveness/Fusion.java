// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;

/**
 * Puts networks and cues together, by rules that a person can check (decision-level fusion in ISO/
 * IEC TR 24722's words), each time the first that applies:
 *
 * <ol>
 *   <li>A cue vetoed this track before: an artefact.
 *   <li>The networks' score of this picture and its mean over the track are both not above the
 *       bound: an artefact. Only one of them: unsure.
 *   <li>A cue that is very sure ({@value #VETO} or more) finds an artefact: unsure, and a veto once
 *       it said so in {@value #CONFIRMED} of the last {@value #LAST} pictures.
 *   <li>A cue that is rather sure ({@value #WITHHOLD} or more) finds an artefact: unsure.
 *   <li>Alive.
 * </ol>
 *
 * <p>So no cue makes a face alive that the networks refuse. One thread at a time.
 */
final class Fusion {
  static final double VETO = 0.8;
  static final double WITHHOLD = 0.5;
  private static final double ARTEFACT = 0.3;
  private static final int CONFIRMED = 2;
  private static final int LAST = 4;

  private final Map<String, Integer> alarms = new HashMap<>();
  private Clue veto;
  private double sum;
  private int pictures;
  private boolean believed;

  /**
   * Takes the next picture.
   *
   * @param score of the networks, 0 to 1
   * @param bound a score must be above it
   * @param clues what the cues say
   */
  Finding judge(float score, float bound, List<Clue> clues) {
    sum += score;
    pictures++;
    float mean = (float) (sum / pictures);
    believed = score > bound && mean > bound;
    Clue alarm = null;
    for (Clue clue : clues) {
      boolean artefact = clue.score() <= ARTEFACT;
      boolean sure = artefact && clue.confidence() >= VETO;
      int history = (alarms.getOrDefault(clue.cue(), 0) << 1 | (sure ? 1 : 0)) & (1 << LAST) - 1;
      alarms.put(clue.cue(), history);
      if (veto == null && Integer.bitCount(history) >= CONFIRMED) {
        veto = clue;
      }
      if (artefact && clue.confidence() >= WITHHOLD && !surer(alarm, clue)) {
        alarm = clue;
      }
    }
    if (veto != null) {
      return finding(Verdict.SPOOF, Math.min(mean, (float) veto.score()), veto.sentence());
    }
    if (!believed) {
      return refused(score, mean, bound);
    }
    if (alarm != null) {
      String reason = say("liveness %.3f is above %.3f, but ", mean, bound) + alarm.sentence();
      return finding(Verdict.UNSURE, mean, reason);
    }
    return finding(Verdict.ALIVE, mean, say("liveness %.3f is above %.3f", mean, bound));
  }

  /** Returns whether the networks took the last picture and the track for alive. */
  boolean believed() {
    return believed;
  }

  private static Finding refused(float score, float mean, float bound) {
    if (score > bound) {
      return finding(
          Verdict.UNSURE,
          mean,
          say("liveness %.3f is above %.3f, its mean %.3f is not", score, bound, mean));
    }
    if (mean > bound) {
      return finding(
          Verdict.UNSURE,
          mean,
          say("liveness %.3f is not above %.3f, its mean %.3f is", score, bound, mean));
    }
    return finding(Verdict.SPOOF, mean, say("liveness %.3f is not above %.3f", mean, bound));
  }

  private static boolean surer(Clue one, Clue other) {
    return one != null && one.confidence() > other.confidence();
  }

  private static Finding finding(Verdict verdict, float score, String reason) {
    return new Finding(verdict, score, reason, Optional.empty());
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
