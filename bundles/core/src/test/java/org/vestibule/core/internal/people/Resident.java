// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Person;

/**
 * All that is held of one person. Immutable.
 *
 * @param code what is kept of their code
 * @param templates their faces, of whatever spaces
 * @param negatives faces that were taken for theirs and are not, the latest last
 */
record Resident(
    Person person, byte[] code, List<FaceTemplate> templates, List<FaceTemplate> negatives) {
  /** Above it two templates are the same one. */
  private static final float SAME = 0.9999f;

  Resident {
    templates = List.copyOf(templates);
    negatives = List.copyOf(negatives);
  }

  boolean in(String space) {
    return templates.stream().anyMatch(template -> template.space().equals(space));
  }

  Stream<String> spaces() {
    return templates.stream().map(FaceTemplate::space).distinct();
  }

  Resident renewed(FaceTemplate added) {
    List<FaceTemplate> more = new ArrayList<>(templates);
    more.add(added);
    return new Resident(person, code, more, negatives);
  }

  /** Removes this very template, and none that is like it. */
  Resident without(FaceTemplate added) {
    return new Resident(
        person, code, templates.stream().filter(held -> held != added).toList(), negatives);
  }

  boolean rejects(FaceTemplate face) {
    return negatives.stream()
        .anyMatch(held -> held.comparableWith(face) && held.similarity(face) > SAME);
  }

  Resident corrected(FaceTemplate face) {
    List<FaceTemplate> more = new ArrayList<>(negatives);
    more.add(face);
    int surplus = Math.max(0, more.size() - PeopleDirectory.MOST_NEGATIVES);
    return new Resident(person, code, templates, more.subList(surplus, more.size()));
  }
}
