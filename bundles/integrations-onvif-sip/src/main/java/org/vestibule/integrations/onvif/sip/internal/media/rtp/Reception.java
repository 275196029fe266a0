// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

/** What is reported about one source (RFC 3550, appendices A.1 and A.3). Not thread-safe. */
public final class Reception {
  private static final int ROUND = 1 << 16;
  private static final int MOST_LOST = 0x7F_FFFF;

  private final long ssrc;
  private final long first;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;

  /** Begins with the first packet of a source, which is not counted yet. */
  public Reception(RtpPacket packet) {
    ssrc = packet.ssrc();
    first = packet.sequence();
    highest = packet.sequence();
  }

  /** Returns whose packets are counted. */
  public long ssrc() {
    return ssrc;
  }

  /** Counts a packet. */
  public void count(RtpPacket packet) {
    int ahead = (short) (packet.sequence() - (int) (highest % ROUND));
    if (ahead > 0) {
      highest += ahead;
    }
    received++;
  }

  /** Returns the share that was lost since this was last asked, in 256ths. */
  int fractionLost() {
    long expected = expected() - expectedBefore;
    long lost = expected - (received - receivedBefore);
    expectedBefore = expected();
    receivedBefore = received;
    return expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, 256 * lost / expected);
  }

  /** Returns how many were lost in all; repeated ones can make it negative. */
  int lost() {
    return (int) Math.max(-MOST_LOST - 1, Math.min(MOST_LOST, expected() - received));
  }

  long highest() {
    return highest;
  }

  private long expected() {
    return highest - first + 1;
  }
}
