// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.KeyPresses;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.Reception;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.RtpPacket;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Agreement;

/**
 * What the other end sends, after address and tag were checked: sound, and keys. Used by the media
 * thread alone.
 */
final class Inbound implements AutoCloseable {
  /** Comfort noise (RFC 3389): it says that nothing is said. */
  private static final int COMFORT_NOISE = 13;

  private static final long NO_SOURCE = -1;

  private final SoundCodecs codecs;
  private final MediaSettings settings;
  private final Supplier<HeardSound> heard;
  private final IntConsumer keys;
  private final Counts counts;
  private final KeyPresses presses = new KeyPresses();
  private Agreement agreement;
  private Reception reception;
  private Ear ear;
  private long lostBefore;
  private long candidate = NO_SOURCE;
  private boolean heldBack;

  Inbound(
      SoundCodecs codecs,
      MediaSettings settings,
      Supplier<HeardSound> heard,
      IntConsumer keys,
      Counts counts) {
    this.codecs = codecs;
    this.settings = settings;
    this.heard = heard;
    this.keys = keys;
    this.counts = counts;
  }

  void agree(Agreement next) {
    agreement = next;
  }

  /** Takes a packet; returns whether it is one of this call. */
  boolean take(RtpPacket packet, long now) {
    int type = packet.payloadType();
    SoundEncoding encoding = agreement.sounds().get(type);
    boolean event = agreement.events().contains(type);
    if (encoding == null && !event && type != COMFORT_NOISE || !known(packet)) {
      return false;
    }
    reception.count(packet);
    counts.received++;
    counts.heardNanos = now;
    counts.aliveNanos = now;
    VoicePacket voice =
        new VoicePacket(
            packet.sequence(), packet.timestamp(), packet.marker(), packet.payload(), now);
    if (encoding == null) {
      if (ear != null) {
        ear.event(voice, heard.get());
      }
    } else {
      of(encoding).sound(voice, heard.get());
    }
    if (event) {
      presses.take(packet).ifPresent(keys);
    }
    heldBack = true;
    count();
    return true;
  }

  /** A new source counts when two packets in a row come from it: a stray one changes nothing. */
  private boolean known(RtpPacket packet) {
    if (reception != null && reception.ssrc() == packet.ssrc()) {
      candidate = NO_SOURCE;
      return true;
    }
    if (reception != null && candidate != packet.ssrc()) {
      candidate = packet.ssrc();
      return false;
    }
    candidate = NO_SOURCE;
    reception = new Reception(packet);
    return true;
  }

  private Ear of(SoundEncoding encoding) {
    if (ear == null || !ear.isFor(encoding, reception.ssrc())) {
      if (ear != null) {
        ear.lull(heard.get());
        lostBefore += ear.lost();
        ear.close();
      }
      ear = new Ear(codecs, encoding, reception.ssrc(), settings);
    }
    return ear;
  }

  /** Returns when to look for a pause next. */
  long due(long now) {
    long lull = settings.jitterMostMillis() * 1_000_000L;
    return heldBack ? counts.heardNanos + lull : now + lull;
  }

  /** In a pause, what waits for packets that were never sent is given. */
  void lull() {
    heldBack = false;
    if (ear != null) {
      ear.lull(heard.get());
      count();
    }
  }

  private void count() {
    counts.lost = lostBefore + (ear == null ? 0 : ear.lost());
    counts.jitterMillis = ear == null ? 0 : ear.jitterMillis();
  }

  /** Returns whom to report about, or null. */
  Reception reception() {
    return reception;
  }

  long jitterUnits() {
    return ear == null ? 0 : (long) (ear.jitterMillis() * ear.encoding().clockRate() / 1000);
  }

  @Override
  public void close() {
    if (ear != null) {
      ear.lull(heard.get());
      ear.close();
    }
  }
}
