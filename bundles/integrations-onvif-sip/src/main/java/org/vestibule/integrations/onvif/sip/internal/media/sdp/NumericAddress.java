// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Internet addresses written as numbers. A name is not one: looking it up would ask whomever the
 * other end likes, and wait for the answer.
 */
final class NumericAddress {
  private static final int V4 = 4;
  private static final int V6_GROUPS = 8;

  private NumericAddress() {}

  /** Reads one of either kind; IPv4 inside IPv6 and scopes are not taken. */
  static Optional<InetAddress> of(String text) {
    byte[] bytes = text.indexOf(':') >= 0 ? six(text) : four(text);
    try {
      return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  private static byte[] four(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[V4];
    if (parts.length != V4) {
      return null;
    }
    for (int i = 0; i < V4; i++) {
      int part = parts[i].length() > 3 ? -1 : SdpReader.port(parts[i]);
      if (part < 0 || part > 255) {
        return null;
      }
      bytes[i] = (byte) part;
    }
    return bytes;
  }

  private static byte[] six(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] bytes = groups(text);
      return bytes != null && bytes.length == 2 * V6_GROUPS ? bytes : null;
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.length + tail.length >= 2 * V6_GROUPS) {
      return null;
    }
    byte[] bytes = new byte[2 * V6_GROUPS];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(tail, 0, bytes, bytes.length - tail.length, tail.length);
    return bytes;
  }

  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    if (parts.length > V6_GROUPS) {
      return null;
    }
    byte[] bytes = new byte[2 * parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("[0-9A-Fa-f]{1,4}")) {
        return null;
      }
      int group = Integer.parseInt(parts[i], 16);
      bytes[2 * i] = (byte) (group >> 8);
      bytes[2 * i + 1] = (byte) group;
    }
    return bytes;
  }
}
