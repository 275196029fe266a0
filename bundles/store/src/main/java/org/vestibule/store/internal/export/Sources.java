// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.export;

import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.ConsentLedger;
import org.vestibule.api.face.FaceBlur;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.Tenancies;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.PersonalRecords;

/** Where a copy comes from: who was there when it was begun. */
record Sources(
    ConsentLedger consents,
    Times times,
    PersonalRecords records,
    HouseSeal seal,
    Optional<AuditTrail> audit,
    Optional<PeopleDirectory> people,
    Optional<Tenancies> tenancies,
    Optional<FaceBlur> blur,
    List<PersonalDataHolder> holders) {
  /** When rows were made, of what is described and never opened for a copy. */
  @FunctionalInterface
  interface Times {
    /** Returns the times of the person's rows of a kind, oldest first. */
    List<String> of(DataKind kind) throws VestibuleException;
  }

  Sources {
    holders = List.copyOf(holders);
  }
}
