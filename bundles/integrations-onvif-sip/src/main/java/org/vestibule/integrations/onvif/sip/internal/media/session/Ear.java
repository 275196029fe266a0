// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.util.List;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.SoundReceiver;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.integrations.onvif.sip.internal.sound.Resampler;

/** Makes 16 kHz of the packets of one source in one encoding. Not thread-safe. */
final class Ear implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final SoundEncoding encoding;
  private final long ssrc;
  private final SoundReceiver receiver;
  private final Resampler resampler;
  private final long filterNanos;

  Ear(SoundCodecs codecs, SoundEncoding encoding, long ssrc, MediaSettings settings) {
    this.encoding = encoding;
    this.ssrc = ssrc;
    receiver = codecs.receiver(encoding, settings.jitterLeastMillis(), settings.jitterMostMillis());
    int rate = encoding.format().sampleRate();
    resampler = new Resampler(rate);
    filterNanos = resampler.heldBack() * NANOS_PER_SECOND / rate;
  }

  boolean isFor(SoundEncoding wanted, long source) {
    return encoding == wanted && ssrc == source;
  }

  SoundEncoding encoding() {
    return encoding;
  }

  void sound(VoicePacket packet, HeardSound into) {
    give(receiver.receive(packet), into);
  }

  void event(VoicePacket packet, HeardSound into) {
    give(receiver.pass(packet), into);
  }

  /** Gives what was held back for packets that do not come. */
  void lull(HeardSound into) {
    give(receiver.end(), into);
  }

  private void give(List<AudioChunk> chunks, HeardSound into) {
    for (AudioChunk chunk : chunks) {
      short[] samples = resampler.push(chunk.samples(), chunk.samples().length);
      if (samples.length > 0) {
        into.offer(new AudioChunk(samples, chunk.capturedNanos() - filterNanos));
      }
    }
  }

  long lost() {
    return receiver.lost();
  }

  double jitterMillis() {
    return receiver.jitterMillis();
  }

  @Override
  public void close() {
    receiver.close();
    resampler.erase();
  }
}
