// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.codec;

import org.osgi.service.component.annotations.Component;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.SoundReceiver;
import org.vestibule.audio.internal.packet.PacketReceiver;

/** The four encodings that door stations speak, all in Java. Thread-safe. */
@Component(service = SoundCodecs.class)
public final class Codecs implements SoundCodecs {
  @Override
  public SoundDecoder decoder(SoundEncoding encoding) {
    return switch (encoding) {
      case PCMU -> new G711Decoder(encoding, Companding.MU_LAW);
      case PCMA -> new G711Decoder(encoding, Companding.A_LAW);
      case G722 -> new G722Decoder();
      case OPUS -> new OpusSoundDecoder();
    };
  }

  @Override
  public SoundEncoder encoder(SoundEncoding encoding) {
    return switch (encoding) {
      case PCMU -> new G711Encoder(encoding, Companding.MU_LAW);
      case PCMA -> new G711Encoder(encoding, Companding.A_LAW);
      case G722 -> new G722Encoder();
      case OPUS -> new OpusSoundEncoder();
    };
  }

  @Override
  public SoundReceiver receiver(SoundEncoding encoding, int leastMillis, int mostMillis) {
    return new PacketReceiver(encoding, decoder(encoding), leastMillis, mostMillis);
  }
}
