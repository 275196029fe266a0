// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.species;

/** What a photo is shown on, as a function over its plane. */
interface Medium {
  /**
   * Gives the colour of a place.
   *
   * @param u across, 0 to 1 over the photo; the border lies outside
   * @param v down, 0 to 1 over the photo
   * @param out red, green and blue, 0 to 1
   * @return false where the medium is not: what is behind it shows
   */
  boolean colour(double u, double v, double[] out);
}
