// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.vestibule.api.face.FaceQuality;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.face.FaceTemplate;

/**
 * The shots of one enrolment that count, each of them another view of the face: a picture that
 * shows nothing new only repeats the errors of the one before. Not thread-safe; its owner locks.
 */
final class KeptShots {
  /** How far the head must have turned to make another view, degrees. */
  static final double OTHER_YAW = 5;

  /** How far the chin must have moved to make another view, degrees. */
  static final double OTHER_PITCH = 4;

  /**
   * Two shots below this cosine differ whatever the pose is: by expression or by light. Set on the
   * three videos of the fixtures (two people, five pictures a second): most neighbouring pictures
   * of a head at rest are more alike than this, so that holding still is not taken for moving.
   */
  static final float ALIKE = 0.92f;

  private final List<FaceShot> shots = new ArrayList<>();

  int count() {
    return shots.size();
  }

  /** Returns whether a shot shows what one of those kept shows already. */
  boolean repeats(FaceShot shot) {
    return shots.stream().anyMatch(kept -> repeats(kept, shot));
  }

  private static boolean repeats(FaceShot kept, FaceShot shot) {
    FaceQuality a = kept.quality();
    FaceQuality b = shot.quality();
    return Math.abs(a.yaw() - b.yaw()) < OTHER_YAW
        && Math.abs(a.pitch() - b.pitch()) < OTHER_PITCH
        && kept.template().similarity(shot.template()) >= ALIKE;
  }

  /** Returns whether those kept were made by another model, so that they cannot be compared. */
  boolean ofAnotherModel(FaceShot shot) {
    return !shots.isEmpty() && !shots.get(0).template().comparableWith(shot.template());
  }

  void keep(FaceShot shot) {
    shots.add(shot);
  }

  void clear() {
    shots.clear();
  }

  /**
   * Returns the view that is missing most, as the sentence that asks for it. It is measured from
   * the first shot: a camera may hang high or beside the person, and five points are a rough guide.
   */
  String wanted() {
    if (shots.isEmpty()) {
      return "Look straight into the camera.";
    }
    FaceQuality first = shots.get(0).quality();
    if (none(shot -> shot.yaw() >= first.yaw() + OTHER_YAW)) {
      return "Turn your head a little to your left.";
    }
    if (none(shot -> shot.yaw() <= first.yaw() - OTHER_YAW)) {
      return "Turn your head a little to your right.";
    }
    return none(shot -> shot.pitch() >= first.pitch() + OTHER_PITCH)
        ? "Raise your chin a little."
        : "Lower your chin a little, or smile.";
  }

  private boolean none(Predicate<FaceQuality> view) {
    return shots.stream().map(FaceShot::quality).noneMatch(view);
  }

  List<FaceTemplate> templates() {
    return shots.stream().map(FaceShot::template).toList();
  }
}
