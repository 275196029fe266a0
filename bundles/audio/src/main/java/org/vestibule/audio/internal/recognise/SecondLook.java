// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.vestibule.api.model.ModelException;

/**
 * Looks again at speech that was understood with doubt: the same sound is recognised in other
 * {@link Views}, and the reading that its recogniser was surest of counts, by the mean logarithm of
 * the tokens' probabilities (the maximum of the confidences, as ROVER may use it: Fiscus 1997, "A
 * Post-Processing System to Yield Reduced Word Error Rates"; the views as in test-time
 * augmentation). What was understood surely is not looked at again and costs nothing more; what was
 * hardly understood at all is noise more often than speech, and looking longer at it makes up
 * words. Thread-safe if what it asks is.
 */
public final class SecondLook implements Transcription {
  /** Geometric mean of the tokens' probabilities from which a first look is enough. */
  public static final double SURE = 0.85;

  /** And below which it is not worth a second. */
  public static final double HOPELESS = 0.5;

  private final Transcription looks;
  private final List<UnaryOperator<float[]>> views;

  /** Looks through {@code looks}, once or once for each view more. */
  public SecondLook(Transcription looks) {
    this(looks, Views.ALL);
  }

  SecondLook(Transcription looks, List<UnaryOperator<float[]>> views) {
    this.looks = looks;
    this.views = List.copyOf(views);
  }

  @Override
  public Transcript transcribe(float[] sound, int beams, BooleanSupplier abandoned)
      throws ModelException {
    Transcript best = looks.transcribe(sound, beams, abandoned);
    double sure = Math.exp(best.best().meanLogProbability());
    if (best.text().isEmpty() || sure >= SURE || sure < HOPELESS) {
      return best;
    }
    for (UnaryOperator<float[]> view : views) {
      if (abandoned.getAsBoolean()) {
        return best;
      }
      best = better(best, looks.transcribe(view.apply(sound), beams, abandoned), beams);
    }
    return best;
  }

  /** Words are never exchanged for silence, which a view may make, nor for a decoder's loop. */
  private static Transcript better(Transcript before, Transcript next, int beams) {
    boolean wins =
        !next.text().isEmpty()
            && !next.best().repeats()
            && next.best().meanLogProbability() > before.best().meanLogProbability();
    Transcript first = wins ? next : before;
    List<Reading> readings = new ArrayList<>(first.readings());
    for (Reading other : (wins ? before : next).readings()) {
      if (beams > 1 && readings.stream().noneMatch(one -> one.sameWords(other.text()))) {
        readings.add(other);
      }
    }
    return new Transcript(
        readings,
        Math.max(before.noSpeech(), next.noSpeech()),
        before.begunNanos(),
        before.encodeNanos() + next.encodeNanos(),
        before.decodeNanos() + next.decodeNanos());
  }
}
