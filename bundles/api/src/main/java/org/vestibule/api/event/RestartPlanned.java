// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/**
 * The gateway will restart on purpose: doors and panels are told before it happens.
 *
 * @param reason what is updated, and why it needs a restart, as one sentence
 * @param withinSeconds the time that open visits are given
 */
@Classified(DataClass.HEALTH)
public record RestartPlanned(
    Instant at, @Classified(DataClass.HEALTH) String reason, int withinSeconds)
    implements VestibuleEvent {
  @Override
  public String topic() {
    return "gateway/restart";
  }

  @Override
  public boolean droppable() {
    return false;
  }
}
