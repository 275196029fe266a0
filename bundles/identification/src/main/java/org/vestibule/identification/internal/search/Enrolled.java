// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vestibule.api.people.PersonId;

/**
 * One person as enrolled in one {@link Gallery}; whoever is enrolled anew is another one. A search
 * sees whoever lived in the {@link Version} that it holds, whatever happens meanwhile.
 */
final class Enrolled {
  /** Where one of the person's rows lies. */
  record Place(Block block, int row) {}

  /** Whose rows are that were overwritten: somebody who never lived. */
  static final Enrolled NOBODY = new Enrolled(new PersonId("nobody"), new float[0][]);

  private static final long ALIVE = Long.MAX_VALUE;

  static {
    NOBODY.endIn(0);
  }

  private final PersonId person;
  private final float[][] negatives;
  private volatile long died = ALIVE;

  /** Touched by the gallery's writer alone. */
  private final List<Place> places = new ArrayList<>();

  /**
   * @param negatives directions of which somebody said "not this person"; taken over, not copied
   */
  Enrolled(PersonId person, float[][] negatives) {
    this.person = person;
    this.negatives = negatives;
  }

  PersonId person() {
    return person;
  }

  List<Place> places() {
    return places;
  }

  boolean alive() {
    return died == ALIVE;
  }

  boolean livesIn(long version) {
    return version < died;
  }

  /** Says from which version on this person is gone. */
  void endIn(long version) {
    died = version;
  }

  /** Returns the cosine to the nearest negative: who is not nearer than that is somebody else. */
  float bar(float[] probe) {
    float bar = Float.NEGATIVE_INFINITY;
    for (float[] negative : negatives) {
      bar = Math.max(bar, Dot.product(probe, negative, 0));
    }
    return bar;
  }

  /** Overwrites the negatives with zeros, once no search reads them. */
  void erase() {
    for (float[] negative : negatives) {
      Arrays.fill(negative, 0);
    }
  }
}
