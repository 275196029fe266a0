// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/** What the pictures of one track say of its being alive. One thread at a time. */
public final class TrackLiveness {
  /** What can be said. */
  public enum Verdict {
    ALIVE,
    SPOOF,
    UNSURE
  }

  /**
   * What was found.
   *
   * @param verdict what can be said so far
   * @param score 0 (an artefact) to 1 (alive)
   * @param reason one sentence with the deciding value and its bound
   * @param challenge what the person should do now, if anything
   */
  public record Finding(
      Verdict verdict, float score, String reason, Optional<FaceChallenge> challenge) {}

  private final LivenessSettings settings;

  /** Begins a track. */
  public TrackLiveness(LivenessSettings settings) {
    this.settings = settings;
  }

  /**
   * Looks at the next picture of the track. The picture's window must hold the check's crops.
   *
   * @param capturedNanos when light fell on the sensor, on {@link System#nanoTime()}
   */
  public Finding look(
      LivenessCheck check, Face face, Picture picture, Scratch scratch, long capturedNanos)
      throws VestibuleException {
    return still(settings, check, face, picture, scratch);
  }

  /** Judges one picture alone, for enrolment. */
  public static Finding still(
      LivenessSettings settings, LivenessCheck check, Face face, Picture picture, Scratch scratch)
      throws VestibuleException {
    float bound = settings.threshold() > 0 ? (float) settings.threshold() : check.threshold();
    float score = check.score(face, picture, scratch);
    boolean alive = score > bound;
    String reason =
        String.format(
            Locale.ROOT, "liveness %.3f is %sabove %.3f", score, alive ? "" : "not ", bound);
    return new Finding(alive ? Verdict.ALIVE : Verdict.SPOOF, score, reason, Optional.empty());
  }
}
