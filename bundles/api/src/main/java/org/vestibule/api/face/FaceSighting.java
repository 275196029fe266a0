// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import java.util.Optional;

/**
 * What the pictures of a {@link FaceWatch} say so far. Never shown as a whole: the templates in it
 * are for the directory of people alone.
 *
 * @param answer the best answer that all pictures together give; {@link FaceAnswer.Known} only when
 *     {@code decided}
 * @param decided whether no further picture changes it
 * @param evidence what a {@link FaceAnswer.Known} rests on; empty with any other answer
 * @param challenge what the visitor is to do now, if anything
 * @param probe with {@link FaceAnswer.Known} only: the face that decided, for a correction
 * @param renewal with {@link FaceAnswer.Known} only: the same face in the space of the model that
 *     serves, when an older model's space decided; to be kept only for a visit that was admitted,
 *     see {@link org.vestibule.api.people.PeopleDirectory#renew}
 * @param boxes where faces are in the latest picture, the surest first; empty where nobody tells
 * @param track whose answer it is, as {@link FaceBox#track}; empty where nobody tells, where the
 *     latest picture has no vote, and where the boxes are not those of the picture as it came
 */
public record FaceSighting(
    FaceAnswer answer,
    boolean decided,
    Optional<FaceEvidence> evidence,
    Optional<FaceChallenge> challenge,
    Optional<FaceTemplate> probe,
    Optional<FaceTemplate> renewal,
    List<FaceBox> boxes,
    Optional<String> track) {
  /** Copies the list. */
  public FaceSighting {
    boxes = List.copyOf(boxes);
  }

  /** Without saying where. */
  public FaceSighting(
      FaceAnswer answer,
      boolean decided,
      Optional<FaceEvidence> evidence,
      Optional<FaceChallenge> challenge,
      Optional<FaceTemplate> probe,
      Optional<FaceTemplate> renewal) {
    this(answer, decided, evidence, challenge, probe, renewal, List.of(), Optional.empty());
  }

  /** What was seen without knowing anybody. */
  public static FaceSighting of(
      FaceAnswer answer, boolean decided, Optional<FaceChallenge> challenge) {
    return new FaceSighting(
        answer, decided, Optional.empty(), challenge, Optional.empty(), Optional.empty());
  }

  /** Returns the same with where the faces are. */
  public FaceSighting at(List<FaceBox> where) {
    return new FaceSighting(answer, decided, evidence, challenge, probe, renewal, where, track);
  }

  /** Returns the same with whose answer it is. */
  public FaceSighting about(Optional<String> whose) {
    return new FaceSighting(answer, decided, evidence, challenge, probe, renewal, boxes, whose);
  }

  /** Returns where the face of the answer is in the latest picture, if it is in it. */
  public Optional<FaceBox> face() {
    return boxes.stream().filter(box -> track.filter(box.track()::equals).isPresent()).findFirst();
  }

  @Override
  public String toString() {
    return "FaceSighting[" + answer.getClass().getSimpleName() + ", decided=" + decided + "]";
  }
}
