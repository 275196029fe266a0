// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads messages and packets of RTSP, each within limits. Used by one thread. */
final class RtspReader {
  private static final int MOST_LINE = 4096;
  private static final int MOST_HEADERS = 64;
  private static final int MOST_BODY = 64 * 1024;
  private static final int BEFORE_PACKET = 4;

  private final InputStream in;
  private final byte[] packet = new byte[BEFORE_PACKET + 65_535];

  RtspReader(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /**
   * Returns what comes next; empty at the end between two parts.
   *
   * @throws IOException also where something is longer than allowed, or is not RTSP
   */
  Optional<RtspPart> next() throws IOException {
    int first = in.read();
    while (first == '\r' || first == '\n') {
      first = in.read();
    }
    if (first < 0) {
      return Optional.empty();
    }
    return Optional.of(first == '$' ? packet() : message(first));
  }

  private RtspPart packet() throws IOException {
    packet[0] = '$';
    fill(packet, 1, BEFORE_PACKET - 1);
    int length = (packet[2] & 0xff) << 8 | packet[3] & 0xff;
    fill(packet, BEFORE_PACKET, length);
    return new RtspPart.Packet(packet, BEFORE_PACKET + length);
  }

  private RtspPart message(int first) throws IOException {
    String start = line(first);
    List<String> headers = new ArrayList<>();
    for (String line = line(in.read()); !line.isEmpty(); line = line(in.read())) {
      if (headers.size() == MOST_HEADERS) {
        throw new IOException("more than " + MOST_HEADERS + " headers");
      }
      headers.add(line);
    }
    RtspMessage head = new RtspMessage(start, headers, new byte[0]);
    List<String> lengths = head.values("Content-Length");
    if (lengths.isEmpty()) {
      return head;
    }
    String length = lengths.get(0);
    if (lengths.size() > 1
        || !length.matches("[0-9]{1,6}")
        || Integer.parseInt(length) > MOST_BODY) {
      throw new IOException("a body of more than " + MOST_BODY + " bytes, or of no known length");
    }
    byte[] body = new byte[Integer.parseInt(length)];
    fill(body, 0, body.length);
    return new RtspMessage(start, headers, body);
  }

  private String line(int first) throws IOException {
    StringBuilder text = new StringBuilder(80);
    for (int sign = first; sign != '\n'; sign = in.read()) {
      if (sign < 0) {
        throw new EOFException("breaks off in a line");
      }
      if (text.length() == MOST_LINE) {
        throw new IOException("a line of more than " + MOST_LINE + " signs");
      }
      if (sign == 0) {
        throw new IOException("no text");
      }
      text.append((char) sign);
    }
    // A carriage return elsewhere would be a line of its own to a camera that reads loosely.
    String line = text.toString();
    String stripped = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    if (stripped.indexOf('\r') >= 0) {
      throw new IOException("a line within a line");
    }
    return stripped;
  }

  private void fill(byte[] into, int offset, int length) throws IOException {
    if (in.readNBytes(into, offset, length) < length) {
      throw new EOFException("breaks off");
    }
  }
}
