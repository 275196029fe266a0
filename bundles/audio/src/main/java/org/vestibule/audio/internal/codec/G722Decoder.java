// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;

/**
 * ITU-T G.722 (09/2012) at 64 kbit/s, mode 1. Written from the recommendation; bit-exact. Lost
 * packets are made up for by waveform substitution behind the filter, and the bands' predictors
 * stand still meanwhile. Not thread-safe.
 */
final class G722Decoder implements SoundDecoder {
  private static final SoundEncoding ENCODING = SoundEncoding.G722;

  private final G722Filter filter = new G722Filter();
  private final G722Band low = G722Band.low();
  private final G722Band high = G722Band.high();
  private final WaveformSubstitution substitution =
      new WaveformSubstitution(ENCODING.format().sampleRate());

  @Override
  public short[] decode(byte[] payload) throws VestibuleException {
    Payloads.check(ENCODING, payload);
    short[] samples = new short[2 * payload.length];
    for (int i = 0; i < payload.length; i++) {
      filter.join(decodeLow(payload[i] & 0x3F), decodeHigh(payload[i] >> 6 & 3));
      samples[2 * i] = (short) filter.one();
      samples[2 * i + 1] = (short) filter.other();
    }
    substitution.received(samples);
    return samples;
  }

  /** INVQBL, RECONS and LIMIT. */
  int decodeLow(int code) {
    int fine = low.scale() * G722Tables.QM6[code] >> 15;
    int sample = G722Filter.bounded(low.prediction() + fine);
    int four = code >> 2;
    low.adapt(low.scale() * G722Tables.QM4[four] >> 15, G722Tables.WL[four]);
    return sample;
  }

  /** INVQAH, RECONS and LIMIT. */
  int decodeHigh(int code) {
    int difference = high.scale() * G722Tables.QM2[code] >> 15;
    int sample = G722Filter.bounded(high.prediction() + difference);
    high.adapt(difference, G722Tables.WH[code]);
    return sample;
  }

  @Override
  public short[] conceal(int samples) {
    Payloads.checkLost(ENCODING, samples);
    return substitution.conceal(samples);
  }

  @Override
  public void close() {
    filter.reset();
    low.reset();
    high.reset();
    substitution.erase();
  }
}
