// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import org.vestibule.api.people.PersonId;

/** Whom a face is compared with. */
public sealed interface FaceReference {
  /**
   * One person, because somebody said to be them: verification (1:1).
   *
   * @param person who
   * @param enrolled their templates, of whatever spaces
   * @param negatives faces of which somebody said "not this person"
   */
  record Claimed(PersonId person, List<FaceTemplate> enrolled, List<FaceTemplate> negatives)
      implements FaceReference {
    /** Copies the lists. */
    public Claimed {
      enrolled = List.copyOf(enrolled);
      negatives = List.copyOf(negatives);
    }

    @Override
    public String toString() {
      return "Claimed[" + person + "]";
    }
  }

  /** Everybody who agreed to it: identification (1:N). */
  record Gallery(FaceIdentifier identifier) implements FaceReference {}
}
