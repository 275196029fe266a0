// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.vision.internal.picture.Picture;

/** A family of detectors: finds faces in a picture's overview, and five points in each. */
public sealed interface FaceFinder permits RfbFinder, YunetFinder {
  /** More boxes than this are noise; the best ones are kept. */
  int MAX_CANDIDATES = 400;

  /**
   * Returns the finder for a leased model.
   *
   * @throws ModelException {@code model-manifest-invalid} if its family is unknown here
   */
  static FaceFinder of(ModelLease lease) throws ModelException {
    return switch (lease.manifest().family()) {
      case "rfb-landmark68" -> new RfbFinder(lease);
      case "yunet" -> new YunetFinder(lease);
      default ->
          throw NetworkInput.invalid(
              lease.manifest(), "unknown family for detection (known: rfb-landmark68, yunet)");
    };
  }

  /** Returns how many times smaller a picture of that size may be for this finder. */
  int reduction(int width, int height);

  /** Returns all faces, the largest first, with or without their points. */
  List<Face> find(Picture picture, Scratch scratch) throws VestibuleException;

  /** Returns the face with its five points; the picture's window must hold its box. */
  Face locate(Face face, Picture picture, Scratch scratch) throws VestibuleException;

  /** Keeps the surest of faces that overlap (greedy non-maximum suppression), largest first. */
  static List<Face> distinct(List<Face> candidates, double maxOverlap) {
    candidates.sort(Comparator.comparingDouble(Face::score).reversed());
    List<Face> kept = new ArrayList<>();
    for (Face face : candidates.subList(0, Math.min(candidates.size(), MAX_CANDIDATES))) {
      if (kept.stream().noneMatch(other -> face.overlap(other) > maxOverlap)) {
        kept.add(face);
      }
    }
    kept.sort(Comparator.comparingDouble(Face::area).reversed());
    return kept;
  }
}
