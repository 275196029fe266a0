// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** What a polled reader says. Called on the line's thread: an implementation never waits. */
public interface ReaderListener {
  /**
   * The reader takes commands.
   *
   * @param secured whether under a key of its own
   * @param what its vendor, model and capabilities
   */
  default void online(boolean secured, ReaderFacts what) {}

  /** The reader cannot be used; told again whenever the reason is another. */
  default void offline(String why) {}

  /**
   * A card was read.
   *
   * @param nowNanos when it came, on {@link System#nanoTime()}
   */
  default void card(CardBits bits, long nowNanos) {}

  /**
   * Keys were pressed.
   *
   * @param keys of 0-9, {@code *} and {@code #}; a secret
   */
  default void keys(String keys, long nowNanos) {}

  /** Which inputs are active; told whenever it was heard. */
  default void inputs(boolean[] active) {}

  /** Which outputs are on; told whenever it was heard. */
  default void outputs(boolean[] on) {}

  /** Whether the case is open, and whether the mains are gone; told whenever it was heard. */
  default void local(boolean tamper, boolean powerLost) {}

  /**
   * A session under the default key stands, and a person opened the window: keep this key, then say
   * so by {@link PolledReader#keyStored}.
   *
   * @param key 16 random bytes; the receiver overwrites them
   */
  default void storeKey(byte[] key) {}

  /** The reader works under the key that was sent to it: the window is closed. */
  default void keySet() {}
}
