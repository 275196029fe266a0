// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * RTCP of one session (RFC 3550, section 6): writes compound packets of a report, the canonical
 * name and, at the end, a BYE; reads from the other end's only what a report must send back. Not
 * thread-safe.
 */
public final class Reports {
  private static final int SENDER = 200;
  private static final int RECEIVER = 201;
  private static final int SOURCE = 202;
  private static final int GOODBYE = 203;
  private static final int VERSION = 0x80;
  private static final int BLOCK = 24;
  private static final int MOST = 256;

  /** From 1900, where NTP begins, to 1970. */
  private static final long NTP_EPOCH = 2_208_988_800L;

  private final String name;
  private long theirReport;
  private long theirReportNanos;

  /**
   * @param name the canonical name; says nothing about anybody (RFC 7022)
   */
  public Reports(String name) {
    this.name = name;
  }

  /**
   * What this end sent.
   *
   * @param timestamp of the sample of this very moment, by the RTP clock
   */
  public record Sent(long ssrc, long packets, long bytes, long timestamp) {}

  /**
   * Writes a report.
   *
   * @param from null: nothing was received yet
   * @param jitterUnits interarrival jitter, in units of the RTP clock
   */
  public byte[] write(
      Sent sent, Reception from, long jitterUnits, Instant now, long nanos, boolean goodbye) {
    ByteBuffer out = ByteBuffer.allocate(MOST);
    int blocks = from == null ? 0 : 1;
    boolean sender = sent.packets() > 0;
    header(out, blocks, sender ? SENDER : RECEIVER, (sender ? 6 : 1) + 6 * blocks);
    out.putInt((int) sent.ssrc());
    if (sender) {
      out.putInt((int) (now.getEpochSecond() + NTP_EPOCH)).putInt(fraction(now));
      out.putInt((int) sent.timestamp()).putInt((int) sent.packets()).putInt((int) sent.bytes());
    }
    if (from != null) {
      out.putInt((int) from.ssrc());
      out.putInt(from.fractionLost() << 24 | from.lost() & 0xFF_FFFF);
      out.putInt((int) from.highest()).putInt((int) jitterUnits);
      long since = theirReport == 0 ? 0 : (nanos - theirReportNanos) * 65_536 / 1_000_000_000L;
      out.putInt((int) theirReport).putInt((int) since);
    }
    name(out, sent.ssrc());
    if (goodbye) {
      header(out, 1, GOODBYE, 1);
      out.putInt((int) sent.ssrc());
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private void name(ByteBuffer out, long ssrc) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int words = (2 + text.length) / 4 + 1;
    header(out, 1, SOURCE, 1 + words);
    out.putInt((int) ssrc);
    int end = out.position() + 4 * words;
    out.put((byte) 1).put((byte) text.length).put(text);
    while (out.position() < end) {
      out.put((byte) 0);
    }
  }

  private static void header(ByteBuffer out, int count, int type, int words) {
    out.put((byte) (VERSION | count)).put((byte) type).putShort((short) words);
  }

  private static int fraction(Instant now) {
    return (int) ((long) now.getNano() * (1L << 32) / 1_000_000_000L);
  }

  /** Takes a compound packet of the other end; returns false if it is mangled. */
  public boolean read(byte[] bytes, long nanos) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int at = 0;
    while (at < bytes.length) {
      if (at + 8 > bytes.length || (in.get(at) & 0xC0) != VERSION) {
        return false;
      }
      int type = in.get(at + 1) & 0xFF;
      int end = at + 4 + 4 * (in.getShort(at + 2) & 0xFFFF);
      if (end > bytes.length || type < SENDER || type > 223) {
        return false;
      }
      if (type == SENDER && end - at >= 4 + BLOCK) {
        // The middle 32 bits of the NTP time.
        theirReport = in.getLong(at + 8) >>> 16 & 0xFFFF_FFFFL;
        theirReportNanos = nanos;
      }
      at = end;
    }
    return bytes.length > 0;
  }

  /** Returns whether a packet on a port of both is RTCP (RFC 5761, section 4). */
  public static boolean isReport(byte[] bytes) {
    int type = bytes.length > 1 ? bytes[1] & 0xFF : 0;
    return type >= 192 && type <= 223;
  }
}
