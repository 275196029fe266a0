// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;

/** Opus (RFC 6716) by Concentus, 16 kHz mono, made for voice, 24 kbit/s. Not thread-safe. */
final class OpusSoundEncoder implements SoundEncoder {
  private static final SoundEncoding ENCODING = SoundEncoding.OPUS;
  private static final int BIT_RATE = 24_000;

  /** Of 0 to 10: more costs more than it is heard at this rate. */
  private static final int COMPLEXITY = 5;

  private final OpusEncoder opus;
  private final byte[] room = new byte[Payloads.MOST_BYTES];

  OpusSoundEncoder() {
    try {
      int rate = ENCODING.format().sampleRate();
      opus = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus refuses " + ENCODING.format(), e);
    }
    opus.setBitrate(BIT_RATE);
    opus.setComplexity(COMPLEXITY);
    opus.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
  }

  @Override
  public byte[] encode(short[] samples) {
    Payloads.checkLength(ENCODING, samples.length);
    try {
      int length = opus.encode(samples, 0, samples.length, room, 0, room.length);
      return Arrays.copyOf(room, length);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus does not encode " + samples.length + " samples", e);
    }
  }

  @Override
  public void close() {
    opus.resetState();
    Arrays.fill(room, (byte) 0);
  }
}
