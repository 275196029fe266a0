// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;

/** The enrolled people as strangers to each other, where the site has agreed to that. */
final class Enrolled {
  private Enrolled() {}

  /** Returns those with a template in a space; empty when there are none. */
  static Optional<Cohort> in(String space, PeopleDirectory directory) {
    List<List<FaceTemplate>> faces =
        directory.people().stream()
            .map(person -> directory.templates(person.id()))
            .map(all -> all.stream().filter(face -> face.space().equals(space)).toList())
            .filter(own -> !own.isEmpty())
            .toList();
    return faces.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Cohort(space, "the people enrolled here", "LicenseRef-private", false, faces));
  }
}
