// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/**
 * One thing that the tool does.
 *
 * @param name how it is called
 * @param use its values and options, one line
 * @param help what it does, some sentences
 * @param valued options that take a value
 * @param switches options that take none
 * @param least fewest plain values
 * @param most most plain values
 * @param action does it
 */
record Command(
    String name,
    String use,
    String help,
    Set<String> valued,
    Set<String> switches,
    int least,
    int most,
    Action action) {
  /** What the script knows without the word {@code model}. */
  private static final Set<String> ALONE =
      Set.of(
          "backup",
          "backups",
          "restore",
          "keyring-copy",
          "door",
          "pass",
          "card",
          "reader",
          "station",
          "secret",
          "outbox",
          "machine",
          "feature");

  /** Returns how it is called after {@code ./vestibule}, with its values and options. */
  String line() {
    return ALONE.contains(name) ? use : "model " + use;
  }

  /** Does it, and shows what came of it. */
  @FunctionalInterface
  interface Action {
    void run(Arguments arguments, Screen screen)
        throws WrongUse, VestibuleException, IOException, InterruptedException;
  }
}
