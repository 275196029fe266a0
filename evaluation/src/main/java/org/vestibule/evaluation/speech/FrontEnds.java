// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vestibule.audio.internal.sound.Pcm;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.suppress.Suppressor;
import org.vestibule.audio.internal.suppress.SuppressorSource;

/** The denoisers that may stand before a recogniser. */
final class FrontEnds {
  private static final double WIENER_FLOOR_DB = -10;
  private static final int FULL_BAND = 48_000;

  private final SuppressorSource suppressors;

  /**
   * @param suppressors gives none where no pack serves: then the network is left out
   */
  FrontEnds(SuppressorSource suppressors) {
    this.suppressors = suppressors;
  }

  /** Returns a recogniser behind each of them. */
  List<Listener> before(Listener listener) {
    List<Listener> listeners = new ArrayList<>();
    listeners.add(listener.behind("wiener", sound -> new Wiener(WIENER_FLOOR_DB).clean(sound)));
    if (suppressors.open().isPresent()) {
      listeners.add(listener.behind("rnnoise", this::suppressed));
      listeners.add(listener.behind("half", this::half));
    }
    return listeners;
  }

  private float[] half(float[] sound) {
    float[] mixed = suppressed(sound);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = 0.5f * (mixed[i] + sound[i]);
    }
    return mixed;
  }

  private float[] suppressed(float[] sound) {
    float[] full = converted(sound, Resampler.RATE, FULL_BAND);
    // What comes out belongs one frame before what went in: one frame more goes in.
    int frames = full.length / Suppressor.FRAME + 2;
    float[] cleaned = new float[frames * Suppressor.FRAME];
    try (Suppressor suppressor = suppressors.open().orElseThrow()) {
      for (int at = 0; at < cleaned.length; at += Suppressor.FRAME) {
        float[] frame = new float[Suppressor.FRAME];
        int there = Math.max(0, Math.min(frame.length, full.length - at));
        System.arraycopy(full, Math.min(at, full.length), frame, 0, there);
        suppressor.clean(frame);
        System.arraycopy(frame, 0, cleaned, at, frame.length);
      }
    }
    float[] inTime = Arrays.copyOfRange(cleaned, Suppressor.FRAME, cleaned.length);
    return Arrays.copyOf(converted(inTime, FULL_BAND, Resampler.RATE), sound.length);
  }

  private static float[] converted(float[] sound, int from, int to) {
    short[] samples = Pcm.shorts(sound);
    Resampler resampler = new Resampler(from, to);
    float[] begin = resampler.push(samples, 0, samples.length);
    float[] end = resampler.flush();
    float[] whole = Arrays.copyOf(begin, begin.length + end.length);
    System.arraycopy(end, 0, whole, begin.length, end.length);
    return whole;
  }
}
