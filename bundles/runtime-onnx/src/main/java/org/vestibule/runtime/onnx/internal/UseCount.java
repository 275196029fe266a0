// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

/**
 * Counts who is using native memory, and frees it when the last user has left. Freeing under a
 * running inference would end the whole process, so closing never waits and never frees early: it
 * lets nobody else in. Thread-safe.
 */
final class UseCount {
  private final Runnable free;
  private int users;
  private boolean retired;

  /** Frees with {@code free}, exactly once. */
  UseCount(Runnable free) {
    this.free = free;
  }

  /** Returns whether the caller may use it now; if so, it must call {@link #leave()}. */
  synchronized boolean enter() {
    if (retired) {
      return false;
    }
    users++;
    return true;
  }

  /** Ends a use. */
  void leave() {
    boolean last;
    synchronized (this) {
      users--;
      last = retired && users == 0;
    }
    if (last) {
      free.run();
    }
  }

  /** Lets nobody in from now on and frees as soon as nobody is inside. */
  void retire() {
    boolean last;
    synchronized (this) {
      if (retired) {
        return;
      }
      retired = true;
      last = users == 0;
    }
    if (last) {
      free.run();
    }
  }
}
