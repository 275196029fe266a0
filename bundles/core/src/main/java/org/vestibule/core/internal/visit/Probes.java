// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/**
 * The faces of those who were recognised, kept for a while so that somebody can say that it was a
 * mistake. Nobody else's face is ever here. What is no longer kept leaves only a note why.
 * Thread-safe.
 */
final class Probes {
  /** A face that was taken for somebody. */
  record Probe(PersonId person, FaceTemplate face) {}

  private enum Fate {
    KEPT,
    TOO_OLD,
    CORRECTED,
    FORGOTTEN
  }

  private record Slot(PersonId person, Optional<FaceTemplate> face, long untilNanos, Fate fate) {
    Slot end(Fate end) {
      return fate == Fate.KEPT ? new Slot(person, Optional.empty(), untilNanos, end) : this;
    }
  }

  private final Map<VisitId, Slot> slots = new HashMap<>();

  /** Keeps a face until then, on {@link System#nanoTime()}. */
  synchronized void keep(VisitId visit, PersonId person, FaceTemplate face, long untilNanos) {
    slots.put(visit, new Slot(person, Optional.of(face), untilNanos, Fate.KEPT));
  }

  /** The visit is another one's, or nobody remembers it: nothing is left of it here. */
  synchronized void drop(VisitId visit) {
    slots.remove(visit);
  }

  /** Lets go of whatever has been kept long enough. */
  synchronized void expire(long nowNanos) {
    slots.replaceAll(
        (visit, slot) -> nowNanos - slot.untilNanos() >= 0 ? slot.end(Fate.TOO_OLD) : slot);
  }

  /** Lets go of whatever was taken for this person. */
  synchronized void forget(PersonId person) {
    slots.replaceAll(
        (visit, slot) -> slot.person().equals(person) ? slot.end(Fate.FORGOTTEN) : slot);
  }

  /** The mistake is noted. */
  synchronized void corrected(VisitId visit) {
    slots.computeIfPresent(visit, (id, slot) -> slot.end(Fate.CORRECTED));
  }

  /**
   * Finds the face of a visit.
   *
   * @return empty when the mistake was noted before
   * @throws VestibuleException {@code nothing-to-correct} or {@code correction-too-late}
   */
  synchronized Optional<Probe> find(VisitId visit, long nowNanos) throws VestibuleException {
    expire(nowNanos);
    Slot slot = slots.get(visit);
    if (slot == null) {
      throw nothing(visit, "nobody was recognised in it, or no face is kept (correctionMinutes)");
    }
    return switch (slot.fate()) {
      case KEPT -> slot.face().map(face -> new Probe(slot.person(), face));
      case CORRECTED -> Optional.empty();
      case FORGOTTEN -> throw nothing(visit, "the person was forgotten");
      case TOO_OLD ->
          throw new VestibuleException(
              "correction-too-late",
              "visit " + visit,
              "its face is no longer kept",
              "a visit within correctionMinutes",
              "Forget and enrol the person, or choose a higher threshold.");
    };
  }

  /** Returns the refusal of a visit without a mistake that could be noted. */
  static VestibuleException nothing(VisitId visit, String found) {
    return new VestibuleException(
        "nothing-to-correct",
        "visit " + visit,
        found,
        "a visit in which somebody was recognised",
        "Choose the visit in which somebody was taken for another person.");
  }
}
