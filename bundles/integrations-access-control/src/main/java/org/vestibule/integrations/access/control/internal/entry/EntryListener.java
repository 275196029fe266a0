// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.entry;

import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Hears what is read. Thread-safe; returns at once. */
public interface EntryListener {
  /**
   * A card was read.
   *
   * @param readNanos when, on {@link System#nanoTime()}
   */
  void card(EntryPoint at, CardBits bits, long readNanos);

  /**
   * Keys were pressed.
   *
   * @param keys of 0-9, {@code *} and {@code #}; a secret
   * @param readNanos when, on {@link System#nanoTime()}
   */
  void keys(EntryPoint at, String keys, long readNanos);
}
