// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.library;

import java.util.Map;
import java.util.TreeMap;
import org.vestibule.models.internal.pack.Releases;

/**
 * What is kept over restarts. Not thread-safe: it is copied, changed, written, and then shared.
 *
 * @param choices by slot
 * @param releases the highest release seen, by name
 * @param refusals by {@code name@version}
 */
record State(
    Map<String, Choice> choices,
    Map<String, Releases.Seen> releases,
    Map<String, Refusal> refusals) {
  /** Nothing chosen, seen or refused. */
  State() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  State copy() {
    return new State(new TreeMap<>(choices), new TreeMap<>(releases), new TreeMap<>(refusals));
  }

  /** A pack that left its bounds, until a person stages or activates it anew. */
  record Refusal(String digest, String reason) {}
}
