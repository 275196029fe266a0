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
}
