// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.security.SecureRandom;
import java.util.Arrays;
import org.vestibule.integrations.access.control.internal.osdp.KeySetting;
import org.vestibule.integrations.access.control.internal.osdp.SecureChannel;

/**
 * Under which key a reader may be spoken to. A reader that has a key is never spoken to under
 * another one, and the key that everybody knows serves for nothing but to set a new one, while a
 * person holds the window open: whoever puts a reader of their own in place of ours learns no key
 * by saying that it has none (SIA OSDP 2.2 annex D.6). One thread.
 */
final class ReaderSecurity implements AutoCloseable {
  /** How a session is begun. */
  enum Way {
    /** In clear: allowed by the settings, for a reader that never had a key. */
    CLEAR,
    /** Under SCBK-D, to set a key. */
    DEFAULT_KEY,
    /** Under the reader's own key. */
    OWN_KEY,
    /** Not at all, see {@link #problem}. */
    NONE
  }

  private enum Held {
    UNREAD,
    NONE,
    KEY
  }

  private final boolean required;
  private final SecureRandom random;
  private final byte[] key = new byte[SecureChannel.BLOCK];
  private Held held = Held.UNREAD;
  private String unread = "its key was not read yet";
  private boolean windowOpen;
  private long windowUntil;
  private boolean defaultRefused;
  private boolean offered;

  ReaderSecurity(boolean required, SecureRandom random) {
    this.required = required;
    this.random = random;
  }

  /** Takes the key that is kept, or {@code null} when none is. */
  void key(byte[] kept) {
    Arrays.fill(key, (byte) 0);
    held = kept == null ? Held.NONE : Held.KEY;
    if (kept != null) {
      System.arraycopy(kept, 0, key, 0, key.length);
    }
  }

  /** The key cannot be read. */
  void unreadable(String why) {
    Arrays.fill(key, (byte) 0);
    held = Held.UNREAD;
    unread = why;
  }

  void openWindow(long untilNanos) {
    windowOpen = true;
    windowUntil = untilNanos;
    defaultRefused = false;
    offered = false;
  }

  void closeWindow() {
    windowOpen = false;
  }

  boolean windowOpen(long nowNanos) {
    windowOpen &= nowNanos - windowUntil < 0;
    return windowOpen;
  }

  /** Notes that the reader does not take the default key: it has one of its own. */
  void defaultRefused() {
    defaultRefused = true;
  }

  Way way(long nowNanos) {
    if (windowOpen(nowNanos) && !defaultRefused && held != Held.UNREAD) {
      return Way.DEFAULT_KEY;
    }
    if (held == Held.KEY) {
      return Way.OWN_KEY;
    }
    return held == Held.NONE && !required ? Way.CLEAR : Way.NONE;
  }

  /** Returns for people why there is no way. */
  String problem() {
    if (held == Held.UNREAD) {
      return unread;
    }
    return defaultRefused
        ? "it holds a key that this gateway does not have: reset it as its maker says, then open"
            + " the commissioning window again"
        : "it has no key: open the commissioning window";
  }

  /** Returns the key for a session. */
  byte[] forSession(Way way) {
    return way == Way.OWN_KEY ? key : SecureChannel.defaultKey();
  }

  /** Returns a new key for a reader in the window, the caller's own; it counts when kept. */
  byte[] fresh() {
    byte[] fresh = new byte[SecureChannel.BLOCK];
    random.nextBytes(fresh);
    return fresh;
  }

  /** The new key is kept: from now on it is the reader's, whether it hears of it or not. */
  void offer(byte[] kept) {
    key(kept);
    offered = true;
  }

  /** Returns whether a new key is kept that no session has proven yet. */
  boolean offered() {
    return offered;
  }

  /** Returns the data of osdp_KEYSET for the key that is kept. */
  byte[] keySet() {
    try (KeySetting setting = new KeySetting(key)) {
      return setting.encode();
    }
  }

  /** Notes a session under the own key; returns whether it is the first under a new one. */
  boolean proven() {
    boolean first = offered;
    offered = false;
    if (first) {
      windowOpen = false;
    }
    return first;
  }

  @Override
  public void close() {
    unreadable("it was stopped");
  }
}
