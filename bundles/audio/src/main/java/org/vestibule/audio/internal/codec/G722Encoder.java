// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;

/**
 * ITU-T G.722 (09/2012) at 64 kbit/s: sub-band ADPCM, 6 bits for the lower band and 2 for the
 * higher one, a byte for two samples. Written from the recommendation; bit-exact. Not thread-safe.
 */
final class G722Encoder implements SoundEncoder {
  private final G722Filter filter = new G722Filter();
  private final G722Band low = G722Band.low();
  private final G722Band high = G722Band.high();

  @Override
  public byte[] encode(short[] samples) {
    Payloads.checkLength(SoundEncoding.G722, samples.length);
    byte[] payload = new byte[samples.length / 2];
    for (int i = 0; i < payload.length; i++) {
      filter.split(samples[2 * i], samples[2 * i + 1]);
      payload[i] = (byte) (encodeHigh(filter.other()) << 6 | encodeLow(filter.one()));
    }
    return payload;
  }

  /** SUBTRA, QUANTL and INVQAL. */
  int encodeLow(int sample) {
    int error = G722Band.saturated(sample - low.prediction());
    int magnitude = error >= 0 ? error : ~error;
    int level = 1;
    while (level < G722Tables.Q6.length && magnitude >= G722Tables.Q6[level] * low.scale() >> 12) {
      level++;
    }
    // Codes 0 to 3 are never sent: the two smallest negative levels lie above the others.
    int negative = level < 3 ? 64 - level : 34 - level;
    int code = error >= 0 ? 62 - level : negative;
    int four = code >> 2;
    low.adapt(low.scale() * G722Tables.QM4[four] >> 15, G722Tables.WL[four]);
    return code;
  }

  /** SUBTRA, QUANTH and INVQAH. */
  int encodeHigh(int sample) {
    int error = G722Band.saturated(sample - high.prediction());
    int magnitude = error >= 0 ? error : ~error;
    int outer = magnitude >= 564 * high.scale() >> 12 ? 1 : 0;
    int code = error >= 0 ? 3 - outer : 1 - outer;
    high.adapt(high.scale() * G722Tables.QM2[code] >> 15, G722Tables.WH[code]);
    return code;
  }

  @Override
  public void close() {
    filter.reset();
    low.reset();
    high.reset();
  }
}
