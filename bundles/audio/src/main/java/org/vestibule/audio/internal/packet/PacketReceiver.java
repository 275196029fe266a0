// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.SoundReceiver;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;

/** A {@link JitterBuffer} whose sound is handed back to whoever brings the packets. */
public final class PacketReceiver implements SoundReceiver {
  private static final int MOST_LEAST_MILLIS = 200;
  private static final int MOST_MILLIS = 500;

  private final List<AudioChunk> played = new ArrayList<>();
  private final JitterBuffer buffer;

  /**
   * @param decoder closed with the receiver
   * @throws IllegalArgumentException for bounds that {@code SoundCodecs} does not allow
   */
  public PacketReceiver(
      SoundEncoding encoding, SoundDecoder decoder, int leastMillis, int mostMillis) {
    if (leastMillis < 0
        || leastMillis > MOST_LEAST_MILLIS
        || mostMillis < leastMillis
        || mostMillis > MOST_MILLIS) {
      throw new IllegalArgumentException(
          "held back for "
              + leastMillis
              + " to "
              + mostMillis
              + " ms; allowed: from 0 to 200 at least, and from there to 500 at most");
    }
    buffer = new JitterBuffer(encoding, decoder, leastMillis, mostMillis, this::take);
  }

  private void take(short[] samples, long capturedNanos) {
    if (samples.length > 0) {
      played.add(new AudioChunk(samples, capturedNanos));
    }
  }

  @Override
  public List<AudioChunk> receive(VoicePacket packet) {
    buffer.receive(packet);
    return taken();
  }

  @Override
  public List<AudioChunk> pass(VoicePacket packet) {
    buffer.pass(packet);
    return taken();
  }

  @Override
  public List<AudioChunk> end() {
    buffer.playAll();
    return taken();
  }

  private List<AudioChunk> taken() {
    List<AudioChunk> chunks = List.copyOf(played);
    played.clear();
    return chunks;
  }

  @Override
  public long received() {
    return buffer.received();
  }

  @Override
  public long lost() {
    return buffer.lost();
  }

  @Override
  public long late() {
    return buffer.late();
  }

  @Override
  public double jitterMillis() {
    return buffer.jitterMillis();
  }

  @Override
  public int delayMillis() {
    return buffer.delayMillis();
  }

  @Override
  public void close() {
    played.clear();
    buffer.close();
  }
}
