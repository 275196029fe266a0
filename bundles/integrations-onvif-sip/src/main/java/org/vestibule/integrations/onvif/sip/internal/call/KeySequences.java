// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Finds what a resident wants in the keys that they press. Thread-safe. */
final class KeySequences {
  /** After so long a further key begins anew. */
  static final Duration PAUSE = Duration.ofSeconds(3);

  private static final int LONGEST = 8;

  private final Map<String, CallKey> known;
  private final Ticks ticks;
  private final StringBuilder pressed = new StringBuilder();
  private long lastNanos;

  KeySequences(Map<String, CallKey> known, Ticks ticks) {
    this.known = known;
    this.ticks = ticks;
  }

  /** Takes a key; returns what it completes, if it completes anything. */
  synchronized Optional<CallKey> press(int key) {
    long now = ticks.nanos();
    if (now - lastNanos > PAUSE.toNanos()) {
      pressed.setLength(0);
    }
    lastNanos = now;
    pressed.append((char) key);
    if (pressed.length() > LONGEST) {
      pressed.deleteCharAt(0);
    }
    for (Map.Entry<String, CallKey> sequence : known.entrySet()) {
      if (pressed.toString().endsWith(sequence.getKey())) {
        pressed.setLength(0);
        return Optional.of(sequence.getValue());
      }
    }
    return Optional.empty();
  }
}
