// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Says of what is read whether it is what the caller has already (RFC 9110, section 13): a weak tag
 * of the bytes, and 304 to whoever sends it back. The one place for all resources; a resource that
 * sets a tag of its own keeps it.
 */
final class Conditional {
  private static final String TAG = "ETag";
  private static final int TAG_BYTES = 12;

  private Conditional() {}

  /**
   * Tags an answer.
   *
   * @param body what would be sent
   * @return whether the caller has it: then nothing but 304 is to be sent
   */
  static boolean unchanged(HttpServletRequest http, HttpServletResponse response, byte[] body) {
    boolean reading = http.getMethod().equals("GET") || http.getMethod().equals("HEAD");
    if (!reading || response.getStatus() != HttpServletResponse.SC_OK) {
      return false;
    }
    if (response.getHeader(TAG) == null) {
      byte[] hash = Arrays.copyOf(Sha256.of(body), TAG_BYTES);
      response.setHeader(TAG, "W/\"" + HexFormat.of().formatHex(hash) + '"');
    }
    return names(http.getHeader("If-None-Match"), response.getHeader(TAG));
  }

  /** Compares weakly, as RFC 9110 wants it here. */
  private static boolean names(String given, String tag) {
    if (given == null) {
      return false;
    }
    return Arrays.stream(given.split(","))
        .map(String::strip)
        .anyMatch(each -> each.equals("*") || opaque(each).equals(opaque(tag)));
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
