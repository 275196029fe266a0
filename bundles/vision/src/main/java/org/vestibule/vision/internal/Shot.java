// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceShot;
import org.vestibule.api.station.Frame;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Inspection;
import org.vestibule.vision.internal.liveness.TrackLiveness.Finding;
import org.vestibule.vision.internal.liveness.TrackLiveness.Verdict;

/** One picture for enrolment. What is wrong with it is refused with guidance for the person. */
final class Shot {
  private Shot() {}

  /** Judges it; see {@link org.vestibule.api.face.FaceVerifier#shot}. */
  static FaceShot of(FaceLook look, Frame frame) throws VestibuleException {
    List<Face> faces = look.faces(frame);
    if (faces.isEmpty()) {
      throw refused("no-face", "no face", "exactly one face", "Look into the camera.");
    }
    if (faces.size() > 1) {
      String found = faces.size() + " faces";
      throw refused("several-faces", found, "exactly one face", "Stand before the camera alone.");
    }
    Inspection inspection = look.inspect(faces.get(0));
    if (!inspection.good()) {
      String found = inspection.refusal().orElseThrow();
      throw refused("poor-quality", found, "a face that can be judged", "Try again.");
    }
    Finding finding = look.still(inspection.face());
    if (finding.verdict() != Verdict.ALIVE) {
      throw refused(
          "spoof-suspected",
          finding.reason(),
          "a face that is alive beyond doubt",
          "Enrol a living person, not a picture of one; change light or background.");
    }
    return new FaceShot(
        look.embed(look.serving(), inspection.face()).template(),
        inspection.quality().orElseThrow());
  }

  private static VestibuleException refused(
      String code, String found, String allowed, String remedy) {
    return new VestibuleException(code, "picture to enrol", found, allowed, remedy);
  }
}
