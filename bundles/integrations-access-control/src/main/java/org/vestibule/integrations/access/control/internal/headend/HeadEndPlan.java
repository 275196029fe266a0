// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.headend;

import java.time.Duration;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.Sink;

/**
 * What one configuration of a vendor's head-end comes to.
 *
 * @param sink the way out, as the manifest declares it
 * @param hold whether doors may be kept released
 * @param secure whether doors can be told to lock
 * @param holdHint what to set to allow it, for a message; may be empty
 * @param news how often events are asked for; zero: never
 * @param vendor makes the vendor's side
 */
public record HeadEndPlan(
    HeadEndSettings settings,
    Sink sink,
    boolean hold,
    boolean secure,
    String holdHint,
    Duration news,
    Vendor vendor) {
  /** Makes the vendor's side of a connection; nothing is sent yet. */
  @FunctionalInterface
  public interface Vendor {
    /** Speaks over {@code wire}, and closes it when closed. */
    HeadEnd over(Wire wire) throws VestibuleException;
  }
}
