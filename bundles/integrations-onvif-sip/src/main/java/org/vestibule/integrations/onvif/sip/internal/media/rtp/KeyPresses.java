// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Makes key presses of telephone events (RFC 4733, section 2.5). All packets of one press have one
 * timestamp; it counts once, at its end or when {@value #ENOUGH} packets say it, so that neither
 * loss nor repetition nor order changes the count. Remembers {@value #MOST} presses. Not
 * thread-safe.
 */
public final class KeyPresses {
  static final int ENOUGH = 3;
  static final int MOST = 64;
  private static final String KEYS = "0123456789*#ABCD";
  private static final int LENGTH = 4;
  private static final int LONGEST = 0xFFFF;

  /** Presses by their timestamps. */
  private final Map<Long, Press> presses =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Press> eldest) {
          return size() > MOST;
        }
      };

  private static final class Press {
    int event;
    int packets;
    int duration;
    boolean told;
  }

  /** Takes a packet of events; returns a key when this packet makes it count. */
  public OptionalInt take(RtpPacket packet) {
    if (packet.payload().length < LENGTH) {
      return OptionalInt.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(packet.payload());
    int event = in.get(0) & 0xFF;
    boolean end = in.get(1) < 0;
    if (event >= KEYS.length()) {
      return OptionalInt.empty();
    }
    Press press = presses.get(packet.timestamp());
    if (press == null) {
      press = begun(event, packet.timestamp());
      presses.put(packet.timestamp(), press);
    }
    if (press.event != event) {
      return OptionalInt.empty();
    }
    press.packets++;
    press.duration = Math.max(press.duration, in.getShort(2) & 0xFFFF);
    if (press.told || !end && press.packets < ENOUGH) {
      return OptionalInt.empty();
    }
    press.told = true;
    return OptionalInt.of(KEYS.charAt(event));
  }

  /** A key held down for long goes on in a new segment (section 2.5.1.3): the same press. */
  private Press begun(int event, long timestamp) {
    Press press = new Press();
    press.event = event;
    Press before = presses.get(timestamp - LONGEST & 0xFFFF_FFFFL);
    press.told =
        before != null && before.event == event && before.told && before.duration == LONGEST;
    return press;
  }
}
