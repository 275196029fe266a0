// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.nio.charset.StandardCharsets;

/** Tells by the first line of a datagram what it is, before anything is parsed. */
enum FirstLine {
  /** A request or a response of SIP 2.0. */
  MESSAGE,
  /** Line ends or a few zeros, which keep a router's way open (RFC 5626, section 3.5.1). */
  KEEP_ALIVE,
  /** Anything else. */
  MALFORMED;

  private static final int MOST = 1024;
  private static final int LONGEST_METHOD = 32;
  private static final byte[] VERSION = "SIP/2.0".getBytes(StandardCharsets.US_ASCII);

  /** Looks at the first {@code length} bytes. */
  static FirstLine of(byte[] data, int length) {
    if (length <= 8 && blank(data, length)) {
      return KEEP_ALIVE;
    }
    int end = 0;
    while (end < length && end < MOST && data[end] != '\r' && data[end] != '\n') {
      if (data[end] < ' ') {
        return MALFORMED;
      }
      end++;
    }
    if (end == length || end == MOST) {
      return MALFORMED;
    }
    return at(data, 0, end) || request(data, end) ? MESSAGE : MALFORMED;
  }

  private static boolean request(byte[] data, int end) {
    int method = 0;
    while (method < end && method < LONGEST_METHOD && data[method] >= 'A' && data[method] <= 'Z') {
      method++;
    }
    return method > 0
        && method < end
        && data[method] == ' '
        && at(data, end - VERSION.length, end)
        && data[end - VERSION.length - 1] == ' ';
  }

  private static boolean at(byte[] data, int from, int end) {
    if (from < 0 || from + VERSION.length > end || from == 1) {
      return false;
    }
    for (int i = 0; i < VERSION.length; i++) {
      if (data[from + i] != VERSION[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean blank(byte[] data, int length) {
    for (int i = 0; i < length; i++) {
      if (data[i] != '\r' && data[i] != '\n' && data[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
