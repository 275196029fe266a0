// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.sound.Resampler;

/** Recordings: RIFF files of 16-bit PCM, one channel, 8 to 48 kHz. */
final class Wav {
  private static final int RIFF = 0x46464952;
  private static final int FORMAT = 0x20746d66;
  private static final int DATA = 0x61746164;
  private static final int PCM = 1;
  private static final int HEADER = 12;
  private static final int CHUNK_HEADER = 8;

  private Wav() {}

  /**
   * Reads a recording as samples at 16 kHz in [-1, 1].
   *
   * @throws VestibuleException {@code recording-unsupported}
   */
  static float[] read(Path file) throws IOException, VestibuleException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.limit() < HEADER || bytes.getInt(0) != RIFF) {
      throw unsupported(file, "no RIFF file");
    }
    int rate = 0;
    for (int at = HEADER; at + CHUNK_HEADER <= bytes.limit(); ) {
      int kind = bytes.getInt(at);
      // A synthesiser that writes to a pipe gives a length that it does not know yet.
      int length = Math.min(bytes.getInt(at + 4) & ~1, bytes.limit() - at - CHUNK_HEADER);
      if (length < 0) {
        length = bytes.limit() - at - CHUNK_HEADER;
      }
      int body = at + CHUNK_HEADER;
      if (kind == FORMAT) {
        rate = rate(file, bytes, body);
      } else if (kind == DATA && rate > 0) {
        short[] samples = new short[length / 2];
        bytes.position(body);
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
        return resampled(rate, samples);
      }
      at = body + length;
    }
    throw unsupported(file, "no sound in it");
  }

  private static int rate(Path file, ByteBuffer bytes, int body) throws VestibuleException {
    int rate = bytes.getInt(body + 4);
    boolean plain =
        bytes.getShort(body) == PCM
            && bytes.getShort(body + 2) == 1
            && bytes.getShort(body + 14) == 16;
    if (!plain || rate < 8000 || rate > 48_000) {
      throw unsupported(file, "another format, or " + rate + " Hz");
    }
    return rate;
  }

  private static float[] resampled(int rate, short[] samples) {
    Resampler resampler = new Resampler(rate);
    float[] most = resampler.push(samples, 0, samples.length);
    float[] rest = resampler.flush();
    float[] all = Arrays.copyOf(most, most.length + rest.length);
    System.arraycopy(rest, 0, all, most.length, rest.length);
    return all;
  }

  private static VestibuleException unsupported(Path file, String found) {
    return new VestibuleException(
        "recording-unsupported",
        "recording " + file.getFileName(),
        found,
        "WAV, 16-bit PCM, one channel, 8 to 48 kHz",
        "Convert it: ffmpeg -i IN -ac 1 -ar 16000 -c:a pcm_s16le OUT.wav");
  }
}
