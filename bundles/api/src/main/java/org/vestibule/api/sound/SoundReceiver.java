// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.station.AudioChunk;

/**
 * Packets of one stream (RFC 3550) become sound. It goes by the packets' arrival times alone, has
 * no thread and no clock. Not thread-safe.
 */
@ProviderType
public interface SoundReceiver extends AutoCloseable {
  /** Takes a packet, in whatever order, late or twice; returns what is to be played now. */
  List<AudioChunk> receive(VoicePacket packet);

  /**
   * Takes a packet of the same stream that carries no sound, such as a telephone event: its number
   * is not missed. Its payload is not looked at.
   */
  List<AudioChunk> pass(VoicePacket packet);

  /** No further packet comes for now; returns the rest. A later packet goes on from there. */
  List<AudioChunk> end();

  /** Returns packets that came, whatever became of them. */
  long received();

  /** Returns packets that were made up for. */
  long lost();

  /** Returns packets that came after their turn. */
  long late();

  /** Returns the interarrival jitter (RFC 3550, appendix A.8), milliseconds. */
  double jitterMillis();

  /** Returns how long a packet is held back now, milliseconds. */
  int delayMillis();

  @Override
  void close();
}
