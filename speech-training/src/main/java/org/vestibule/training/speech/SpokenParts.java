// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.audio.internal.voice.VoiceActivity;

/**
 * Cuts a recording as the gateway does before it asks the spotter: from 300 ms before the first
 * voiced chunk to 200 ms after the last, a new part after 200 ms without voice.
 */
final class SpokenParts {
  private static final int BEFORE = 3 * Resampler.RATE / 10;
  private static final int PAUSE = Resampler.RATE / 5;
  private static final double ON = 0.5;
  private static final double OFF = 0.35;

  private SpokenParts() {}

  /** Returns every part. */
  static List<float[]> all(ModelLease voice, float[] sound) throws ModelException {
    VoiceActivity activity = new VoiceActivity(voice);
    List<float[]> parts = new ArrayList<>();
    int start = -1;
    int end = 0;
    for (int at = 0; at < sound.length; at += VoiceActivity.CHUNK) {
      int next = at + VoiceActivity.CHUNK;
      float probability = activity.probability(Arrays.copyOfRange(sound, at, next));
      if (probability >= (start < 0 ? ON : OFF)) {
        start = start < 0 ? at : start;
        end = next;
      } else if (start >= 0 && next - end >= PAUSE) {
        parts.add(part(sound, start, end));
        start = -1;
      }
    }
    if (start >= 0) {
      parts.add(part(sound, start, end));
    }
    return parts;
  }

  /** Returns from the first voiced chunk to the last; all of it when no chunk is voiced. */
  static float[] word(ModelLease voice, float[] sound) throws ModelException {
    VoiceActivity activity = new VoiceActivity(voice);
    int start = -1;
    int end = sound.length;
    for (int at = 0; at < sound.length; at += VoiceActivity.CHUNK) {
      int next = at + VoiceActivity.CHUNK;
      if (activity.probability(Arrays.copyOfRange(sound, at, next)) >= ON) {
        start = start < 0 ? at : start;
        end = next;
      }
    }
    return start < 0 ? sound : part(sound, start, end);
  }

  private static float[] part(float[] sound, int start, int end) {
    return Arrays.copyOfRange(
        sound, Math.max(0, start - BEFORE), Math.min(sound.length, end + PAUSE));
  }
}
