// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.util.Map;
import org.vestibule.api.VestibuleException;

/** What cannot be replaced while the gateway runs, and why. */
final class Restarts {
  private static final Map<String, String> REASONS =
      Map.of(
          "runtime-onnx",
          "its native libraries cannot be unloaded",
          "echo",
          "its native library cannot be unloaded",
          "api",
          "every other bundle is wired to it",
          "core",
          "it holds the open visits and the enrolled people",
          "ota",
          "it would have to finish the work while it is replaced",
          Recovery.KARAF,
          "the container itself is replaced");

  private Restarts() {}

  /** Returns why this needs a restart; empty if it does not. */
  static String reason(String name) {
    return REASONS.getOrDefault(name, "");
  }

  /**
   * Refuses what cannot be done live, and says how it is done instead.
   *
   * @param how the members of the order's body beside {@code "restart": true}
   */
  static void refuse(String name, String how, int visitsSeconds) throws VestibuleException {
    if (!reason(name).isEmpty()) {
      throw new VestibuleException(
          "needs-restart",
          "feature " + name,
          reason(name),
          "a feature that can be replaced while the gateway runs",
          "Order the restart with {"
              + how
              + "\"restart\": true}: panels are told, new presses are refused, open visits get up to "
              + visitsSeconds
              + " s, and the gateway starts once more.");
    }
  }
}
