// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;

/** ITU-T G.711: one byte a sample. Not thread-safe. */
final class G711Encoder implements SoundEncoder {
  private final SoundEncoding encoding;
  private final Companding law;

  G711Encoder(SoundEncoding encoding, Companding law) {
    this.encoding = encoding;
    this.law = law;
  }

  @Override
  public byte[] encode(short[] samples) {
    Payloads.checkLength(encoding, samples.length);
    byte[] payload = new byte[samples.length];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = law.compressed(samples[i]);
    }
    return payload;
  }

  @Override
  public void close() {
    // Nothing is held between packets.
  }
}
