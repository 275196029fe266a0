// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.sip.header.ContentTypeHeader;
import javax.sip.message.Message;

/** Reads what messages carry. */
final class Body {
  private static final String KEYS = "0123456789*#ABCD";

  private Body() {}

  /** Returns the session description of a message, or nothing. */
  static String description(Message message) {
    return is(message, "application", "sdp") ? text(message) : "";
  }

  /**
   * Returns the key of an INFO: {@code application/dtmf-relay} has a line {@code Signal=5}, {@code
   * application/dtmf} the key alone. 10 and 11 are star and hash.
   */
  static Optional<Character> key(Message info) {
    String signal = "";
    if (is(info, "application", "dtmf-relay")) {
      signal =
          text(info)
              .lines()
              .map(line -> line.replace(" ", ""))
              .filter(line -> line.regionMatches(true, 0, "signal=", 0, 7))
              .map(line -> line.substring(7))
              .findFirst()
              .orElse("");
    } else if (is(info, "application", "dtmf")) {
      signal = text(info).strip();
    }
    String key =
        switch (signal) {
          case "10" -> "*";
          case "11" -> "#";
          default -> signal.toUpperCase(Locale.ROOT);
        };
    return key.length() == 1 && KEYS.contains(key) ? Optional.of(key.charAt(0)) : Optional.empty();
  }

  private static boolean is(Message message, String type, String subtype) {
    ContentTypeHeader header = (ContentTypeHeader) message.getHeader(ContentTypeHeader.NAME);
    return header != null
        && type.equalsIgnoreCase(header.getContentType())
        && subtype.equalsIgnoreCase(header.getContentSubType());
  }

  private static String text(Message message) {
    byte[] raw = message.getRawContent();
    return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
  }
}
