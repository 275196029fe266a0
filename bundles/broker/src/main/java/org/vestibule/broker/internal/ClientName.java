// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a client is called inside: its user, a slash, and its identifier with all but letters,
 * digits, '-' and '_' written as %XX. So nobody takes over the session of another user by its
 * identifier, and no identifier means anything in the names and filters that the engine builds from
 * it.
 */
final class ClientName {
  /** The longest identifier, in bytes of UTF-8. */
  private static final int MOST_BYTES = 256;

  private ClientName() {}

  static String prefix(String user) {
    return user + "/";
  }

  /** Returns the inner name; empty when the identifier is too long. */
  static Optional<String> of(String user, String identifier) {
    byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST_BYTES) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder(prefix(user));
    for (byte each : bytes) {
      char character = (char) (each & 0xFF);
      if (character < 0x80 && (Character.isLetterOrDigit(character) || "-_".indexOf(each) >= 0)) {
        name.append(character);
      } else {
        name.append(String.format("%%%02X", each & 0xFF));
      }
    }
    return Optional.of(name.toString());
  }
}
