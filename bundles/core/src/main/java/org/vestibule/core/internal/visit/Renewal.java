// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PersonId;

/**
 * Keeps the template that a new embedding model made of somebody whom their older one has just let
 * in.
 *
 * <p>This is the one way in which a template comes into being without an operator, so it is what an
 * attacker would want: a face that is learned once opens the door from then on (G. Lovisotto, S.
 * Eberz, I. Martinovic, "Biometric Backdoors: A Poisoning Attack Against Unsupervised Template
 * Updating", EuroS&P 2020). A renewal therefore needs all that the door needed, and that the door
 * opened; it takes the picture that decided; the directory takes one in each space and never
 * replaces what is there, so that no chain of small steps leads away from the enrolled face; and
 * whoever was forgotten or enrolled anew since that picture is not touched.
 */
final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /** Above it two templates are the same one, kept twice. */
  private static final float SAME = 0.9999f;

  private Renewal() {}

  /**
   * Hands a renewal to the directory, off the door path; does nothing when there is none.
   *
   * @param finding what the door was opened on
   */
  static void offer(Desk desk, PersonId person, Finding finding) {
    if (finding.sighting().renewal().isEmpty()) {
      return;
    }
    FaceTemplate template = finding.sighting().renewal().get();
    try {
      desk.workers()
          .paper()
          .execute(() -> renew(desk.rooms().people.now(), person, finding.compared(), template));
    } catch (RejectedExecutionException e) {
      LOG.warn("The template of {} is not renewed in this visit: too much is waiting", person);
    }
  }

  private static void renew(
      Optional<PeopleDirectory> people,
      PersonId person,
      List<FaceTemplate> compared,
      FaceTemplate template) {
    try {
      if (people.isPresent() && stillHeld(people.get().templates(person), compared)) {
        people.get().renew(person, template);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("The template of {} is not renewed: {}", person, e.toString());
    }
  }

  private static boolean stillHeld(List<FaceTemplate> held, List<FaceTemplate> compared) {
    return held.stream().anyMatch(now -> compared.stream().anyMatch(then -> same(now, then)));
  }

  private static boolean same(FaceTemplate one, FaceTemplate other) {
    return one.comparableWith(other) && one.similarity(other) > SAME;
  }
}
