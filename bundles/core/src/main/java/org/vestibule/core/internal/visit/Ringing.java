// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import org.vestibule.api.station.StationInfo;

/** Whom the bell has told already: once, and once more when it becomes urgent. */
final class Ringing {
  private boolean rang;
  private boolean urgently;

  /** Returns whether to ring now, and notes that it rings. */
  boolean rings(boolean urgent) {
    boolean news = !rang || (urgent && !urgently);
    rang = true;
    urgently |= urgent;
    return news;
  }

  /** Returns what people read. */
  static String text(StationInfo station, boolean urgent, String reason) {
    return (urgent ? "URGENT, " : "") + station.title() + ": " + reason;
  }
}
