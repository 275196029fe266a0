// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

/** Cuts the power before or after the n-th thing that reaches a disk. */
public final class Fuse {
  /** The power is gone: nothing catches this. */
  public static final class PowerCut extends Error {
    private static final long serialVersionUID = 1L;
  }

  private int left = Integer.MAX_VALUE;

  /** Blows at the n-th touch, from 1. */
  public void blowAt(int touch) {
    left = touch;
  }

  /** Puts a new one in. */
  public void mend() {
    left = Integer.MAX_VALUE;
  }

  /** Something is about to reach a disk, or has just reached it. */
  public void touch() {
    if (left != Integer.MAX_VALUE && --left <= 0) {
      throw new PowerCut();
    }
  }
}
