// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.site.SiteComponent;
import org.vestibule.store.internal.vault.SubjectVault;

/** The journal of a house for tests of other parts. */
public final class TestJournal {
  private TestJournal() {}

  /** Returns it. */
  public static VisitJournal of(TestHouse house, SubjectVault vault) {
    return new HouseJournal(
        house.database(),
        new RecordRows(house.subjects(), vault),
        vault,
        new HousePictures(house.database(), house.subjects(), vault),
        new SiteComponent(Map.of()),
        () -> 200_000);
  }

  /** Keeps a visit that names somebody. */
  public static void keep(VisitJournal journal, String id, PersonId person)
      throws VestibuleException {
    journal.keep(Stories.alice(id, Stories.NOON), List.of(new Named(person, List.of("Alice Ahn"))));
  }
}
