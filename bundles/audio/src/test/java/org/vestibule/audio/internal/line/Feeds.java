// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;

/** What tests do with feeds. */
final class Feeds {
  private static final Duration WAIT = Duration.ofSeconds(60);

  private Feeds() {}

  static short[] read(AudioFeed feed) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!feed.ended()) {
      for (short sample : feed.next(WAIT).map(AudioChunk::samples).orElse(new short[0])) {
        bytes.write(sample >> 8);
        bytes.write(sample);
      }
    }
    short[] samples = new short[bytes.size() / 2];
    ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer().get(samples);
    return samples;
  }

  static AudioChunk chunk(short[] samples) {
    return new AudioChunk(samples, 0);
  }

  static double rms(short[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * (double) samples[i];
    }
    return Math.sqrt(sum / (to - from)) / 32_768;
  }
}
