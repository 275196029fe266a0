// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import java.time.Clock;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.vault.SubjectVault;

/** The records of a house for tests of other parts. */
public final class TestRecords {
  private TestRecords() {}

  /** Returns them. */
  public static PersonalRecords of(TestHouse house, SubjectVault vault) {
    return new HouseRecords(house.database(), house.subjects(), vault, Clock.systemUTC());
  }
}
