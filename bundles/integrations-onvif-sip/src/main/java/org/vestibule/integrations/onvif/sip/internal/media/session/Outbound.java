// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.security.SecureRandom;
import java.util.Optional;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.Reports;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.RtpPacket;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Agreement;

/**
 * What this end sends: packets of 20 ms, of silence where nothing is said, so that the way through
 * a NAT stays open and the other end knows that it is heard. Used by the media thread alone.
 */
final class Outbound implements AutoCloseable {
  static final int FRAME = 320;
  private static final long UNSIGNED = 0xFFFF_FFFFL;

  /** Leaves the first round of SRTP's counter well behind the beginning (RFC 3711, 3.3.1). */
  private static final int MOST_FIRST_SEQUENCE = 1 << 15;

  private final SoundCodecs codecs;
  private final SecureRandom random;
  private final TalkQueue queue;
  private final Pace pace;
  private final short[] frame = new short[FRAME];
  private Agreement agreement;
  private Voice voice;
  private long ssrc;
  private int sequence;
  private long timestamp;
  private long sentNanos;
  private long packets;
  private long bytes;

  Outbound(SoundCodecs codecs, SecureRandom random, TalkQueue queue) {
    this.codecs = codecs;
    this.random = random;
    this.queue = queue;
    pace = new Pace(System.nanoTime());
    begin();
  }

  private void begin() {
    ssrc = random.nextInt() & UNSIGNED;
    sequence = random.nextInt(MOST_FIRST_SEQUENCE);
    timestamp = random.nextInt() & UNSIGNED;
    packets = 0;
    bytes = 0;
  }

  /** Goes by what was agreed on from now on. Another clock is another source (RFC 7160). */
  void agree(Agreement next) {
    SoundEncoding before = voice == null ? next.encoding() : voice.encoding();
    if (before.clockRate() != next.encoding().clockRate()) {
      begin();
    }
    if (voice == null || before != next.encoding()) {
      close();
      voice = new Voice(codecs, next.encoding());
    }
    agreement = next;
  }

  long due(long now) {
    return pace.due(now, queue.waiting(), FRAME);
  }

  /** Returns the packet of now; empty while nothing may be sent, and what was said is lost. */
  Optional<RtpPacket> next(long now) {
    long skipped = pace.skipped(now);
    boolean words = queue.take(frame) > 0;
    boolean begins = pace.sent(now, words);
    if (agreement == null) {
      return Optional.empty();
    }
    int units = agreement.encoding().clockRate() / 50;
    timestamp = timestamp + skipped * units & UNSIGNED;
    long of = timestamp;
    timestamp = timestamp + units & UNSIGNED;
    sentNanos = now;
    if (!agreement.sends()) {
      return Optional.empty();
    }
    byte[] payload = voice.payload(frame);
    RtpPacket packet = new RtpPacket(agreement.payloadType(), begins, sequence, of, ssrc, payload);
    sequence = sequence + 1 & 0xFFFF;
    packets++;
    bytes += payload.length;
    return Optional.of(packet);
  }

  /** Returns what a report says. */
  Reports.Sent sent(long now) {
    int rate = agreement.encoding().clockRate();
    long since = (now - sentNanos) * rate / 1_000_000_000L;
    return new Reports.Sent(ssrc, packets, bytes, timestamp - rate / 50 + since & UNSIGNED);
  }

  @Override
  public void close() {
    if (voice != null) {
      voice.close();
    }
  }
}
