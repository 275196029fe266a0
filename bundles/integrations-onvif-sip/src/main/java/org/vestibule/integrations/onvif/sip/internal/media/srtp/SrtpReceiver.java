// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Opens what comes under one master key: first the tag, then the cipher (RFC 3711, sections 3.3 and
 * 3.4). Whoever does not know the key cannot make it remember anything. Not thread-safe.
 */
public final class SrtpReceiver implements AutoCloseable {
  /** Sources under one key that are remembered; beyond them the one unheard for longest goes. */
  private static final int MOST_SOURCES = 8;

  private static final int ENCRYPTED = 0x8000_0000;
  private static final long ROUND = 1 << 16;
  private static final int HALF_ROUND = 1 << 15;

  private final Suite suite;
  private final SessionKeys sound;
  private final SessionKeys control;
  private final Map<Long, ReplayWindow> sounds = bounded();
  private final Map<Long, ReplayWindow> controls = bounded();

  /** Derives the session keys. */
  public SrtpReceiver(Suite suite, MasterKey key) {
    this.suite = suite;
    sound = new SessionKeys(key, SessionKeys.RTP);
    control = new SessionKeys(key, SessionKeys.RTCP);
  }

  /** Returns the RTP packet; empty if it is cut off, changed, under another key, or came before. */
  public Optional<byte[]> open(byte[] packet) {
    int length = packet.length - suite.tag();
    if (length < Headers.LEAST || Headers.length(packet, length) > length) {
      return Optional.empty();
    }
    long ssrc = Headers.ssrc(packet);
    ReplayWindow window = sounds.getOrDefault(ssrc, new ReplayWindow());
    long index = index(window.highest(), Headers.sequence(packet));
    if (index < 0
        || !window.mayBeNew(index)
        || !sound.authentic(packet, length, Headers.four(index >>> 16), length, suite.tag())) {
      return Optional.empty();
    }
    window.accept(index);
    sounds.put(ssrc, window);
    byte[] out = Arrays.copyOf(packet, length);
    sound.cipher(out, Headers.length(packet, length), length, ssrc, index);
    return Optional.of(out);
  }

  /** Returns the most likely index of a sequence number (section 3.3.1); negative: none is. */
  static long index(long highest, int sequence) {
    if (highest < 0) {
      return sequence;
    }
    long rounds = highest / ROUND;
    int last = (int) (highest % ROUND);
    if (last < HALF_ROUND && sequence - last > HALF_ROUND) {
      rounds--;
    } else if (last >= HALF_ROUND && last - HALF_ROUND > sequence) {
      rounds++;
    }
    return rounds * ROUND + sequence;
  }

  /** Returns the RTCP packet; empty as above. */
  public Optional<byte[]> openControl(byte[] packet) {
    int body = packet.length - Suite.CONTROL_TAG;
    int length = body - 4;
    if (length < Headers.CONTROL) {
      return Optional.empty();
    }
    int word = ByteBuffer.wrap(packet).getInt(length);
    long index = word & ~ENCRYPTED;
    long ssrc = Headers.controlSsrc(packet);
    ReplayWindow window = controls.getOrDefault(ssrc, new ReplayWindow());
    if (!window.mayBeNew(index)
        || !control.authentic(packet, body, new byte[0], body, Suite.CONTROL_TAG)) {
      return Optional.empty();
    }
    window.accept(index);
    controls.put(ssrc, window);
    byte[] out = Arrays.copyOf(packet, length);
    if ((word & ENCRYPTED) != 0) {
      control.cipher(out, Headers.CONTROL, length, ssrc, index);
    }
    return Optional.of(out);
  }

  private static Map<Long, ReplayWindow> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Long, ReplayWindow> eldest) {
        return size() > MOST_SOURCES;
      }
    };
  }

  @Override
  public void close() {
    sound.wipe();
    control.wipe();
    sounds.clear();
    controls.clear();
  }
}
