// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/**
 * Another pack serves a slot.
 *
 * @param slot the slot's name
 * @param before the id of the pack that served, empty at first
 * @param after the id of the pack that serves now, empty when none does
 * @param reason {@code started}, {@code activated}, {@code promoted} by a roll-out, {@code
 *     rolled-back} by a person, {@code rolled-back-automatically}, or {@code signer-changed}
 */
@Classified(DataClass.HEALTH)
public record ModelChanged(
    Instant at,
    @Classified(DataClass.HEALTH) String slot,
    @Classified(DataClass.HEALTH) String before,
    @Classified(DataClass.HEALTH) String after,
    @Classified(DataClass.HEALTH) String reason)
    implements VestibuleEvent {
  @Override
  public String topic() {
    return "model/changed";
  }
}
