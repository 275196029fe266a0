// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;

/**
 * The sound of one conversation at a station. What the station hears goes two ways: to the
 * recogniser without the echo of the loudspeaker but otherwise untouched, because a denoiser in
 * front of it makes recognition worse; and to a human's ear denoised and at an even level.
 *
 * <p>Everything goes by the clock of the sound: a feed faster than real time gives the same. One
 * thread receives; the feeds may each be read by another one.
 */
@ProviderType
public interface VoiceLine extends AutoCloseable {
  /**
   * Takes the next samples of a station that gives samples.
   *
   * @throws IllegalStateException if the line was opened for packets
   */
  void receive(AudioChunk chunk);

  /**
   * Takes a packet, in whatever order, late or twice.
   *
   * @throws IllegalStateException if the line was opened for samples
   */
  void receive(VoicePacket packet);

  /** No further sound comes; the feeds end when they were read. */
  void end();

  /** Notes what the station's loudspeaker begins to play now, at 16 kHz: it comes back as echo. */
  void played(AudioChunk chunk);

  /** Returns the way to the recogniser, 16 kHz; one reader. */
  AudioFeed forRecogniser();

  /**
   * Returns the way to somebody who listens, 16 kHz, from now on; costs nothing before it is asked
   * for. A reader that does not keep up loses the oldest sound.
   */
  AudioFeed forEar();

  /** Returns what the line is like now. */
  VoiceMeters meters();

  /** Ends everything; buffers are overwritten. */
  @Override
  void close();
}
