// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Protects what is sent under one master key (RFC 3711, sections 3.3 and 3.4). The rounds of the
 * sequence number are counted here: packets come in order. Not thread-safe.
 */
public final class SrtpSender implements AutoCloseable {
  private static final int ENCRYPTED = 0x8000_0000;
  private static final int MOST_CONTROL = 0x7FFF_FFFF;

  private final Suite suite;
  private final SessionKeys sound;
  private final SessionKeys control;
  private boolean begun;
  private long ssrc;
  private int sequence;
  private int rounds;
  private int controlIndex;

  /** Derives the session keys. */
  public SrtpSender(Suite suite, MasterKey key) {
    this.suite = suite;
    sound = new SessionKeys(key, SessionKeys.RTP);
    control = new SessionKeys(key, SessionKeys.RTCP);
  }

  /** Returns an RTP packet protected; {@code packet} is left as it is. */
  public byte[] protect(byte[] packet) {
    int header = Headers.length(packet, packet.length);
    count(Headers.ssrc(packet), Headers.sequence(packet));
    byte[] out = Arrays.copyOf(packet, packet.length + suite.tag());
    sound.cipher(out, header, packet.length, ssrc, Headers.index(rounds, sequence));
    byte[] tag = sound.tag(out, packet.length, Headers.four(rounds), suite.tag());
    System.arraycopy(tag, 0, out, packet.length, tag.length);
    return out;
  }

  private void count(long source, int number) {
    if (!begun || source != ssrc) {
      begun = true;
      ssrc = source;
      rounds = 0;
    } else if (number < sequence) {
      rounds++;
    }
    sequence = number;
  }

  /** Returns an RTCP packet protected; {@code packet} is left as it is. */
  public byte[] protectControl(byte[] packet) {
    int body = packet.length + 4;
    byte[] out = Arrays.copyOf(packet, body + Suite.CONTROL_TAG);
    control.cipher(out, 8, packet.length, Headers.controlSsrc(packet), controlIndex);
    ByteBuffer.wrap(out).putInt(packet.length, controlIndex | ENCRYPTED);
    byte[] tag = control.tag(out, body, new byte[0], Suite.CONTROL_TAG);
    System.arraycopy(tag, 0, out, body, tag.length);
    controlIndex = controlIndex + 1 & MOST_CONTROL;
    return out;
  }

  @Override
  public void close() {
    sound.wipe();
    control.wipe();
  }
}
