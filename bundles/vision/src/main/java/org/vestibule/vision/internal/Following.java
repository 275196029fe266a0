// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Embedded;
import org.vestibule.vision.internal.face.FaceEmbedding;
import org.vestibule.vision.internal.face.Inspection;
import org.vestibule.vision.internal.track.Sighted;

/**
 * Whether the person of the evidence is still there: place and motion tell, and where they alone do
 * not, appearance is asked. A detector that misses one picture is borne with, as long as nobody
 * else was taken for that person.
 */
final class Following {
  /** Who was not seen for no longer than this has not left. */
  private static final long BLINK_NANOS = 300_000_000;

  private final FaceLook look;
  private final Crowd crowd;
  private final FaceEvidence evidence;

  Following(FaceLook look, Crowd crowd, FaceEvidence evidence) {
    this.look = look;
    this.crowd = crowd;
    this.evidence = evidence;
  }

  /** Looks where everybody went; asks of so many faces at most what they look like. */
  boolean follow(Frame frame, int maxFaces) throws VestibuleException {
    List<Sighted> sighted = crowd.next(look.faces(frame), look.picture(), frame.capturedNanos());
    if (there()) {
      return true;
    }
    Optional<String> space = crowd.space(evidence.track());
    Optional<FaceEmbedding> model = space.isEmpty() ? Optional.empty() : look.model(space.get());
    if (model.isEmpty()) {
      return false;
    }
    boolean mistaken = false;
    int left = maxFaces;
    for (Sighted one : sighted) {
      if (left > 0 && crowd.uncertain(one) && !there()) {
        left--;
        mistaken |= mistaken(one, model.get());
      }
    }
    OptionalLong seen = crowd.seenNanos(evidence.track());
    boolean blinked = seen.isPresent() && frame.capturedNanos() - seen.getAsLong() <= BLINK_NANOS;
    return there() || blinked && !mistaken;
  }

  /** Lets appearance decide; returns whether motion took the face for somebody else's. */
  private boolean mistaken(Sighted one, FaceEmbedding model) throws VestibuleException {
    Inspection inspection = look.inspect(one.face());
    if (!inspection.good()) {
      return false;
    }
    Embedded seen = look.embed(model, inspection.face());
    return !crowd.settle(one, seen.template(), model.threshold());
  }

  /** Whether the track is in this picture, without doubt. */
  private boolean there() {
    return crowd.present(evidence.track()).filter(one -> !one.track().doubtful()).isPresent();
  }
}
