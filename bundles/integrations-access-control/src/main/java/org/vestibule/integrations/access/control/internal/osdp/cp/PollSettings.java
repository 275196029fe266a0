// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.time.Duration;

/**
 * How a reader is spoken to.
 *
 * @param address 0 to 126
 * @param secureRequired whether a reader without a key of its own is not used
 * @param poll from one command to the next, {@link #USUAL} but for measurements
 * @param asksInputs whether it is asked now and then how its inputs are
 * @param asksOutputs whether it is asked now and then how its outputs are
 */
public record PollSettings(
    int address, boolean secureRequired, Duration poll, boolean asksInputs, boolean asksOutputs) {
  /** The usual interval of panels. */
  public static final Duration USUAL = Duration.ofMillis(50);
}
