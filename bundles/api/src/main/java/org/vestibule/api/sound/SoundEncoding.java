// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.vestibule.api.station.AudioFormat;

/** How sound is written in a packet (RFC 3551, section 4.5; RFC 7587 for Opus). Mono. */
public enum SoundEncoding {
  /** ITU-T G.711, mu-law. */
  PCMU(8000, 8000),
  /** ITU-T G.711, A-law. */
  PCMA(8000, 8000),
  /** ITU-T G.722 at 64 kbit/s: 16 kHz of sound, but its RTP clock says 8000 (RFC 3551, 4.5.2). */
  G722(16_000, 8000),
  /** Opus (RFC 6716), heard at 16 kHz; its RTP clock is 48000 always (RFC 7587, 4.1). */
  OPUS(16_000, 48_000);

  private final AudioFormat format;
  private final int clockRate;

  SoundEncoding(int sampleRate, int clockRate) {
    this.format = new AudioFormat(sampleRate);
    this.clockRate = clockRate;
  }

  /** Returns the sound that a decoder gives and an encoder takes. */
  public AudioFormat format() {
    return format;
  }

  /** Returns the units of an RTP timestamp a second. */
  public int clockRate() {
    return clockRate;
  }
}
