// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.consent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may agree to; each by itself, and none as the price of another. */
public enum Purpose {
  /** The door opens at one's face. */
  UNLOCK,
  /** One's visits and words are kept. */
  VISIT_LOG,
  /** What the gateway got wrong makes it better. */
  TRAINING,
  /** Photos and recordings are kept. */
  RECORDINGS;

  /** Returns the name as it stands in the database, in REST and in texts, for example visit-log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a purpose by its {@link #label}. */
  public static Optional<Purpose> of(String label) {
    return Arrays.stream(values()).filter(purpose -> purpose.label().equals(label)).findFirst();
  }
}
