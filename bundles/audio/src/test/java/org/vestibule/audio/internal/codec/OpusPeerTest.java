// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.audio.internal.Sounds;

/** What libopus writes, in each of its modes, is heard at 16 kHz mono. */
class OpusPeerTest {
  @ParameterizedTest
  @CsvSource({
    "voip, 12k, 20, 1",
    "voip, 24k, 60, 1",
    "audio, 32k, 20, 1",
    "audio, 96k, 20, 2",
    "lowdelay, 64k, 10, 2"
  })
  void aToneOfAnyStationIsHeard(String use, String bits, int millis, int channels)
      throws Exception {
    byte[] ogg =
        Ffmpeg.convert(
            Sounds.tone(48_000, 440, 0.5, 2),
            List.of("-f", "s16le", "-ar", "48000", "-ac", "1", "-i", "pipe:0"),
            List.of(
                "-ac",
                "" + channels,
                "-c:a",
                "libopus",
                "-application",
                use,
                "-b:a",
                bits,
                "-frame_duration",
                "" + millis,
                "-f",
                "ogg",
                "pipe:1"));
    SoundDecoder decoder = new Codecs().decoder(SoundEncoding.OPUS);
    List<byte[]> packets = packets(ogg);
    int heard = 0;
    double squares = 0;
    for (byte[] packet : packets.subList(2, packets.size() - 1)) {
      short[] samples = decoder.decode(packet);
      assertThat(samples).hasSize(16 * millis);
      heard += samples.length;
      for (short sample : samples) {
        squares += sample * (double) sample / 32_768 / 32_768;
      }
    }
    assertThat(heard).isGreaterThan(30_000);
    // ffmpeg spreads the power of one channel over two.
    double sent = channels == 1 ? -9.03 : -12.04;
    assertThat(10 * Math.log10(squares / heard)).isCloseTo(sent, within(1.0));
  }

  /** The packets of an Ogg stream (RFC 3533, section 6); the first two are headers. */
  private static List<byte[]> packets(byte[] ogg) {
    List<byte[]> packets = new ArrayList<>();
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    for (int page = 0; page < ogg.length; ) {
      int segments = ogg[page + 26] & 0xFF;
      int at = page + 27 + segments;
      for (int i = 0; i < segments; i++) {
        int length = ogg[page + 27 + i] & 0xFF;
        packet.write(ogg, at, length);
        at += length;
        if (length < 255) {
          packets.add(packet.toByteArray());
          packet.reset();
        }
      }
      page = at;
    }
    return packets;
  }
}
