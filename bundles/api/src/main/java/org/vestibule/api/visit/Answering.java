// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.util.Objects;
import java.util.Optional;
import org.vestibule.api.people.PersonId;

/**
 * Who answers a visitor.
 *
 * @param surface what they answer with, for the story and the audit: {@code phone}, {@code browser}
 * @param by names them for the audit: an account, or a phone as {@code phone:hall}; no secret
 * @param person who they are in the people directory, if they are in it
 * @param opens whether what they answer with may open a door at all
 */
public record Answering(String surface, String by, Optional<PersonId> person, boolean opens) {
  /** Refuses blanks. */
  public Answering {
    Objects.requireNonNull(person, "person");
    if (surface.isBlank() || by.isBlank()) {
      throw new IllegalArgumentException("neither surface nor name may be blank");
    }
  }
}
