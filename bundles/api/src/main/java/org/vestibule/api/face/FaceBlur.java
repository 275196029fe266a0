// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;

/**
 * Makes a picture that may be given to one person: the faces of all others are covered (GDPR Art.
 * 15(4)). Thread-safe; keeps nothing of what it saw.
 */
@ProviderType
public interface FaceBlur {
  /**
   * Covers every face that is not beyond doubt the one that may stay. Whoever the detector does not
   * find, for example from behind, stays as they are.
   *
   * @param stays templates of the person whose face stays; empty: every face is covered
   * @throws VestibuleException {@code image-*}, {@code model-*}, {@code vision-busy}
   */
  Covered cover(Frame picture, List<FaceTemplate> stays) throws VestibuleException;

  /**
   * The picture that may be given.
   *
   * @param jpeg a new file without any metadata; the caller's own
   * @param stayed how many faces were left as they are
   * @param covered how many were covered
   */
  record Covered(byte[] jpeg, int stayed, int covered) {
    @Override
    public String toString() {
      return "Covered[" + stayed + " stayed, " + covered + " covered]";
    }
  }
}
