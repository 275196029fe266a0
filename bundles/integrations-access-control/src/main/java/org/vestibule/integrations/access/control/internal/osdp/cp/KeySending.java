// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.Arrays;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;

/**
 * Gives a reader its key, over a session under the default one: a fresh key is made once for a
 * window, kept by others, and only then sent. Until then the reader is only polled, and nothing
 * that it says counts. One thread.
 */
final class KeySending {
  private static final byte[] NOTHING = {};

  private final ReaderSecurity security;
  private final ReaderListener listener;
  private boolean made;
  private boolean toSend;

  KeySending(ReaderSecurity security, ReaderListener listener) {
    this.security = security;
    this.listener = listener;
  }

  /** A window was opened. */
  void opened() {
    made = false;
  }

  /** The session under the default key stands. */
  void begin() {
    toSend = security.offered();
    if (!made) {
      made = true;
      listener.storeKey(security.fresh());
    }
  }

  /** The key is kept. */
  void stored(byte[] key) {
    security.offer(key);
    toSend = true;
  }

  void speak(Exchange exchange) {
    if (toSend) {
      byte[] data = security.keySet();
      exchange.command(CommandCode.KEYSET, data);
      Arrays.fill(data, (byte) 0);
    } else {
      exchange.command(CommandCode.POLL, NOTHING);
    }
  }

  /** The reader has the key: from now on the default one would be a step back. */
  void taken() {
    toSend = false;
    security.defaultRefused();
  }

  /** The reader refused it. */
  void refused() {
    toSend = false;
    security.closeWindow();
  }
}
