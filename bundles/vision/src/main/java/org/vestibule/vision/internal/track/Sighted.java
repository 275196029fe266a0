// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import org.vestibule.vision.internal.face.Face;

/** A face of the present picture and whose it is. Appearance may yet give it to another track. */
public final class Sighted {
  private final Face face;
  private Track track;

  Sighted(Face face, Track track) {
    this.face = face;
    this.track = track;
  }

  /** Returns the face as it was detected. */
  public Face face() {
    return face;
  }

  /** Returns the track to which it belongs. */
  public Track track() {
    return track;
  }

  void belongsTo(Track other) {
    track = other;
  }
}
