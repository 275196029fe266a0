// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.Locale;

/** Whether a picture of a visit outlives it. */
public enum KeptPictures {
  /** None does. */
  NEVER,
  /** The one with which a face was decided on, else the first after the press; in the journal. */
  PRESS;

  /** Returns how it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
