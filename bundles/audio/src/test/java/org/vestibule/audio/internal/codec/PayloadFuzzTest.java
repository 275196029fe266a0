// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;

/** Whatever a packet holds, it is sound or refused, and the stream goes on. */
class PayloadFuzzTest {
  /** 120 ms at 48 kHz, the longest payload of Opus (RFC 6716, section 3.2.5). */
  private static final int MOST_SAMPLES = 5760;

  @FuzzTest
  void payload(byte[] bytes) {
    for (SoundEncoding encoding : SoundEncoding.values()) {
      try (SoundDecoder decoder = new Codecs().decoder(encoding)) {
        take(decoder, bytes);
        assertThat(decoder.conceal(160)).hasSize(160);
        take(decoder, bytes);
      }
    }
  }

  private static void take(SoundDecoder decoder, byte[] payload) {
    try {
      assertThat(decoder.decode(payload).length).isLessThanOrEqualTo(MOST_SAMPLES);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("sound-payload-invalid");
    }
  }
}
