// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.liveness;

import java.util.Locale;
import org.vestibule.api.face.FaceChallenge;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.picture.Picture;

/**
 * One thing that a visitor is asked to do, and whether they did it in time (challenge-response, as
 * ISO/IEC 30107-1 describes it). Turning counts by the parallax of the nose, which a flat picture
 * does not have; coming closer counts when the face grows and its surroundings do not. Turning the
 * other way first is a failure: a replay that turns to and fro would pass else. Keeps one ring of
 * {@link Surroundings}. One thread at a time.
 */
final class ChallengeRun {
  /** How far it is. */
  enum State {
    ASKED,
    DONE,
    FAILED
  }

  static final long LIMIT_NANOS = 8_000_000_000L;
  static final double TURN_DEGREES = 15;
  static final double GROWTH = 1.25;

  private final FaceChallenge asked;
  private final NosePlace before;
  private final long since;
  private final Surroundings surroundings = new Surroundings();
  private State state = State.ASKED;
  private String reason;

  /** Asks, at this picture. */
  ChallengeRun(FaceChallenge asked, double[] points, long capturedNanos) {
    this.asked = asked;
    before = NosePlace.of(points);
    since = capturedNanos;
    reason = "asked to " + asked.word();
  }

  /** Remembers what lies around the face when it is asked to come closer. */
  void begin(double[] points, Picture picture, Scratch scratch) {
    surroundings.keep(points, picture, scratch);
  }

  /** Takes the next picture. */
  State look(double[] points, Picture picture, Scratch scratch, long capturedNanos) {
    boolean closer = asked == FaceChallenge.COME_CLOSER;
    double stays =
        closer && state == State.ASKED
            ? surroundings.compare(points, picture, scratch)
            : Double.NaN;
    return look(points, stays, capturedNanos);
  }

  /**
   * Takes the next picture's numbers.
   *
   * @param stays see {@link Surroundings#compare}
   */
  State look(double[] points, double stays, long capturedNanos) {
    if (state != State.ASKED) {
      return state;
    }
    if (capturedNanos - since > LIMIT_NANOS) {
      return end(State.FAILED, "not done within %d seconds", LIMIT_NANOS / 1_000_000_000);
    }
    NosePlace now = NosePlace.of(points);
    return switch (asked) {
      case TURN_LEFT -> turned(now.yaw() - before.yaw());
      case TURN_RIGHT -> turned(before.yaw() - now.yaw());
      case COME_CLOSER -> grown(now.eyes() / before.eyes(), stays);
      case BLINK -> throw new IllegalStateException("no finder here tells open eyes from closed");
    };
  }

  private State turned(double degrees) {
    if (degrees >= TURN_DEGREES) {
      return end(State.DONE, "turned by %.0f of %.0f degrees", degrees, TURN_DEGREES);
    }
    if (degrees <= -TURN_DEGREES) {
      return end(State.FAILED, "turned by %.0f degrees the other way", -degrees);
    }
    reason = say("turned by %.0f of %.0f degrees", degrees, TURN_DEGREES);
    return state;
  }

  private State grown(double growth, double stays) {
    reason = say("grew to %.2f of %.2f", growth, GROWTH);
    if (growth < GROWTH || Double.isNaN(stays)) {
      return state;
    }
    return stays > 0
        ? end(State.DONE, "grew to %.2f, its surroundings did not", growth)
        : end(State.FAILED, "grew to %.2f together with its surroundings", growth);
  }

  private State end(State next, String format, Object... values) {
    state = next;
    reason = say(format, values);
    return next;
  }

  /** Returns what is asked. */
  FaceChallenge asked() {
    return asked;
  }

  /** Returns how it went so far, with the value and its bound. */
  String reason() {
    return asked.word() + ": " + reason;
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
