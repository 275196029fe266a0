// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal;

import java.util.Locale;

/** Whether a door opens while no rights are there that could say who may pass it. */
public enum NeedOfRights {
  /** Then it opens for nobody, and the bell rings. */
  REQUIRED,
  /** Then it opens for whoever the enrolment names for it. */
  OPTIONAL;

  /** Returns how it is written in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
