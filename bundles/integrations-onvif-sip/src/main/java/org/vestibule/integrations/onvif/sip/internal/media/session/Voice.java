// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.util.Arrays;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.sound.Resampler;

/** Makes payloads of 20 ms of what the house says. Not thread-safe. */
final class Voice implements AutoCloseable {
  private final SoundEncoding encoding;
  private final SoundEncoder encoder;
  private final Resampler resampler;

  Voice(SoundCodecs codecs, SoundEncoding encoding) {
    this.encoding = encoding;
    encoder = codecs.encoder(encoding);
    resampler = new Resampler(Resampler.HOUSE_RATE, encoding.format().sampleRate());
    resampler.prime();
  }

  SoundEncoding encoding() {
    return encoding;
  }

  /** Returns the payload of 320 samples. */
  byte[] payload(short[] sound) {
    short[] samples = resampler.push(sound, sound.length);
    byte[] payload = encoder.encode(samples);
    Arrays.fill(samples, (short) 0);
    return payload;
  }

  @Override
  public void close() {
    encoder.close();
    resampler.erase();
  }
}
