// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.util.Arrays;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;

/**
 * Opus (RFC 6716) by Concentus, heard at 16 kHz mono whatever was sent. Lost packets are made up
 * for by Opus itself. Not thread-safe.
 */
final class OpusSoundDecoder implements SoundDecoder {
  private static final SoundEncoding ENCODING = SoundEncoding.OPUS;
  private static final int RATE = ENCODING.format().sampleRate();

  /** The longest packet that there is: 120 ms. */
  private static final int MOST = RATE * 120 / 1000;

  /** The shortest stretch that Opus makes up for: 2.5 ms. */
  private static final int LEAST = RATE / 400;

  /** The longest that it makes up for at once here: 20 ms. */
  private static final int STRETCH = RATE / 50;

  private final OpusDecoder opus;
  private final short[] room = new short[MOST];

  OpusSoundDecoder() {
    try {
      opus = new OpusDecoder(RATE, 1);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus refuses " + ENCODING.format(), e);
    }
  }

  @Override
  public short[] decode(byte[] payload) throws VestibuleException {
    Payloads.check(ENCODING, payload);
    try {
      int count = opus.decode(payload, 0, payload.length, room, 0, MOST, false);
      return Arrays.copyOf(room, count);
    } catch (OpusException | RuntimeException | AssertionError e) {
      // Concentus meets some broken packets with an index out of bounds or an assertion of its own,
      // whether Java's are on or off; its state is anyone's guess then.
      opus.resetState();
      throw Payloads.invalid(ENCODING, payload.length + " bytes that are not Opus", e);
    }
  }

  @Override
  public short[] conceal(int samples) {
    Payloads.checkLost(ENCODING, samples);
    short[] made = new short[samples];
    for (int at = 0; at < samples; ) {
      int wanted = Math.min(STRETCH, samples - at);
      int whole = (wanted + LEAST - 1) / LEAST * LEAST;
      int count = Math.min(wanted, concealed(whole));
      System.arraycopy(room, 0, made, at, count);
      at += wanted;
    }
    return made;
  }

  private int concealed(int samples) {
    try {
      return opus.decode(null, 0, 0, room, 0, samples, false);
    } catch (OpusException e) {
      throw new IllegalStateException("Opus does not conceal " + samples + " samples", e);
    } catch (RuntimeException | AssertionError e) {
      // What went before left Opus nothing to go on: silence, and a fresh start.
      opus.resetState();
      Arrays.fill(room, 0, samples, (short) 0);
      return samples;
    }
  }

  @Override
  public void close() {
    opus.resetState();
    Arrays.fill(room, (short) 0);
  }
}
