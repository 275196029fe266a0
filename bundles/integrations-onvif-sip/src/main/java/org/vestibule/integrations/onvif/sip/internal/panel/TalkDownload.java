// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sends what is said in a visit as one endless WAVE, as fast as a loudspeaker plays it. Used by one
 * thread.
 */
final class TalkDownload {
  /** So far the panel is ahead: it evens out the network, and a person who is cut off hears it. */
  private static final long AHEAD_NANOS = 250_000_000L;

  /** While nothing is said, one sample goes out so often: a panel that went away is noticed. */
  private static final Duration PULSE = Duration.ofSeconds(1);

  private static final int PIECE = Wave.RATE / 50;
  private static final long SAMPLE_NANOS = 1_000_000_000L / Wave.RATE;

  private final short[] samples = new short[PIECE];
  private final byte[] bytes = new byte[2 * PIECE];

  /** When the panel will have played what was sent, on {@link System#nanoTime()}. */
  private long playedNanos = System.nanoTime();

  /**
   * Sends until the talk has ended.
   *
   * @param open asked about once a second while nothing is said; false ends it
   * @throws IOException when the panel went away
   */
  void send(TalkBuffer buffer, OutputStream out, BooleanSupplier open)
      throws IOException, InterruptedException {
    out.write(Wave.liveHeader());
    out.flush();
    pump(buffer, out, open);
  }

  /** Sends the samples alone: 16 bits, little-endian, 20 ms at most in each write. */
  void pump(TalkBuffer buffer, OutputStream out, BooleanSupplier open)
      throws IOException, InterruptedException {
    while (true) {
      int count = buffer.read(samples, PULSE);
      if (count < 0 || count == 0 && !open.getAsBoolean()) {
        return;
      }
      if (count == 0) {
        samples[0] = 0;
        count = 1;
      }
      send(count, out);
    }
  }

  private void send(int count, OutputStream out) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    out.write(bytes, 0, 2 * count);
    out.flush();
    long now = System.nanoTime();
    playedNanos += Math.max(0, now - playedNanos) + count * SAMPLE_NANOS;
    TimeUnit.NANOSECONDS.sleep(playedNanos - now - AHEAD_NANOS);
  }
}
