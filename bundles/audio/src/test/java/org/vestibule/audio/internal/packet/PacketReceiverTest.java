// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.SoundReceiver;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.codec.Codecs;

class PacketReceiverTest {
  private static final SoundEncoding PCMU = SoundEncoding.PCMU;
  private final SoundCodecs codecs = new Codecs();
  private final List<AudioChunk> heard = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"-1,100", "201,300", "50,49", "0,501"})
  void boundsThatMakeNoSenseAreRefused(int least, int most) {
    assertThatThrownBy(() -> codecs.receiver(PCMU, least, most))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed");
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSentIsHeardWholeAndHeldBackForOnePacketOnAGoodNetwork(SoundEncoding encoding) {
    int rate = encoding.format().sampleRate();
    List<VoicePacket> packets = new Network(1).carry(encoding, Sounds.tone(rate, 440, 0.4, 2));
    try (SoundReceiver receiver = codecs.receiver(encoding, 0, 200)) {
      for (int i = 0; i < packets.size(); i++) {
        heard.addAll(receiver.receive(packets.get(i)));
        assertThat(samples()).isBetween((i - 1) * rate / 50, (i + 1) * rate / 50);
      }
      assertThat(receiver.delayMillis()).isEqualTo(20);
      heard.addAll(receiver.end());
      assertThat(samples()).isEqualTo(2 * rate);
      assertThat(receiver.lost() + receiver.late()).isZero();
      assertThat(receiver.received()).isEqualTo(100);
    }
    for (int i = 1; i < heard.size(); i++) {
      long between = heard.get(i).capturedNanos() - heard.get(i - 1).capturedNanos();
      assertThat(between).isBetween(19_900_000L, 20_100_000L);
    }
  }

  @Test
  void numbersThatCarriedNoSoundAreNotMissed() {
    List<VoicePacket> packets =
        new Network(2).with(0, 15).carry(PCMU, Sounds.tone(8000, 440, 0.4, 2));
    try (SoundReceiver receiver = codecs.receiver(PCMU, 20, 200)) {
      long begin = packets.get(0).timestamp();
      for (VoicePacket packet : packets) {
        boolean event = (packet.sequence() - 65_500 & 0xFFFF) / 10 == 5;
        heard.addAll(event ? receiver.pass(during(packet, begin)) : receiver.receive(packet));
      }
      heard.addAll(receiver.end());

      assertThat(receiver.lost()).isZero();
      // The 200 ms of the key are silence: longer than what a miscounting sender is forgiven.
      assertThat(samples()).isEqualTo(2 * 8000);
      assertThat(heard).anyMatch(chunk -> chunk.samples().length == 1600 && silent(chunk));
    }
  }

  @Test
  void afterALullItGoesOnWithoutAnythingHeldBackOrLost() {
    List<VoicePacket> packets = new Network(3).carry(PCMU, Sounds.tone(8000, 440, 0.4, 2));
    try (SoundReceiver receiver = codecs.receiver(PCMU, 20, 200)) {
      packets.subList(0, 50).forEach(packet -> heard.addAll(receiver.receive(packet)));
      assertThat(samples()).isLessThan(8000);
      heard.addAll(receiver.end());
      assertThat(samples()).isEqualTo(8000);

      packets.subList(50, 100).forEach(packet -> heard.addAll(receiver.receive(packet)));
      heard.addAll(receiver.end());
      assertThat(samples()).isEqualTo(16_000);
      assertThat(receiver.lost() + receiver.late()).isZero();
    }
  }

  private int samples() {
    return heard.stream().mapToInt(chunk -> chunk.samples().length).sum();
  }

  private static boolean silent(AudioChunk chunk) {
    return Arrays.equals(chunk.samples(), new short[chunk.samples().length]);
  }

  /** An event's timestamp is the one of its beginning. */
  private static VoicePacket during(VoicePacket packet, long timestamp) {
    return new VoicePacket(
        packet.sequence(), timestamp, false, new byte[] {9, 10, 0, 1}, packet.arrivedNanos());
  }
}
