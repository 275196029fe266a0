// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;

/** Makes encoders and decoders. Thread-safe; what it makes is not. */
@ProviderType
public interface SoundCodecs {
  /** Returns a decoder for one stream. */
  SoundDecoder decoder(SoundEncoding encoding);

  /** Returns an encoder for one stream. */
  SoundEncoder encoder(SoundEncoding encoding);

  /**
   * Returns what makes sound of the packets of one stream: puts them in order, holds them back for
   * the late ones, decodes them and makes up for what never came. Nothing else is done to it.
   *
   * @param leastMillis the shortest time that a packet is held back, 0 to 200
   * @param mostMillis the longest, from {@code leastMillis} to 500
   */
  SoundReceiver receiver(SoundEncoding encoding, int leastMillis, int mostMillis);
}
