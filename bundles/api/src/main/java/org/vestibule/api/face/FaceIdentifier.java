// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.people.PersonId;

/**
 * Searches everybody who is enrolled for a face (1:N). Registered only where the site has recorded
 * a legal basis for identification; a site that verifies claims has no such service. Thread-safe;
 * people are enrolled and removed while it searches.
 */
@ProviderType
public interface FaceIdentifier {
  /**
   * Compares a face with every template of its space.
   *
   * @return the nearest people; empty lists when nobody has a template in this space
   */
  Candidates search(FaceTemplate probe);

  /**
   * The nearest people, and what it takes to believe the first.
   *
   * @param nearest at most two different people, the nearest first. Who is nearer to a face of
   *     which somebody said "not this person" than to their own is not among them
   * @param templates how many templates were compared
   * @param point the operating point for a search of that size
   */
  record Candidates(List<Candidate> nearest, int templates, OperatingPoint point) {
    /** Copies the list. */
    public Candidates {
      nearest = List.copyOf(nearest);
    }
  }

  /**
   * One person.
   *
   * @param person who
   * @param similarity cosine to the best of their templates, -1 to 1
   */
  record Candidate(PersonId person, float similarity) {}
}
