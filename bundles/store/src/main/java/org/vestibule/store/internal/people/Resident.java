// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.vestibule.api.people.Person;

/**
 * All that is held of one person. Immutable.
 *
 * @param subject their pseudonym
 * @param code what is kept of their code; none for who was entered without a face
 * @param templates their faces, of whatever spaces, the oldest first
 * @param negatives faces that were taken for theirs and are not, the latest last
 */
record Resident(
    UUID subject,
    Person person,
    Optional<CodeKey> code,
    List<SealedFace> templates,
    List<SealedFace> negatives,
    Tenure tenure) {
  Resident {
    templates = List.copyOf(templates);
    negatives = List.copyOf(negatives);
  }

  /** Returns the name under which journals know them. */
  String pseudonym() {
    return pseudonym(subject);
  }

  static String pseudonym(UUID subject) {
    return "subject-" + subject;
  }

  boolean suspended() {
    return tenure.suspended().isPresent();
  }

  boolean in(String space) {
    return templates.stream().anyMatch(template -> template.space().equals(space));
  }

  Stream<String> spaces() {
    return templates.stream().map(SealedFace::space).distinct();
  }

  Resident withoutFaces() {
    return new Resident(subject, person, code, List.of(), List.of(), tenure);
  }

  /** Returns whether the same faces are held. */
  boolean sameFaces(Resident other) {
    return ids(templates).equals(ids(other.templates))
        && ids(negatives).equals(ids(other.negatives));
  }

  private static List<UUID> ids(List<SealedFace> faces) {
    return faces.stream().map(SealedFace::id).toList();
  }

  @Override
  public String toString() {
    return "Resident[" + pseudonym() + "]";
  }
}
