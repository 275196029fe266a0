// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.time.Duration;
import java.util.function.Consumer;
import org.vestibule.integrations.onvif.sip.internal.call.KeyPresses;
import org.vestibule.integrations.onvif.sip.internal.call.KeyPresses.Way;
import org.vestibule.integrations.onvif.sip.internal.call.Ticks;

/**
 * Makes codes of the keys of a panel, which come one by one: a code ends with '#', after a pause,
 * or when it is as long as a code may be. Thread-safe.
 */
final class PanelKeys {
  /** After so long without a key a code is taken for complete. */
  static final Duration PAUSE = Duration.ofMillis(1500);

  private static final int MOST = 32;

  private final Ticks ticks;
  private final Consumer<String> told;
  private final KeyPresses presses;
  private final StringBuilder keys = new StringBuilder();
  private Runnable pause = () -> {};

  /**
   * @param told gets 1 to 32 of 0-9, '*' and '#'
   */
  PanelKeys(Ticks ticks, Consumer<String> told) {
    this.ticks = ticks;
    this.told = told;
    presses = new KeyPresses(ticks);
  }

  /** Takes a key that came one way or the other, or both. */
  void press(int key, Way way) {
    boolean known = key >= '0' && key <= '9' || key == '*' || key == '#';
    if (!known || !presses.isNew(key, way)) {
      return;
    }
    boolean complete;
    synchronized (keys) {
      keys.append((char) key);
      complete = key == '#' || keys.length() == MOST;
      pause.run();
      pause = complete ? () -> {} : ticks.after(PAUSE, this::tell);
    }
    if (complete) {
      tell();
    }
  }

  private void tell() {
    String code;
    synchronized (keys) {
      code = keys.toString();
      keys.setLength(0);
    }
    if (!code.isEmpty()) {
      told.accept(code);
    }
  }
}
