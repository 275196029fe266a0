// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Where an attempt came from, as far as counting goes: an IPv4 address, or the /64 of an IPv6
 * address, which one subscriber has to themselves (RFC 6177). Read by hand (RFC 4291, section 2.2),
 * so that no name is ever looked up. Immutable.
 */
final class Origin {
  private static final Pattern FOUR =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.(?!$)|$)){4}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int BYTES = 16;
  private static final int PREFIX = 8;

  /** What an IPv4 address begins with where it is written as an IPv6 one. */
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private static final byte[] LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private final String network;
  private final boolean loopback;

  private Origin(String network, boolean loopback) {
    this.network = network;
    this.loopback = loopback;
  }

  /** Reads what a surface says; what is no address counts as far away. */
  static Origin of(String address) {
    String bare =
        address == null ? "" : address.strip().replaceAll("^\\[|\\]$", "").replaceFirst("%.*$", "");
    byte[] bytes = FOUR.matcher(bare).matches() ? six("::ffff:" + bare) : six(bare);
    if (bytes == null) {
      return new Origin("unknown", false);
    }
    boolean four = Arrays.equals(bytes, 0, MAPPED.length, MAPPED, 0, MAPPED.length);
    if (four ? bytes[MAPPED.length] == 127 : Arrays.equals(bytes, LOOPBACK)) {
      return new Origin("loopback", true);
    }
    return new Origin(four ? shown(bytes, MAPPED.length, BYTES, 1, ".") : prefix(bytes), false);
  }

  String network() {
    return network;
  }

  boolean loopback() {
    return loopback;
  }

  private static String prefix(byte[] bytes) {
    return shown(bytes, 0, PREFIX, 2, ":") + "::/64";
  }

  /** Writes bytes as people know addresses: decimal by one, hexadecimal by two. */
  private static String shown(byte[] bytes, int from, int to, int width, String between) {
    StringJoiner text = new StringJoiner(between);
    for (int i = from; i < to; i += width) {
      int value = bytes[i] & 0xff;
      text.add(
          width == 1
              ? Integer.toString(value)
              : Integer.toHexString(value << 8 | bytes[i + 1] & 0xff));
    }
    return text.toString();
  }

  /** Returns the 16 bytes of an IPv6 address, null when it is none. */
  private static byte[] six(String text) {
    String[] halves = text.split("::", -1);
    byte[] head = groups(halves[0]);
    byte[] tail = halves.length == 2 ? groups(halves[1]) : new byte[0];
    if (halves.length > 2 || head == null || tail == null) {
      return null;
    }
    int left = BYTES - head.length - tail.length;
    if (halves.length == 1 ? left != 0 : left < 2) {
      return null;
    }
    byte[] bytes = Arrays.copyOf(head, BYTES);
    System.arraycopy(tail, 0, bytes, BYTES - tail.length, tail.length);
    return bytes;
  }

  /** Returns two bytes for each group, four for an IPv4 address at the end; null for neither. */
  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] groups = text.split(":", -1);
    byte[] bytes = new byte[groups.length * 2 + 2];
    int length = 0;
    for (int i = 0; i < groups.length; i++) {
      if (GROUP.matcher(groups[i]).matches()) {
        int value = Integer.parseInt(groups[i], 16);
        bytes[length++] = (byte) (value >> 8);
        bytes[length++] = (byte) value;
      } else if (i == groups.length - 1 && FOUR.matcher(groups[i]).matches()) {
        for (String part : groups[i].split("\\.")) {
          bytes[length++] = (byte) Integer.parseInt(part);
        }
      } else {
        return null;
      }
    }
    return Arrays.copyOf(bytes, length);
  }
}
