// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.privacy.DataKind;

/** Refuses what this site never keeps, whatever anybody agrees to. */
final class KeptHere {
  private KeptHere() {}

  /**
   * Passes if a kind may be kept.
   *
   * @param law null while it is replaced; then the next run of retention finds what slipped in
   */
  static void demand(SiteLaw law, DataKind kind) throws VestibuleException {
    if (law != null && law.profile().refused().contains(kind)) {
      throw new VestibuleException(
          "kind-refused",
          "a " + kind.label(),
          "profile " + law.profile().name(),
          "kinds that are kept at this site",
          "Do not keep it");
    }
  }
}
