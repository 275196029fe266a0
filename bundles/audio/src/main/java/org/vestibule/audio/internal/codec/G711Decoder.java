// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;

/** ITU-T G.711, with waveform substitution for what is lost. Not thread-safe. */
final class G711Decoder implements SoundDecoder {
  private final SoundEncoding encoding;
  private final Companding law;
  private final WaveformSubstitution substitution;

  G711Decoder(SoundEncoding encoding, Companding law) {
    this.encoding = encoding;
    this.law = law;
    substitution = new WaveformSubstitution(encoding.format().sampleRate());
  }

  @Override
  public short[] decode(byte[] payload) throws VestibuleException {
    Payloads.check(encoding, payload);
    short[] samples = new short[payload.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = law.expanded(payload[i]);
    }
    substitution.received(samples);
    return samples;
  }

  @Override
  public short[] conceal(int samples) {
    Payloads.checkLost(encoding, samples);
    return substitution.conceal(samples);
  }

  @Override
  public void close() {
    substitution.erase();
  }
}
