// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Decides. A pure function: same facts, same decision; no input or output, no clock. Replaceable by
 * a service of higher ranking.
 */
@ConsumerType
@FunctionalInterface
public interface DoorPolicy {
  /** Decides; never null, never throws. */
  Decision decide(VisitFacts facts);
}
