// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;

/** Takes the loudspeaker's sound out of the microphone's, 10 ms at a time. Used by one thread. */
@ProviderType
public interface EchoCanceller extends AutoCloseable {
  /** Samples in a block: 10 ms at 16 kHz. */
  int BLOCK = 160;

  /** Notes what is being played; for each block of the microphone one, silence included. */
  void played(short[] block);

  /** Returns the microphone's block without what was played. */
  short[] cancel(short[] block);

  @Override
  void close();
}
