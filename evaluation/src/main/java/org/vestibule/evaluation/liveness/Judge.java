// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;
import org.vestibule.vision.internal.liveness.LivenessSettings;
import org.vestibule.vision.internal.liveness.TrackLiveness;
import org.vestibule.vision.internal.picture.Picture;

/**
 * Lets every system judge one presentation: each network alone, the ensemble, the ensemble with the
 * cues on the first picture that has a face; then everything on the track, to its end, and as soon
 * as three of its pictures are alive, as a door in a hurry decides. One thread at a time.
 */
final class Judge {
  /** Its own bound, and nobody is asked to do anything. */
  private static final LivenessSettings SETTINGS =
      new LivenessSettings(0, LivenessSettings.Challenge.OFF);

  /** So many pictures of a track must be alive before it is believed. */
  private static final int VOTES = 3;

  private static final long PICTURE_NANOS = 200_000_000L;

  /**
   * What was said.
   *
   * @param answers one for each system, in the order of {@link #systems}
   * @param reason the track's last sentence
   */
  record Judgement(List<Answer> answers, String reason) {}

  private final Models models;
  private final Scratch scratch = new Scratch();

  Judge(Models models) {
    this.models = models;
  }

  /** Returns the names of the systems. */
  static List<String> systems(Models models) {
    List<String> systems = new ArrayList<>(models.check().networks());
    systems.addAll(List.of("ensemble", "ensemble+cues", "whole track", "first 3 votes"));
    return systems;
  }

  Judgement judge(List<byte[]> pictures) throws VestibuleException {
    List<Answer> answers = new ArrayList<>();
    TrackLiveness track = new TrackLiveness(SETTINGS);
    int needed = Math.min(VOTES, pictures.size());
    int alive = 0;
    Answer last = Answer.NONE;
    Answer early = Answer.NONE;
    String reason = "no face that can be judged";
    for (int i = 0; i < pictures.size() && last != Answer.ATTACK; i++) {
      Picture picture = models.picture(pictures.get(i), scratch);
      Optional<Face> face = models.face(picture, scratch);
      if (face.isEmpty()) {
        continue;
      }
      if (answers.isEmpty()) {
        answers.addAll(single(face.get(), picture));
      }
      var found =
          track.look(models.check(), face.get(), picture, scratch, i * PICTURE_NANOS, false);
      reason = found.reason();
      last = answer(found);
      alive += last == Answer.BONA_FIDE ? 1 : 0;
      if (early == Answer.NONE && (alive == needed || last == Answer.ATTACK)) {
        early = last;
      }
    }
    while (answers.size() < systems(models).size() - 2) {
      answers.add(Answer.NONE);
    }
    answers.add(last == Answer.BONA_FIDE && alive < needed ? Answer.NONE : last);
    answers.add(early);
    return new Judgement(answers, reason);
  }

  private List<Answer> single(Face face, Picture picture) throws VestibuleException {
    List<Answer> answers = new ArrayList<>();
    float bound = models.check().threshold();
    for (float score : models.check().scores(face, picture, scratch)) {
      answers.add(score > bound ? Answer.BONA_FIDE : Answer.ATTACK);
    }
    float score = models.check().score(face, picture, scratch);
    answers.add(score > bound ? Answer.BONA_FIDE : Answer.ATTACK);
    answers.add(answer(TrackLiveness.still(SETTINGS, models.check(), face, picture, scratch)));
    return answers;
  }

  private static Answer answer(TrackLiveness.Finding found) {
    return switch (found.verdict()) {
      case ALIVE -> Answer.BONA_FIDE;
      case SPOOF -> Answer.ATTACK;
      case UNSURE -> Answer.NONE;
    };
  }
}
