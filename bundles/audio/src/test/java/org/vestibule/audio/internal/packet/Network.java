// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.audio.internal.codec.Codecs;

/** A bad one: what a station sends comes late, twice, out of order or not at all. Seeded. */
public final class Network {
  static final long ORIGIN = 5_000_000_000_000L;

  double loss;
  double duplication;
  double jitterMillis;
  double stationClock = 1;
  int firstSequence = 65_500;
  long firstTimestamp = 0xFFFF_F000L;
  private final Random random;

  public Network(long seed) {
    random = new Random(seed);
  }

  /** Loses and delays so much. */
  public Network with(double lost, double millis) {
    loss = lost;
    jitterMillis = millis;
    return this;
  }

  /** Returns sound in packets of 20 ms, in the order in which they arrive. */
  public List<VoicePacket> carry(SoundEncoding encoding, short[] sound) {
    int length = encoding.format().sampleRate() / 50;
    List<VoicePacket> packets = new ArrayList<>();
    try (SoundEncoder encoder = new Codecs().encoder(encoding)) {
      for (int i = 0; (i + 1) * length <= sound.length; i++) {
        byte[] payload = encoder.encode(Arrays.copyOfRange(sound, i * length, (i + 1) * length));
        packets.addAll(arrivals(encoding, i, payload));
      }
    }
    packets.sort(Comparator.comparingLong(VoicePacket::arrivedNanos));
    return packets;
  }

  private List<VoicePacket> arrivals(SoundEncoding encoding, int number, byte[] payload) {
    int copies = random.nextDouble() < loss ? 0 : random.nextDouble() < duplication ? 2 : 1;
    List<VoicePacket> arrivals = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      double sent = number * 20_000_000.0 * stationClock;
      double late = jitterMillis * 1e6 * random.nextDouble();
      long timestamp = firstTimestamp + (long) number * encoding.clockRate() / 50;
      arrivals.add(
          new VoicePacket(
              firstSequence + number & 0xFFFF,
              timestamp & 0xFFFF_FFFFL,
              number == 0,
              payload,
              ORIGIN + Math.round(sent + late)));
    }
    return arrivals;
  }
}
