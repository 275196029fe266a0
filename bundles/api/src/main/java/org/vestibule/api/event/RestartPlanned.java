// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;

/**
 * The gateway will restart on purpose: doors and panels are told before it happens.
 *
 * @param reason what is updated, and why it needs a restart, as one sentence
 * @param withinSeconds the time that open visits are given
 */
public record RestartPlanned(Instant at, String reason, int withinSeconds)
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
