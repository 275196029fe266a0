// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import org.vestibule.api.VestibuleException;

/** Says what is wrong with a command, without repeating what might be a secret. */
final class Refusal {
  private static final int MOST_SHOWN = 40;

  private Refusal() {}

  static VestibuleException of(String what, String found, String allowed) {
    return new VestibuleException(
        "command-invalid",
        "command, " + what,
        found,
        allowed,
        "Send it as the schema in docs/contract/v1/commands says.");
  }

  /** Returns a text that came as it may stand in a sentence. */
  static String shown(String text) {
    String clean = text.replaceAll("[^\\x21-\\x7e ]", "?");
    return "'"
        + (clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "..." : clean)
        + "'";
  }
}
