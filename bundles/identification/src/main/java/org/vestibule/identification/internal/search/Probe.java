// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.Arrays;

/** The face that is searched for, in the forms that the blocks compare with. */
final class Probe {
  private final float[] direction;
  private final float[] padded;
  private final Quantised quantised;

  Probe(float[] direction) {
    this.direction = direction;
    padded = Arrays.copyOf(direction, Quantised.ints(direction.length) * 4);
    quantised = new Quantised(direction);
  }

  float[] direction() {
    return direction;
  }

  /** Returns the direction with zeros up to a multiple of four. */
  float[] padded() {
    return padded;
  }

  Quantised quantised() {
    return quantised;
  }

  /** Overwrites it, after the search. */
  void erase() {
    Arrays.fill(direction, 0);
    Arrays.fill(padded, 0);
    Arrays.fill(quantised.codes, 0);
  }
}
