// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;

/** The people of this building and their templates. Thread-safe; look-ups never block. */
@ProviderType
public interface PeopleDirectory {
  /**
   * Adds or replaces a person.
   *
   * @throws VestibuleException {@code consent-missing}, {@code code-taken} (another person has this
   *     code), {@code no-template}
   */
  Person enrol(Enrolment enrolment, List<FaceTemplate> templates) throws VestibuleException;

  /** Finds the person behind a claim. */
  Optional<Person> find(Claim claim);

  /** Returns the templates of one person; empty after {@link #forget}. */
  List<FaceTemplate> templates(PersonId id);

  /** Erases a person; returns whether there was one. */
  boolean forget(PersonId id);

  /** Returns everyone, by name. */
  List<Person> people();
}
