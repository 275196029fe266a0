// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.Collection;
import java.util.function.ToIntFunction;

/**
 * What each made of one recording, as indexes of commands or {@link Words#OTHER}.
 *
 * @param clip the recording
 * @param spotter what the spotter said
 * @param base what Moonshine base said
 * @param tiny what Moonshine tiny said
 * @param millis how long the spotter took, by the wall clock
 * @param cpuMillis how long it kept its thread's processor busy
 */
record Judged(Clip clip, int spotter, int base, int tiny, double millis, double cpuMillis) {
  /** Returns how many commands were recognised. */
  static Share accuracy(Collection<Judged> all, ToIntFunction<Judged> who) {
    int of = 0;
    int right = 0;
    for (Judged one : all) {
      if (one.clip.label() != Words.OTHER) {
        of++;
        right += who.applyAsInt(one) == one.clip.label() ? 1 : 0;
      }
    }
    return new Share(right, of);
  }

  /** Returns how many commands were taken for another one. */
  static Share confused(Collection<Judged> all, ToIntFunction<Judged> who) {
    int of = 0;
    int wrong = 0;
    for (Judged one : all) {
      if (one.clip.label() != Words.OTHER) {
        int said = who.applyAsInt(one);
        of++;
        wrong += said != one.clip.label() && said != Words.OTHER ? 1 : 0;
      }
    }
    return new Share(wrong, of);
  }

  /** Returns how many other words were taken for a command. */
  static Share falseAccepts(Collection<Judged> all, ToIntFunction<Judged> who) {
    int of = 0;
    int taken = 0;
    for (Judged one : all) {
      if (one.clip.label() == Words.OTHER) {
        of++;
        taken += who.applyAsInt(one) == Words.OTHER ? 0 : 1;
      }
    }
    return new Share(taken, of);
  }
}
