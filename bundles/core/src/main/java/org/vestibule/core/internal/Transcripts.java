// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.Locale;

/** How long the words of a visitor are known. The audit never has them. */
public enum Transcripts {
  /** Nobody is shown a word; only what it meant is kept. */
  NEVER,
  /** While the visit is open. */
  VISIT;

  /** Returns how it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
