// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;

/**
 * The people of this building and their templates. Whoever is suspended is not found by a claim and
 * has no templates, until they are resumed or erased; so has everyone while the vault is locked.
 * Whoever took back their consent to {@link org.vestibule.api.consent.Purpose#UNLOCK} is still
 * found by their claim, and has no templates. Thread-safe; look-ups never wait for a disk.
 */
@ProviderType
public interface PeopleDirectory {
  /** How many negatives of one person are kept. */
  int MOST_NEGATIVES = 20;

  /**
   * Adds or replaces a person. Consent to {@link org.vestibule.api.consent.Purpose#UNLOCK} that is
   * in the ledger counts; where the site's profile allows paper, the enrolment's own note is
   * entered there first.
   *
   * @throws VestibuleException {@code consent-missing}, {@code release-missing}, {@code code-taken}
   *     (another person has this code), {@code no-template}, {@code name-invalid}, {@code
   *     vault-locked}, {@code audit-*}, {@code storage-*}, {@code enrolment-overtaken} (they were
   *     erased meanwhile), {@code room-empty} (the consent ledger is being replaced)
   */
  Person enrol(Enrolment enrolment, List<FaceTemplate> templates) throws VestibuleException;

  /**
   * Enters somebody who gives no face. Nothing of them is biometric, so no consent is needed and
   * none is noted; they come in by code, card or phone. Nobody finds them by a claim. A face may
   * follow by {@link #enrol}.
   *
   * @throws VestibuleException {@code person-exists}, {@code name-invalid}, {@code unit-invalid},
   *     {@code vault-locked}, {@code audit-*}, {@code storage-*}, {@code enrolment-overtaken} (they
   *     were erased meanwhile)
   */
  default Person enter(Person person) throws VestibuleException {
    throw new VestibuleException(
        "not-supported",
        "person " + person.id(),
        "a directory that takes faces only",
        "a directory that enters people without one",
        "Update the store.");
  }

  /**
   * Changes name, unit and doors of somebody, and nothing else: faces, code, cards, consents and
   * tenancy stay as they are.
   *
   * @param before as they were when this was decided and allowed; the same id
   * @throws VestibuleException {@code person-changed} (they are not as {@code before} any more),
   *     {@code unknown-person}, {@code name-invalid}, {@code unit-invalid}, {@code vault-locked},
   *     {@code audit-*}, {@code storage-*}, {@code enrolment-overtaken} (they were erased
   *     meanwhile)
   */
  default Person change(Person before, Person next) throws VestibuleException {
    throw new VestibuleException(
        "not-supported",
        "person " + next.id(),
        "a directory that replaces people only",
        "a directory that changes them",
        "Update the store.");
  }

  /** Finds the person behind a claim. */
  Optional<Person> find(Claim claim);

  /** Returns the templates of one person; empty after {@link #forget}. */
  List<FaceTemplate> templates(PersonId id);

  /**
   * Adds a template in a space in which the person has none, because they were just admitted on
   * templates of another one. What is there is never replaced, so a person is renewed once in each
   * space, and only by enrolment after that. Audited as {@code template-renewed} with the person
   * and the space; a renewal that cannot be audited does not take place.
   *
   * @param template the face of the admitted person
   * @return whether it was added; false for a person who is unknown or was forgotten
   */
  boolean renew(PersonId id, FaceTemplate template);

  /** Returns one person, suspended or not. */
  Optional<Person> person(PersonId id);

  /** Returns one person, unless every way in has ended for them: not whoever is suspended. */
  default Optional<Person> active(PersonId id) {
    return person(id);
  }

  /** Returns the faces of which somebody said that they are not this person, the latest last. */
  List<FaceTemplate> negatives(PersonId id);

  /**
   * Notes a face that was taken for this person and is not. The latest {@value #MOST_NEGATIVES} are
   * kept; they go with the person. Audited as {@code face-corrected}.
   *
   * @param by who said so
   * @return whether it was noted; false for a person who is unknown or was forgotten
   * @throws VestibuleException {@code audit-*} when it cannot be audited; then it is not noted
   */
  boolean reject(PersonId id, FaceTemplate face, String by) throws VestibuleException;

  /** Returns in which embedding spaces how many people have at least one template. */
  Map<String, Integer> spaces();

  /** Returns how many people have at least one template. */
  int enrolled();

  /**
   * Ends every use of a person at once, and erases them through {@link
   * org.vestibule.api.privacy.Erasure}; returns whether there was one.
   */
  boolean forget(PersonId id);

  /** Returns everyone, by name. */
  List<Person> people();

  /**
   * Returns everyone of whom this house holds anything as a person, suspended or not, as the disk
   * says at this moment; the only look-up that waits for it. Only against this may what is kept
   * elsewhere of somebody be taken for that of nobody: while people are being read, after a restore
   * for example, {@link #people} and {@link #person} know some of them only.
   *
   * @return empty while that cannot be told: the vault is locked, or not everyone could be read
   */
  default Optional<Set<PersonId>> everyone() {
    return Optional.empty();
  }
}
