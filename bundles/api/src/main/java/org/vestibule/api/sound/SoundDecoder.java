// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/** Turns the payloads of one stream into sound, in the order in which they were sent. */
@ProviderType
public interface SoundDecoder extends AutoCloseable {
  /**
   * Decodes one payload.
   *
   * @param payload at most 1500 bytes
   * @return samples at the encoding's rate
   * @throws VestibuleException {@code sound-payload-invalid}; the stream can go on with the next
   */
  short[] decode(byte[] payload) throws VestibuleException;

  /**
   * Makes up for a payload that is lost.
   *
   * @param samples how many are missing, at the encoding's rate, at most 120 ms
   */
  short[] conceal(int samples);

  @Override
  void close();
}
