// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.status.Status;

/** A source reports something new; {@code status} is empty-handed only when the source went. */
@Classified(DataClass.HEALTH)
public record StatusChanged(Instant at, @Classified(DataClass.HEALTH) String source, Status status)
    implements VestibuleEvent {
  @Override
  public String topic() {
    return "status/changed";
  }
}
