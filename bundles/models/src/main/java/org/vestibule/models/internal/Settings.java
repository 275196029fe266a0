// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the store works by.
 *
 * @param folder the folder of model packs
 * @param serve packs to serve until somebody chooses others; of two for one slot the first that
 *     loads
 * @param choices where choices are kept over restarts, {@code null} for nowhere
 * @param loadWait how long a lease waits while packs are being loaded
 */
record Settings(Path folder, List<String> serve, Path choices, Duration loadWait) {
  /** One pack for each slot. */
  static final List<String> DEFAULT_SERVE =
      List.of(
          "silero-vad",
          "moonshine-base",
          "fr-detect",
          "fr-feature",
          "fr-liveness",
          "minilm",
          "visitor-intent");

  static final Duration DEFAULT_LOAD_WAIT = Duration.ofSeconds(10);

  Settings {
    serve = List.copyOf(serve);
  }
}
