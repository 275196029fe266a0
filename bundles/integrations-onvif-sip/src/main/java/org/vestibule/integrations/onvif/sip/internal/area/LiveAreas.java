// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

/** The areas of a station as they are now: others are taken with the next picture. Thread-safe. */
public final class LiveAreas {
  private volatile Areas now;

  /** Begins with these. */
  public LiveAreas(Areas first) {
    now = first;
  }

  /** Returns those that hold now. */
  public Areas now() {
    return now;
  }

  /** Goes on with others. */
  public void set(Areas next) {
    now = next;
  }
}
