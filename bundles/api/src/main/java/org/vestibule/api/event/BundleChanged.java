// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/** A bundle of the house was installed, updated, started, stopped or removed. */
@Classified(DataClass.HEALTH)
public record BundleChanged(
    Instant at,
    @Classified(DataClass.HEALTH) String bundle,
    @Classified(DataClass.HEALTH) String version,
    @Classified(DataClass.HEALTH) String change)
    implements VestibuleEvent {
  @Override
  public String topic() {
    return "bundle/changed";
  }
}
