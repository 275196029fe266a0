// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * Adds up what single pictures say. The claim is confirmed by so many pictures without an artefact
 * among them, the last one young enough for an order; an artefact is found by so many pictures, and
 * that stays. Used by one thread.
 */
final class FaceTally {
  /**
   * One judged picture.
   *
   * @param enrolled the templates that it was compared with
   */
  record Look(
      Frame frame,
      List<FaceTemplate> enrolled,
      FaceAnswer answer,
      long startNanos,
      long endNanos) {}

  /**
   * What all pictures together say.
   *
   * @param answer the verdict, without any template; empty when no picture could be judged
   * @param look the deciding picture
   */
  record Finding(Optional<FaceAnswer> answer, Optional<Look> look, List<String> degraded) {}

  private final PersonId claimed;
  private final int needed;
  private final int artefacts;
  private final Duration life;
  private byte[] lastSeen = {};
  private int known;
  private int spoofs;
  private int judged;
  private int unreadable;
  private boolean stale;
  private String unreadableWhy = "";
  private Look best;
  private boolean confirmed;

  FaceTally(PersonId claimed, CoreSettings settings) {
    this.claimed = claimed;
    this.needed = settings.number(CoreKey.FACE_CONFIRMATIONS);
    this.artefacts = settings.number(CoreKey.SPOOF_CONFIRMATIONS);
    this.life = settings.millis(CoreKey.ORDER_LIFE);
  }

  /** Returns whether no further picture can change the verdict. */
  boolean decided() {
    return confirmed || spoofs >= artefacts;
  }

  void add(Look look) {
    judged++;
    FaceAnswer answer = look.answer();
    // A camera that hangs, or a panel that repeats itself, shows one picture and not two.
    boolean repeated = Arrays.equals(lastSeen, look.frame().bytes());
    lastSeen = look.frame().bytes();
    if (answer instanceof FaceAnswer.Known one && one.person().equals(claimed)) {
      stale = look.endNanos() - look.frame().capturedNanos() >= life.toNanos();
      boolean counts = !stale && !repeated;
      known += counts ? 1 : 0;
      confirmed |= counts && known >= needed;
      best = look;
    } else if (answer instanceof FaceAnswer.Spoof) {
      spoofs++;
      known = 0;
      best = look;
    } else if (best == null || rank(answer) >= rank(best.answer())) {
      best = look;
    }
  }

  void unreadable(String why) {
    unreadable++;
    unreadableWhy = why;
  }

  Finding finding() {
    List<String> degraded =
        unreadable == 0
            ? List.of()
            : List.of(unreadable + " of the pictures could not be read: " + unreadableWhy);
    return new Finding(
        Optional.ofNullable(best).map(this::verdict), Optional.ofNullable(best), degraded);
  }

  private FaceAnswer verdict(Look look) {
    FaceAnswer answer = look.answer();
    if (!(answer instanceof FaceAnswer.Known one)) {
      return answer;
    }
    if (confirmed) {
      return one.withoutRenewal();
    }
    if (!one.person().equals(claimed)) {
      return new FaceAnswer.Unknown(
          one.similarity(), "The face is another person's", one.timings());
    }
    String why =
        stale
            ? "the last of them was older than " + life.toMillis() + " ms when it was judged"
            : "needed: " + needed + " without an artefact in between";
    return new FaceAnswer.PoorQuality(
        "Seen in " + known + " of " + judged + " pictures; " + why, one.timings());
  }

  private static int rank(FaceAnswer answer) {
    if (answer instanceof FaceAnswer.Known || answer instanceof FaceAnswer.Spoof) {
      return 3;
    }
    if (answer instanceof FaceAnswer.Unknown) {
      return 2;
    }
    return answer instanceof FaceAnswer.PoorQuality ? 1 : 0;
  }
}
