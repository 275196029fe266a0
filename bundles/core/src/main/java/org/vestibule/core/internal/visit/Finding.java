// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/**
 * What a watch said of the last picture that it was shown, with what the engine itself knows about
 * it: a door is not opened on a verifier's word alone.
 *
 * @param claimed whom a code named; empty when everybody was searched
 * @param compared the templates that the face was compared with
 * @param pictures how many pictures the watch was shown that differ from the one before
 * @param newestNanos when the newest of them was captured, on {@link System#nanoTime()}
 * @param startNanos when the watch was asked
 * @param endNanos when it had answered
 */
record Finding(
    Optional<PersonId> claimed,
    FaceSighting sighting,
    List<FaceTemplate> compared,
    int pictures,
    long newestNanos,
    long startNanos,
    long endNanos) {

  /** Returns who was recognised, whatever that is worth. */
  Optional<FaceAnswer.Known> known() {
    return sighting.answer() instanceof FaceAnswer.Known known
        ? Optional.of(known)
        : Optional.empty();
  }

  /**
   * Returns when the evidence was captured. A camera whose clock runs ahead does not lengthen an
   * order's life, and neither does a verifier that names a moment of which it saw no picture.
   */
  long capturedNanos() {
    long named = sighting.evidence().map(FaceEvidence::capturedNanos).orElse(newestNanos);
    return earlier(earlier(named, newestNanos), startNanos);
  }

  /** Returns whether the evidence is too old for an order that is made now. */
  boolean aged(CoreSettings settings, long nowNanos) {
    return nowNanos - capturedNanos() >= settings.millis(CoreKey.ORDER_LIFE).toNanos();
  }

  /** Returns why a door may not be opened on it now, if so, in one sentence. */
  Optional<String> flaw(CoreSettings settings, long nowNanos) {
    if (known().isEmpty()) {
      return Optional.of("Nobody was recognised");
    }
    float liveness = known().get().liveness();
    if (!Float.isFinite(liveness) || liveness <= 0) {
      return Optional.of("There is no verdict whether the face is alive");
    }
    int needed = settings.number(CoreKey.FACE_CONFIRMATIONS);
    int seen = Math.min(pictures, sighting.evidence().map(FaceEvidence::pictures).orElse(0));
    if (!sighting.decided() || seen < needed) {
      return Optional.of("Seen in " + seen + " different pictures; needed: " + needed);
    }
    return aged(settings, nowNanos)
        ? Optional.of(
            "The last picture was older than " + settings.number(CoreKey.ORDER_LIFE) + " ms")
        : Optional.empty();
  }

  /** Returns the answer that may be shown and decided on: a recognition only if it has no flaw. */
  FaceAnswer verdict(CoreSettings settings) {
    if (known().isEmpty()) {
      return sighting.answer();
    }
    FaceAnswer.Known known = known().get();
    if (claimed.isPresent() && !claimed.get().equals(known.person())) {
      return new FaceAnswer.Unknown(
          known.similarity(), "The face is another person's", known.timings());
    }
    return flaw(settings, endNanos)
        .<FaceAnswer>map(why -> new FaceAnswer.PoorQuality(why, known.timings()))
        .orElse(known);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
