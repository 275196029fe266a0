// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.integrations.onvif.sip.internal.sound.Resampler;

/**
 * Hands the sound of one request to the feed while it arrives, in pieces of 20 ms. Used by one
 * thread.
 */
final class SoundUpload {
  /** The longest sound of one request. */
  static final int MOST_SECONDS = 60;

  private static final int CHUNK = Wave.RATE / 50;
  private static final long CHUNK_NANOS = 20_000_000L;

  private final Sink sink;
  private final short[] chunk = new short[CHUNK];
  private int filled;
  private long handed;

  /** Takes a chunk; returns false when nobody listens any more. */
  @FunctionalInterface
  interface Sink {
    boolean take(AudioChunk chunk) throws InterruptedException;
  }

  SoundUpload(Sink sink) {
    this.sink = sink;
  }

  /**
   * Reads a whole body.
   *
   * @return the samples handed to the feed, at 16 kHz
   * @throws Refusal {@code audio-*}, or {@code feed-ended} when nobody listens any more
   */
  long receive(InputStream in) throws IOException, InterruptedException, Refusal {
    Wave wave = Wave.readHeader(in);
    long most = (long) MOST_SECONDS * wave.rate() * wave.frameBytes();
    if (wave.dataBytes() > most) {
      throw tooLong();
    }
    Resampler resampler = new Resampler(wave.rate());
    // 20 ms of the sender's sound, so that a live stream is not held back.
    byte[] bytes = new byte[Math.max(1, wave.rate() / 50) * wave.frameBytes()];
    long read = 0;
    int kept = 0;
    while (wave.dataBytes() < 0 || read < wave.dataBytes()) {
      int wanted = bytes.length - kept;
      if (wave.dataBytes() >= 0) {
        wanted = (int) Math.min(wanted, wave.dataBytes() - read);
      }
      int got = in.read(bytes, kept, wanted);
      if (got < 0) {
        break;
      }
      read += got;
      if (read > most) {
        throw tooLong();
      }
      kept = take(wave, resampler, bytes, kept + got);
    }
    hand(resampler.flush());
    finish();
    if (kept > 0 || wave.dataBytes() > read) {
      throw Wave.truncated(read + " bytes of sound");
    }
    return handed;
  }

  /** Takes the whole samples out of {@code bytes}; returns how many bytes are left at its start. */
  private int take(Wave wave, Resampler resampler, byte[] bytes, int count)
      throws InterruptedException, Refusal {
    int frame = wave.frameBytes();
    int whole = count / frame;
    short[] mono = new short[whole];
    for (int i = 0; i < whole; i++) {
      int sum = 0;
      for (int c = 0; c < wave.channels(); c++) {
        int at = i * frame + 2 * c;
        sum += (short) (bytes[at + 1] << 8 | bytes[at] & 0xFF);
      }
      mono[i] = (short) (sum / wave.channels());
    }
    hand(resampler.push(mono, whole));
    int rest = count - whole * frame;
    System.arraycopy(bytes, whole * frame, bytes, 0, rest);
    return rest;
  }

  /** Hands on samples of 16 kHz; what does not fill 20 ms waits for the next ones. */
  void hand(short[] samples) throws InterruptedException, Refusal {
    for (int at = 0; at < samples.length; ) {
      int count = Math.min(CHUNK - filled, samples.length - at);
      System.arraycopy(samples, at, chunk, filled, count);
      at += count;
      filled += count;
      if (filled == CHUNK) {
        finish();
      }
    }
  }

  private void finish() throws InterruptedException, Refusal {
    if (filled == 0) {
      return;
    }
    // The last sample arrived just now; the first was taken one chunk earlier.
    long captured = System.nanoTime() - CHUNK_NANOS * filled / CHUNK;
    if (!sink.take(new AudioChunk(Arrays.copyOf(chunk, filled), captured))) {
      throw FrameUpload.ended();
    }
    handed += filled;
    filled = 0;
  }

  private static Refusal tooLong() {
    return new Refusal(
        413,
        "audio-too-long",
        "sound",
        "more than " + MOST_SECONDS + " s",
        "at most " + MOST_SECONDS + " s in one request",
        "Send the rest in another request.");
  }
}
