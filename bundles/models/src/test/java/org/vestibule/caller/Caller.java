// SPDX-License-Identifier: Apache-2.0
package org.vestibule.caller;

import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelStore;

/** Somebody outside the bundle who leases models, well or badly. */
public final class Caller {
  private Caller() {}

  /** Leases and leaves it to the test to close. */
  public static ModelLease lease(ModelStore store, String slot) throws ModelException {
    return store.lease(slot);
  }

  /** Leases, begins a run, and forgets both. */
  public static void forget(ModelStore store, String slot) throws ModelException {
    store.lease(slot).run("net", Map.of());
  }
}
