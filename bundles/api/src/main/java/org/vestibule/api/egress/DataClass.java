// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.egress;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What data are, as far as leaving the building goes. There is none for templates: they cannot. */
public enum DataClass {
  /** Sound as it was heard. */
  RAW_AUDIO,
  /** Pictures as they were taken. */
  RAW_VIDEO,
  /** What somebody said, as text. */
  TRANSCRIPT,
  /** Names, units, who came when. */
  PERSONAL,
  /** What happened at the doors, without a name. */
  EVENT,
  /** Counts and figures about no one. */
  STATISTICS,
  /** State of the gateway. */
  HEALTH,
  /** What a person or a machine proves itself by, to whoever issued it. */
  CREDENTIAL;

  /** Returns the name as it stands in manifests and settings, for example raw-audio. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds a class by its {@link #label}. */
  public static Optional<DataClass> of(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }
}
