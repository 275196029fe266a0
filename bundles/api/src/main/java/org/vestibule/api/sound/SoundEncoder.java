// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;

/** Turns the sound of one stream into payloads. */
@ProviderType
public interface SoundEncoder extends AutoCloseable {
  /**
   * Encodes one packet.
   *
   * @param samples 10, 20, 40 or 60 ms at the encoding's rate
   * @throws IllegalArgumentException for another length
   */
  byte[] encode(short[] samples);

  @Override
  void close();
}
