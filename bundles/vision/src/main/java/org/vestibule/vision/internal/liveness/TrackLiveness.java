// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * What the pictures of one track say of its being alive: the networks, the cues beside them, and
 * what the visitor was asked to do; {@link Fusion} has the rules. Keeps numbers and small crops of
 * the last pictures, no picture. One thread at a time.
 */
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

  /** A finder that tells open eyes from closed ones is needed for {@link FaceChallenge#BLINK}. */
  private static final List<FaceChallenge> CHOICE =
      List.of(FaceChallenge.TURN_LEFT, FaceChallenge.TURN_RIGHT, FaceChallenge.COME_CLOSER);

  /** Withholds, and never vetoes: a grey picture is no artefact. */
  private static final Clue COLOURLESS =
      Clue.says(
          "colour",
          0,
          Fusion.WITHHOLD,
          "the picture is grey or infrared, which the networks have not learned");

  private static final Clue IN_COLOUR = Clue.abstains("colour", "the picture has colours");

  /** So many pictures may be unsure before somebody is asked. */
  private static final int UNSURE_PICTURES = 3;

  private final LivenessSettings settings;
  private final RandomGenerator chance;
  private final Fusion fusion = new Fusion();
  private final PlanarMotion planar = new PlanarMotion();
  private final RigidMotion rigid = new RigidMotion();
  private final FrozenInput frozen = new FrozenInput();
  private ChallengeRun challenge;
  private int unsure;

  /** Begins a track. */
  public TrackLiveness(LivenessSettings settings) {
    this(settings, new SecureRandom());
  }

  /** Begins a track with a choice of challenges that a test knows. */
  TrackLiveness(LivenessSettings settings, RandomGenerator chance) {
    this.settings = settings;
    this.chance = chance;
  }

  /**
   * Looks at the next picture of the track. The picture's window must hold the check's crops.
   *
   * @param capturedNanos when light fell on the sensor, on {@link System#nanoTime()}
   * @param grey whether the picture is grey or infrared. The networks have learned from colour, so
   *     they are not believed alone: only a challenge that was met makes such a face alive
   */
  public Finding look(
      LivenessCheck check,
      Face face,
      Picture picture,
      Scratch scratch,
      long capturedNanos,
      boolean grey)
      throws VestibuleException {
    float score = check.score(face, picture, scratch);
    double[] points = face.points();
    List<Clue> clues =
        List.of(
            RasterSpectrum.look(face, picture, scratch),
            BorderLines.look(face, picture, scratch),
            FineTexture.look(face, picture, scratch),
            planar.look(points),
            rigid.look(points, picture, scratch),
            frozen.look(points, picture, scratch, capturedNanos),
            grey ? COLOURLESS : IN_COLOUR);
    Finding found = fusion.judge(score, bound(settings, check), clues);
    unsure += found.verdict() == Verdict.UNSURE ? 1 : 0;
    if (found.verdict() == Verdict.SPOOF
        || settings.challenge() == LivenessSettings.Challenge.OFF) {
      return found;
    }
    if (challenge != null) {
      ChallengeRun.State state = challenge.look(points, picture, scratch, capturedNanos);
      return answered(found, challenge, state, fusion.believed());
    }
    if (settings.challenge() == LivenessSettings.Challenge.UNSURE && unsure < UNSURE_PICTURES) {
      return found;
    }
    challenge = new ChallengeRun(CHOICE.get(chance.nextInt(CHOICE.size())), points, capturedNanos);
    challenge.begin(points, picture, scratch);
    return answered(found, challenge, ChallengeRun.State.ASKED, fusion.believed());
  }

  /**
   * What a challenge makes of a finding that is no artefact: done in time it outweighs a cue that
   * only withheld, never the networks; asked or not done, nobody is alive.
   */
  static Finding answered(
      Finding found, ChallengeRun challenge, ChallengeRun.State state, boolean believed) {
    String reason = found.reason() + "; " + challenge.reason();
    boolean alive = state == ChallengeRun.State.DONE && believed;
    return new Finding(
        alive ? Verdict.ALIVE : Verdict.UNSURE,
        found.score(),
        reason,
        state == ChallengeRun.State.ASKED ? Optional.of(challenge.asked()) : Optional.empty());
  }

  /**
   * Judges one picture alone, for enrolment: without a track nothing confirms a cue, so it can
   * withhold and not veto.
   */
  public static Finding still(
      LivenessSettings settings, LivenessCheck check, Face face, Picture picture, Scratch scratch)
      throws VestibuleException {
    float score = check.score(face, picture, scratch);
    return new Fusion().judge(score, bound(settings, check), clues(face, picture, scratch));
  }

  /** Returns what the cues say that one picture is enough for. */
  public static List<Clue> clues(Face face, Picture picture, Scratch scratch) {
    return List.of(
        RasterSpectrum.look(face, picture, scratch),
        BorderLines.look(face, picture, scratch),
        FineTexture.look(face, picture, scratch));
  }

  private static float bound(LivenessSettings settings, LivenessCheck check)
      throws VestibuleException {
    return settings.threshold() > 0 ? (float) settings.threshold() : check.threshold();
  }
}
