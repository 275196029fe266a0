// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.function.BooleanSupplier;
import org.vestibule.api.door.UnlockOrder;

/**
 * One order on its way, with what must still be so when it leaves the house.
 *
 * @param order what the door is told
 * @param grant what the rights say of it
 * @param vigil whether the person for whom it is is still there
 * @param known whether they are still known here; asked right before the order leaves
 * @param who what the audit says of them
 */
record Errand(
    UnlockOrder order, Grant grant, Vigil vigil, BooleanSupplier known, Map<String, String> who) {
  /** Copies. */
  Errand {
    who = Map.copyOf(who);
  }
}
