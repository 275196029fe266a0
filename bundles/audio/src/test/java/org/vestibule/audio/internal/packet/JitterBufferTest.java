// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.codec.Codecs;

class JitterBufferTest {
  private static final SoundEncoding PCMA = SoundEncoding.PCMA;
  private final List<Short> heard = new ArrayList<>();
  private final JitterBuffer buffer = buffer(PCMA);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatComesOutOfOrderAndTwiceIsHeardOnceAndInOrder(long seed) throws Exception {
    short[] sound = spoken(10);
    Network network = new Network(seed);
    network.jitterMillis = 35;
    network.duplication = 0.2;

    network.carry(PCMA, sound).forEach(buffer::receive);
    buffer.playAll();

    assertThat(heard()).isEqualTo(throughTheCodec(sound));
    assertThat(buffer.lost()).isZero();
    assertThat(buffer.late()).isZero();
    assertThat(buffer.received()).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatIsLostIsMadeUpForAndTheRestIsUntouched(long seed) throws Exception {
    short[] sound = spoken(10);
    Network network = new Network(seed);
    network.loss = 0.1;
    network.jitterMillis = 25;
    network.duplication = 0.05;
    List<VoicePacket> packets = network.carry(PCMA, sound);
    packets.forEach(buffer::receive);
    buffer.playAll();

    long came = packets.stream().mapToInt(VoicePacket::sequence).distinct().count();
    short[] whole = throughTheCodec(sound);
    short[] got = heard();
    // What is lost behind the last packet is not known to have been sent.
    assertThat(got.length).isBetween(whole.length - 5 * 160, whole.length);
    assertThat(buffer.lost()).isEqualTo(got.length / 160 - came);
    int same = 0;
    for (int at = 0; at < got.length; at += 160) {
      same += Arrays.equals(got, at + 120, at + 160, whole, at + 120, at + 160) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo((int) came * 9 / 10);
  }

  @Test
  void aNetworkThatIsTooSlowLosesAndSaysSo() throws Exception {
    Network network = new Network(21);
    network.jitterMillis = 900;
    network.carry(PCMA, spoken(10)).forEach(buffer::receive);
    buffer.playAll();

    assertThat(buffer.late()).isPositive();
    // Those from before the first one that was played are late and not missed.
    assertThat((double) buffer.lost()).isCloseTo(buffer.late(), within(10.0));
    assertThat(buffer.delayMillis()).isEqualTo(200);
    assertThat(buffer.jitterMillis()).isBetween(100.0, 600.0);
  }

  @Test
  void theDelayFollowsTheJitterBothWays() throws Exception {
    Network calm = new Network(31);
    List<VoicePacket> packets = calm.carry(PCMA, spoken(5));
    packets.forEach(buffer::receive);
    assertThat(buffer.delayMillis()).isEqualTo(40);
    assertThat(buffer.jitterMillis()).isCloseTo(0, within(0.01));

    Network rough = new Network(32);
    rough.jitterMillis = 80;
    later(rough, packets, 250).forEach(buffer::receive);
    assertThat(buffer.delayMillis()).isGreaterThan(80);

    later(calm, packets, 500).forEach(buffer::receive);
    assertThat(buffer.delayMillis()).isBetween(40, 60);
  }

  /** Ten minutes, a station whose clock runs 200 ppm fast or slow, numbers that go round. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9998, 1, 1.0002})
  void tenMinutesDoNotDrift(double clock) {
    byte[] payload = new byte[160];
    Random random = new Random(600);
    long[] total = new long[1];
    long[] latest = new long[1];
    JitterBuffer long10 =
        new JitterBuffer(
            PCMA,
            new Codecs().decoder(PCMA),
            40,
            200,
            (samples, nanos) -> {
              total[0] += samples.length;
              latest[0] = nanos;
            });
    long arrived = 0;
    long most = Long.MIN_VALUE;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 30_000; i++) {
      arrived = Network.ORIGIN + Math.round(i * 20e6 * clock + 10e6 * random.nextDouble());
      long timestamp = 0xFFFF_0000L + i * 160L & 0xFFFF_FFFFL;
      long10.receive(new VoicePacket(65_000 + i & 0xFFFF, timestamp, false, payload, arrived));
      if (i > 10) {
        most = Math.max(most, arrived - latest[0]);
        least = Math.min(least, arrived - latest[0]);
      }
    }
    long10.playAll();

    assertThat(total[0]).isEqualTo(30_000 * 160L);
    assertThat(least).isGreaterThan(-30_000_000L);
    assertThat(most).isLessThan(130_000_000L);
    assertThat(long10.lost() + long10.late()).isZero();
  }

  @Test
  void aSenderThatBeginsAnewIsFollowedAndAStrayPacketIsNot() throws Exception {
    short[] sound = spoken(2);
    List<VoicePacket> first = new Network(41).carry(PCMA, sound);
    Network other = new Network(42);
    other.firstSequence = 20_000;
    other.firstTimestamp = 77;
    List<VoicePacket> second = later(other.carry(PCMA, sound), 2000);
    first.subList(0, 50).forEach(buffer::receive);
    buffer.receive(new VoicePacket(9000, 1, false, new byte[160], first.get(50).arrivedNanos()));
    first.subList(50, 100).forEach(buffer::receive);
    second.forEach(buffer::receive);
    buffer.playAll();

    assertThat(heard()).isEqualTo(Sounds.joined(throughTheCodec(sound), throughTheCodec(sound)));
    assertThat(buffer.lost()).isZero();
  }

  @Test
  void aPauseBetweenTalkSpurtsBecomesSilenceOfItsLength() throws Exception {
    short[] sound = spoken(2);
    List<VoicePacket> packets = new Network(51).carry(PCMA, sound);
    packets.subList(0, 50).forEach(buffer::receive);
    for (VoicePacket packet : packets.subList(50, 100)) {
      buffer.receive(
          new VoicePacket(
              packet.sequence(),
              packet.timestamp() + 8000 & 0xFFFF_FFFFL,
              packet == packets.get(50),
              packet.payload(),
              packet.arrivedNanos() + 1_000_000_000L));
    }
    buffer.playAll();

    short[] got = heard();
    assertThat(got).hasSize(3 * 8000);
    assertThat(Arrays.copyOfRange(got, 8000, 16_000)).containsOnly((short) 0);
    assertThat(buffer.lost()).isZero();
  }

  @Test
  void aClockOfSixteenKilohertzInG722IsForgiven() throws Exception {
    short[] sound = Sounds.amplified(Sounds.whiteNoise(0.3, 2), 1);
    JitterBuffer wide = buffer(SoundEncoding.G722);
    int number = 0;
    for (VoicePacket packet : new Network(61).carry(SoundEncoding.G722, sound)) {
      long timestamp = number++ * 320L;
      wide.receive(
          new VoicePacket(
              packet.sequence(), timestamp, false, packet.payload(), packet.arrivedNanos()));
    }
    wide.playAll();

    assertThat(heard()).hasSize(sound.length);
    assertThat(wide.lost()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aPayloadThatIsNoneIsMadeUpFor(SoundEncoding encoding) {
    JitterBuffer any = buffer(encoding);
    int units = encoding.clockRate() / 50;
    List<VoicePacket> packets =
        new Network(71).carry(encoding, new short[encoding.format().sampleRate()]);
    packets.set(10, emptied(packets.get(10), new byte[0]));
    packets.set(20, emptied(packets.get(20), new byte[4000]));
    packets.forEach(any::receive);
    any.playAll();

    assertThat(heard()).hasSize(50 * units * encoding.format().sampleRate() / encoding.clockRate());
    assertThat(any.lost()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {81, 82, 83})
  void nonsenseNeverStopsItNorFillsMemory(long seed) {
    Random random = new Random(seed);
    long arrived = Network.ORIGIN;
    for (int i = 0; i < 5000; i++) {
      arrived += random.nextInt(20_000_000) - 2_000_000;
      int sequence = random.nextInt(4) == 0 ? random.nextInt(65_536) : i & 0xFFFF;
      long timestamp = random.nextInt(3) == 0 ? random.nextInt() & 0xFFFF_FFFFL : i * 160L;
      byte[] payload = new byte[random.nextInt(300)];
      buffer.receive(new VoicePacket(sequence, timestamp, random.nextBoolean(), payload, arrived));
      // A packet brings its own length, a pause of 5 s at most, and what was lost before it.
      assertThat(heard.size()).isLessThan(Reordering.MOST * (5 * 8000 + 1500));
      heard.clear();
    }
    assertThat(buffer.received()).isEqualTo(5000);
  }

  private JitterBuffer buffer(SoundEncoding encoding) {
    return new JitterBuffer(
        encoding,
        new Codecs().decoder(encoding),
        40,
        200,
        (samples, nanos) -> {
          for (short sample : samples) {
            heard.add(sample);
          }
        });
  }

  private short[] heard() {
    short[] all = new short[heard.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = heard.get(i);
    }
    return all;
  }

  private static List<VoicePacket> later(Network network, List<VoicePacket> like, int packets)
      throws Exception {
    network.firstSequence = like.get(0).sequence() + packets & 0xFFFF;
    network.firstTimestamp = like.get(0).timestamp() + packets * 160L & 0xFFFF_FFFFL;
    return later(network.carry(PCMA, spoken(5)), packets * 20L);
  }

  private static List<VoicePacket> later(List<VoicePacket> packets, long millis) {
    return packets.stream()
        .map(
            packet ->
                new VoicePacket(
                    packet.sequence(),
                    packet.timestamp(),
                    packet.marker(),
                    packet.payload(),
                    packet.arrivedNanos() + millis * 1_000_000))
        .toList();
  }

  private static VoicePacket emptied(VoicePacket packet, byte[] payload) {
    return new VoicePacket(
        packet.sequence(), packet.timestamp(), packet.marker(), payload, packet.arrivedNanos());
  }

  private static short[] spoken(int seconds) {
    return Arrays.copyOf(Sounds.music(seconds), seconds * 8000);
  }

  private static short[] throughTheCodec(short[] sound) throws Exception {
    var encoder = new Codecs().encoder(PCMA);
    var decoder = new Codecs().decoder(PCMA);
    short[] out = new short[sound.length];
    for (int at = 0; at < sound.length; at += 160) {
      short[] packet = Arrays.copyOfRange(sound, at, at + 160);
      System.arraycopy(decoder.decode(encoder.encode(packet)), 0, out, at, 160);
    }
    return out;
  }
}
