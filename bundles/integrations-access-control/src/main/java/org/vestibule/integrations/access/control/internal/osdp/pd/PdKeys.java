// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Arrays;

/**
 * One reader's key in memory, and the window in which its panel may set another one. Until it is
 * known whether the vault has a key, nothing is taken. Thread-safe; holds its lock for a copy of 16
 * bytes only.
 */
public final class PdKeys {
  private boolean known;
  private byte[] key;
  private boolean window;
  private long windowEnds;
  private volatile int generation;

  /** Takes what the vault has, null for none; a session under the one before ends. */
  public synchronized void replace(byte[] next) {
    wipe();
    key = next == null ? null : next.clone();
    known = true;
    generation++;
  }

  /** Lets a key be set until {@code endsNanos}, or until one was. */
  public synchronized void open(long endsNanos) {
    window = true;
    windowEnds = endsNanos;
  }

  /** Ends that. */
  public synchronized void close() {
    window = false;
  }

  /** Returns whether a key may be set now. */
  public synchronized boolean openAt(long now) {
    window = window && now - windowEnds < 0;
    return window;
  }

  /** Returns whether {@link #replace} was called. */
  public synchronized boolean known() {
    return known;
  }

  /** Returns whether there is, or may be, a key of the reader's own. */
  public synchronized boolean keyed() {
    return !known || key != null;
  }

  /** Returns a copy, null where there is none; the caller overwrites it. */
  synchronized byte[] copy() {
    return key == null ? null : key.clone();
  }

  /** Takes the panel's key, which ends the window; the session in which it came goes on. */
  synchronized void take(byte[] next) {
    wipe();
    key = next.clone();
    window = false;
  }

  /** Returns what changes when a session under the old key has to end. */
  int generation() {
    return generation;
  }

  private void wipe() {
    if (key != null) {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return "PdKeys[***]";
  }
}
